import Anonymization
import ArgumentParser
import Foundation
import Hummingbird
import Issuing
import Localization
import Logging
import NIOCore
import Pages
import Pipeline
import PublicSite
import ServiceLifecycle
import SingleSignOn
import Staff
import SurveyDefinition
import Wiring
import Workspace

/// `radslag serve`: the service.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves residents' pages, the public API and staff's workspace.",
        discussion: """
            The first start makes the database and the secret, and prints a link by which the first owner of the \
            workspace makes an account: there is no default password. Put a web server with TLS in front.

            A round of level blind has two parts, which may run apart: the issuer gives tickets for codes, the \
            collector takes answers with tickets. Each has a database and a secret of its own.

            Examples:
              radslag serve --host 127.0.0.1 --port 8080 --data /var/lib/radslag
              radslag serve --role collector --port 8080 --data /var/lib/radslag
              radslag serve --role issuer --port 8081 --data /var/lib/radslag-issuer
            """)

    @ArgumentParser.Option(help: "The port to listen on. (default: 8080)") var port: Int?
    @ArgumentParser.Option(help: "The address to listen on. (default: 127.0.0.1)") var host: String?
    @ArgumentParser.Option(help: "What to serve: issuer, collector or both.") var role = Role.both
    @OptionGroup var folders: FolderOptions
    @OptionGroup var data: DataOptions

    /// Which parts of the service a process is.
    enum Role: String, ExpressibleByArgument, CaseIterable {
        case issuer, collector, both
    }

    func run() async throws {
        let settings = Settings()
        let provider = role == .issuer ? nil : try settings.identityProvider()
        let reading = try Reading.read(folders)
        let untranslated = reading.diagnostics.count
        if untranslated > 0 {
            Console.complain(
                "\(untranslated) faults in the texts; a missing one is shown in another language. See: radslag check"
            )
        }
        let folder = DataFolder(data)
        let consultation = role == .issuer ? nil : try folder.open(reading)
        var logger = Logger(label: "radslag")
        logger.logLevel = .info
        let identity = try identity(settings)
        let site = try PublicSite(
            try consultation.map {
                PublicVerbs(
                    of: $0,
                    sealedBy: PageSeal(try folder.secret.read(besideDatabase: folder.database)))
            },
            tickets: try role == .collector
                ? nil : TicketVerbs(of: folder.openIssuer(), after: Self.ticketDelay),
            locales: reading.locales, goals: reading.definitions.goals,
            identity: identity, rules: settings.sendRules, logger: logger)
        let identityProvider = provider.map { IdentityProvider($0.settings) }
        let (host, port) = (settings.host(flag: host), settings.port(flag: port))
        // The framework logs paths and addresses at lower levels: only its faults are let through.
        var frameworkLogger = Logger(label: "http")
        frameworkLogger.logLevel = .error
        func server(_ responder: some HTTPResponder<BothSitesContext>) -> any Service {
            Application(
                responder: responder,
                configuration: .init(address: .hostname(host, port: port), serverName: nil),
                onServerRunning: { _ in
                    Console.say("Serving at http://\(host):\(port)/")
                    await printSetUpLink(
                        consultation?.staff, at: settings.address ?? "http://\(host):\(port)")
                    await check(identityProvider)
                },
                logger: frameworkLogger)
        }
        let workspace = try consultation.map {
            try Workspace(
                WorkspaceVerbs(
                    of: $0,
                    DialogueDesk($0, templates: reading.templates, locales: reading.locales),
                    SurveyDesk(
                        $0, shipped: Reading.shipped(reading, in: folders),
                        locales: reading.locales,
                        requiredLanguages: reading.templates.requiredLanguages),
                    preview: site.preview,
                    provider: signIn(of: $0.staff, at: identityProvider, as: provider, logger)),
                locales: reading.locales, identity: identity,
                address: settings.address, counters: site.counters)
        }
        var services: [any Service] = [
            site.upkeep,
            server(
                BothSites(
                    residents: site.router().buildResponder(),
                    staff: workspace?.router().buildResponder())),
            site.counters,
        ]
        if let consultation {
            services.append(
                Mixer(
                    consultation: consultation,
                    every: .seconds(60 * minutesBetweenMixings(by: reading.definitions)),
                    logger: logger))
        }
        do {
            try await ServiceGroup(
                services: services,
                gracefulShutdownSignals: [.sigterm, .sigint], logger: frameworkLogger
            ).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw CommandFault(
                "Something else listens at \(host):\(port). Stop it, or choose another --port.")
        }
    }

    /// How long the issuer waits before it answers, drawn anew each time.
    private static let ticketDelay: ClosedRange<Duration> = .milliseconds(200) ... .seconds(2)

    /// Which addresses are another process's.
    private func identity(_ settings: Settings) throws -> SiteIdentity {
        if role != .both, settings.address == nil || settings.ticketAddress == nil {
            throw CommandFault(
                "Issuer and collector apart need to know of each other: set RADSLAG_ADDRESS to where answers are taken, and RADSLAG_TICKET_ADDRESS to where tickets are given."
            )
        }
        return SiteIdentity(
            municipality: settings.municipality, contact: settings.contact,
            colour: try SiteColour(settings.colour),
            ticketOrigin: role == .collector ? origin(settings.ticketAddress) : "",
            answerOrigin: role == .issuer ? origin(settings.address) : "")
    }

    private func origin(_ address: String?) -> String {
        let address = address ?? ""
        return address.hasSuffix("/") ? String(address.dropLast()) : address
    }
}

/// Prints the link by which the first owner is made, as long as there is none. There is no default password.
@Sendable private func printSetUpLink(_ staff: StaffAccounts?, at base: String) async {
    guard let staff, (try? await staff.needsSetUp()) == true,
        let token = try? await staff.makeSetUpLink()
    else { return }
    Console.say(
        "Set up the workspace, within a day: \(workspaceLink(with: token, at: base))")
}

/// Sign-in through the municipality's provider; what goes wrong there is a sentence in the log.
private func signIn(
    of staff: StaffAccounts, at provider: IdentityProvider?,
    as configuration: ProviderConfiguration?, _ logger: Logger
) -> ProviderSignIn? {
    guard let provider, let configuration else { return nil }
    return ProviderSignIn(
        for: staff, at: provider, called: configuration.name, roles: configuration.roles,
        report: { logger.error("A sign-in failed. \($0)") })
}

/// Says at the start what would keep everybody from signing in through the provider; the service runs nevertheless.
@Sendable private func check(_ provider: IdentityProvider?) async {
    guard let provider else { return }
    do throws(ProviderFault) {
        try await provider.check(at: Date())
        Console.say("Sign-in through the municipality's provider is ready.")
    } catch {
        Console.complain("Nobody can sign in through the municipality's provider. \(error)")
    }
}

/// The longest interval that the policy or one of the surveys asks for: all rounds are mixed in one turn.
private func minutesBetweenMixings(by definitions: Definitions) -> Int {
    definitions.surveys.map(\.policy.minutesBetweenMixings)
        .reduce(definitions.policy.minutesBetweenMixings, max)
}

/// Mixes the open rounds at the policy's interval, from the start of the service on.
///
/// When it last did is not written anywhere: no time is kept beside answers.
struct Mixer: Service {
    let consultation: Consultation
    let every: Duration
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                // A survey that was published meanwhile may ask for longer.
                let longest = (try? await consultation.minutesBetweenMixings()) ?? 0
                try? await Task.sleep(for: max(every, .seconds(60 * longest)))
                guard !Task.isCancelled else { return }
                do {
                    try await consultation.mixOpenRounds()
                } catch {
                    logger.error(
                        "Mixing failed: \(type(of: error)). The answers wait safely and are tried again."
                    )
                }
            }
        }
    }
}
