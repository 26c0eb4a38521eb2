import ArgumentParser
import Configuration
import Foundation
import PublicSite

/// Where things are. A flag comes before the environment, the environment before the usual place.
struct FolderOptions: ParsableArguments {
    @Option(help: "The folder of surveys. (default: Surveys)")
    var surveys: String?

    @Option(help: "The folder of texts. (default: Locales)")
    var locales: String?
}

/// Where the database and the secret are.
struct DataOptions: ParsableArguments {
    @Option(help: "The folder of the database and the secret. (default: .radslag)")
    var data: String?
}

/// The settings that the environment gives: `RADSLAG_PORT`, `RADSLAG_DATA` and so on.
struct Settings {
    private let reader = ConfigReader(provider: EnvironmentVariablesProvider()).scoped(
        to: "radslag")

    func folder(_ key: String, flag: String?, usual: String) -> URL {
        URL(filePath: flag ?? reader.string(forKey: ConfigKey([key]), default: usual))
    }

    /// The folder that a flag or the environment names; `nil` when neither does.
    func givenFolder(_ key: String, flag: String?) -> URL? {
        (flag ?? reader.string(forKey: ConfigKey([key]))).map { URL(filePath: $0) }
    }

    func port(flag: Int?) -> Int {
        flag ?? reader.int(forKey: "port", default: 8080)
    }

    func host(flag: String?) -> String {
        flag ?? reader.string(forKey: "host", default: "127.0.0.1")
    }

    var municipality: String {
        reader.string(forKey: "municipality", default: "Södertälje kommun")
    }

    var contact: String {
        reader.string(forKey: "contact", default: "kontaktcenter@sodertalje.se")
    }

    /// Where residents reach the site, such as `https://radslag.example.se`; it is printed in invitations.
    var address: String? { reader.string(forKey: "address") }

    /// The municipality's identity provider, where one is configured.
    func identityProvider() throws(CommandFault) -> ProviderConfiguration? {
        try .read(from: reader, servedAt: address)
    }

    /// Where tickets are given, when that is another address than `address`.
    var ticketAddress: String? { reader.string(forKey: "ticketAddress") }

    /// How fast answers are taken: `RADSLAG_SENDS_PER_MINUTE`, `RADSLAG_CODES_PER_MINUTE` and
    /// `RADSLAG_SHORTEST_VISIT`.
    var sendRules: SendRules {
        SendRules(
            sendsPerMinute: number("sends.per.minute", usual: SendRules.usual.sendsPerMinute),
            codesPerMinute: number("codes.per.minute", usual: SendRules.usual.codesPerMinute),
            shortestVisit: number("shortest.visit", usual: SendRules.usual.shortestVisit))
    }

    private func number(_ key: String, usual: Int) -> Int {
        reader.int(forKey: ConfigKey(key), default: usual)
    }

    /// The site's one colour, `#rrggbb`.
    var colour: String {
        reader.string(forKey: "colour", default: "#0b5563")
    }
}
