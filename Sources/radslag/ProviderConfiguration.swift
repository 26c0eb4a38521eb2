import Configuration
import Foundation
import Pipeline
import SingleSignOn
import Staff
import Workspace

/// The municipality's identity provider, as the environment has it: `RADSLAG_OIDC_ISSUER` and so on.
struct ProviderConfiguration {
    let settings: ProviderSettings
    let roles: GroupRoles
    /// What the button says.
    let name: String

    private static let required = ["issuer", "client.id", "client.secret.file", "roles"]

    /// - Returns: `nil` when nothing is configured.
    /// - Throws: `CommandFault`, which says what is missing or wrong.
    static func read(
        from reader: ConfigReader, servedAt address: String?
    ) throws(CommandFault) -> ProviderConfiguration? {
        func value(_ key: String) -> String? {
            reader.string(forKey: ConfigKey("oidc." + key)).flatMap { $0.isEmpty ? nil : $0 }
        }
        let given = required.filter { value($0) != nil }
        if given.isEmpty { return nil }
        guard given.count == required.count, let issuer = value("issuer"),
            let client = value("client.id"), let file = value("client.secret.file"),
            let roles = value("roles")
        else {
            let missing = required.filter { value($0) == nil }.map(variable)
            throw CommandFault(
                "For sign-in through the municipality's provider, set also \(missing.joined(separator: ", "))."
            )
        }
        guard let address else {
            throw CommandFault(
                "For sign-in through the municipality's provider, set RADSLAG_ADDRESS to where staff reach the service: the provider leads back there."
            )
        }
        let name = value("name") ?? "OpenID Connect"
        do {
            return ProviderConfiguration(
                settings: try ProviderSettings(
                    issuer: issuer, clientID: client, clientSecret: try secret(in: file),
                    returnAddress: providerReturnAddress(at: address),
                    scopes: value("scopes") ?? ProviderSettings.usualScopes,
                    groupsClaim: value("groups.claim") ?? ProviderSettings.usualGroupsClaim),
                roles: try GroupRoles(roles), name: name)
        } catch let fault as CommandFault {
            throw fault
        } catch let fault as GroupRoles.Fault {
            throw CommandFault("RADSLAG_OIDC_ROLES: \(fault)")
        } catch let fault as ProviderFault {
            throw CommandFault("Sign-in through the municipality's provider: \(fault)")
        } catch {
            throw CommandFault("The settings of the municipality's provider can't be read.")
        }
    }

    /// The client's secret, which nobody else may read.
    private static func secret(in path: String) throws(CommandFault) -> String {
        guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
            throw CommandFault(
                "RADSLAG_OIDC_CLIENT_SECRET_FILE: \(path) can't be read. It holds the secret that the provider gave the service."
            )
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard (attributes?[.posixPermissions] as? Int ?? 0o777) & 0o077 == 0 else {
            throw CommandFault("The secret \(path) can be read by others. Run: chmod 600 \(path)")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func variable(_ key: String) -> String {
        "RADSLAG_OIDC_" + key.uppercased().replacing(".", with: "_")
    }
}
