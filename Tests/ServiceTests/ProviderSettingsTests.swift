import Foundation
import TestSupport
import Testing

/// The settings of the municipality's provider, as the program reads them at its start.
extension ServiceTests {
    @Suite("The settings of the municipality's provider")
    struct ProviderSettingsTests {
        private static let good = [
            "RADSLAG_ADDRESS": "https://radslag.example.se",
            "RADSLAG_OIDC_ISSUER": "https://login.example.se", "RADSLAG_OIDC_CLIENT_ID": "radslag",
            "RADSLAG_OIDC_CLIENT_SECRET_FILE": "client-secret",
            "RADSLAG_OIDC_ROLES": "a=owner,b=editor",
        ]

        @Test(
            "A mistake keeps the service from starting, and is told in a sentence",
            arguments: [
                (["RADSLAG_OIDC_ISSUER": ""], "RADSLAG_OIDC_ISSUER"),
                (
                    ["RADSLAG_OIDC_ROLES": "", "RADSLAG_OIDC_CLIENT_ID": ""],
                    "RADSLAG_OIDC_CLIENT_ID, RADSLAG_OIDC_ROLES"
                ),
                (["RADSLAG_OIDC_ISSUER": "http://login.example.se"], "an address with https"),
                (["RADSLAG_OIDC_ISSUER": "login.example.se"], "an address with https"),
                (["RADSLAG_OIDC_ISSUER": "https://a:b@login.example.se"], "an address with https"),
                (["RADSLAG_ADDRESS": "http://radslag.example.se"], "own address must have https"),
                (["RADSLAG_ADDRESS": nil], "RADSLAG_ADDRESS"),
                (["RADSLAG_OIDC_ROLES": "a=boss"], "'boss' is no role"),
                (["RADSLAG_OIDC_ROLES": "a"], "group=role"),
                (["RADSLAG_OIDC_CLIENT_SECRET_FILE": "nowhere"], "nowhere can't be read"),
                (["RADSLAG_OIDC_CLIENT_SECRET_FILE": "open-secret"], "chmod 600"),
                (["RADSLAG_OIDC_CLIENT_SECRET_FILE": "empty-secret"], "is empty"),
            ] as [([String: String?], String)])
        func faults(_ changes: [String: String?], _ sentence: String) async throws {
            try await withInstallation { installation in
                var installation = installation
                for (name, value) in Self.good.merging(
                    changes.mapValues { $0 ?? "" }, uniquingKeysWith: { $1 })
                {
                    installation.settings[name] = value
                }
                for (name, value) in changes where value == nil {
                    installation.settings[name] = nil
                }
                for (name, text, mode) in [
                    ("client-secret", "s3cr3t\n", 0o600), ("open-secret", "s3cr3t\n", 0o644),
                    ("empty-secret", "\n", 0o600),
                ] {
                    let path = installation.folder.appending(path: name).path
                    _ = FileManager.default.createFile(
                        atPath: path, contents: Data(text.utf8),
                        attributes: [.posixPermissions: mode])
                }

                let outcome = try await installation.run("serve", "--port", "1")

                #expect(outcome.status != 0)
                #expect(outcome.complaints.contains(sentence), "\(outcome.complaints)")
                #expect(!outcome.complaints.contains("s3cr3t"))
            }
        }

        @Test("A provider that doesn't answer is told at the start, and the service runs")
        func down() async throws {
            try await withTemporaryFolder { folder in
                let path = folder.appending(path: "client-secret").path
                _ = FileManager.default.createFile(
                    atPath: path, contents: Data("s3cr3t".utf8),
                    attributes: [.posixPermissions: 0o600])
                let settings = Self.good.merging([
                    "RADSLAG_OIDC_ISSUER": "http://127.0.0.1:9",
                    "RADSLAG_OIDC_CLIENT_SECRET_FILE": path,
                ]) { $1 }
                try await withService(settings: settings) { service in
                    #expect(try await service.wire.get("/arbete/logga-in").status == 200)
                    let address = "http://127.0.0.1:9/.well-known/openid-configuration"
                    var log = ""
                    for _ in 0..<200 where !log.contains(address) {
                        try await Task.sleep(for: .milliseconds(50))
                        log = try String(contentsOf: service.installation.log, encoding: .utf8)
                    }

                    #expect(log.contains("Nobody can sign in through the municipality's provider."))
                    #expect(log.contains(address + " can't be fetched"))
                }
            }
        }
    }
}
