import Anonymization
import ArgumentParser
import Foundation
import Hummingbird
import Localization
import Logging
import NIOCore
import Pipeline
import PublicSite
import ServiceLifecycle
import SurveyDefinition
import Wiring

/// `radslag serve`: the service.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves residents' pages and the public API.",
        discussion: """
            The first start makes the database and the secret. Put a web server with TLS in front.

            Example:
              radslag serve --host 127.0.0.1 --port 8080 --data /var/lib/radslag
            """)

    @ArgumentParser.Option(help: "The port to listen on. (default: 8080)") var port: Int?
    @ArgumentParser.Option(help: "The address to listen on. (default: 127.0.0.1)") var host: String?
    @OptionGroup var folders: FolderOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        let settings = Settings()
        let reading = try Reading.read(folders)
        let untranslated = reading.diagnostics.count
        if untranslated > 0 {
            Console.complain(
                "\(untranslated) faults in the texts; a missing one is shown in another language. See: radslag check"
            )
        }
        let folder = DataFolder(data)
        let consultation = try folder.open(reading)
        var logger = Logger(label: "radslag")
        logger.logLevel = .info
        let site = try PublicSite(
            PublicVerbs(
                of: consultation,
                sealedBy: PageSeal(try folder.secret.read(besideDatabase: folder.database))),
            locales: reading.locales, goals: reading.definitions.goals,
            identity: SiteIdentity(
                municipality: settings.municipality, contact: settings.contact,
                colour: try SiteColour(settings.colour)),
            rules: settings.sendRules, logger: logger)
        let (host, port) = (settings.host(flag: host), settings.port(flag: port))
        // The framework logs paths and addresses at lower levels: only its faults are let through.
        var frameworkLogger = Logger(label: "http")
        frameworkLogger.logLevel = .error
        let server = Application(
            router: site.router(),
            configuration: .init(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { _ in print("Serving at http://\(host):\(port)/") },
            logger: frameworkLogger)
        let mixer = Mixer(
            consultation: consultation,
            every: .seconds(60 * minutesBetweenMixings(by: reading.definitions)), logger: logger)
        do {
            try await ServiceGroup(
                services: [site.upkeep, server, site.counters, mixer],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: frameworkLogger
            ).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw CommandFault(
                "Something else listens at \(host):\(port). Stop it, or choose another --port.")
        }
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
                try? await Task.sleep(for: every)
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
