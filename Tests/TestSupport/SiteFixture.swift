public import Anonymization
import Diagnostics
public import Dialogues
public import DisclosureControl
public import Foundation
public import Issuing
public import Localization
import Logging
import Pages
public import Pipeline
public import PublicSite
public import Storage
public import SurveyDefinition
import Wiring

/// The whole service without its port: a store in a folder, the pipeline on it, and the public site.
///
/// The site is given the same verbs as `radslag serve` gives it. Serve `site.router()` to send requests.
public struct SiteFixture: Sendable {
    public let definitions: Definitions
    public let locales: Locales
    public let store: Store
    public let consultation: Consultation
    /// Gives the tickets of rounds of level `blind`, without delay.
    public let issuer: TicketIssuer
    /// Seals as the site does, so that a test can make a journey of its own.
    public let seal: PageSeal
    public let site: PublicSite

    /// The secret of every fixture: 32 bytes that protect nothing.
    public static let key = MasterKey(Array(1...32))

    /// - Parameters:
    ///   - folder: where the database is made.
    ///   - definitions: the shipped ones unless given.
    ///   - locales: the shipped ones unless given.
    ///   - rules: none unless given, so that a test may send as fast as it can.
    ///   - clock: the machine's unless given.
    ///   - adjusting: changes the verbs before the site gets them, to see it meet a store that fails.
    public init(
        in folder: URL, definitions: Definitions? = nil, locales: Locales? = nil,
        rules: SendRules = .none, clock: SiteClock = .system,
        adjusting: (inout PublicVerbs) -> Void = { _ in }
    ) throws {
        guard let key = Self.key else {
            preconditionFailure("The fixture's secret is not 32 bytes.")
        }
        self.definitions = definitions ?? Self.shippedDefinitions
        self.locales = (locales ?? Self.shippedLocales).apart()
        store = try Store(path: folder.appending(path: "radslag.sqlite").path)
        consultation = Consultation(
            definitions: self.definitions, store: store, key: key, locales: self.locales)
        guard let issuersKey = MasterKey(Array(101...132)) else {
            preconditionFailure("The issuer's secret is not 32 bytes.")
        }
        issuer = try TicketIssuer(
            path: folder.appending(path: "issuer.sqlite").path, key: issuersKey)
        seal = PageSeal(key)
        var verbs = PublicVerbs(of: consultation, sealedBy: seal)
        adjusting(&verbs)
        site = try PublicSite(
            verbs, tickets: TicketVerbs(of: issuer, after: .zero ... .zero), locales: self.locales,
            goals: self.definitions.goals,
            identity: SiteIdentity(
                municipality: "Södertälje kommun", contact: "kontakt@example.org",
                colour: try SiteColour("#0b5563")),
            rules: rules, clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    // MARK: Rounds

    /// Prepares a round of the survey; `period` is the last part of its id.
    public func prepare(
        _ id: RoundID, of survey: SurveyID, sampling: Sampling = .selfSelected,
        isDemonstration: Bool = false
    ) async throws {
        try await consultation.createRound(
            .init(
                id: id, survey: survey,
                period: id.value.split(separator: "-").last.map(String.init) ?? id.value,
                sampling: sampling, isDemonstration: isDemonstration, closesOn: "2026-12-31"))
    }

    /// Prepares a round and opens it.
    public func open(
        _ id: RoundID, of survey: SurveyID, sampling: Sampling = .selfSelected,
        isDemonstration: Bool = false
    ) async throws {
        try await prepare(id, of: survey, sampling: sampling, isDemonstration: isDemonstration)
        try await consultation.openRound(id)
    }

    /// Lets synthetic respondents answer a demonstration round, closes it and publishes its release.
    ///
    /// - Parameter seed: the same respondents for the same seed.
    @discardableResult
    public func publish(
        _ id: RoundID, of survey: SurveyID, sampling: Sampling = .selfSelected, responses: Int,
        seed: UInt64 = 1
    ) async throws -> Release {
        try await open(id, of: survey, sampling: sampling, isDemonstration: true)
        try await consultation.fillDemonstration(
            id, responses: responses, using: SeededGenerator(seed: seed))
        try await consultation.closeRound(id)
        return try await consultation.publishRelease(of: id)
    }

    // MARK: What is stored

    /// What the store holds of a round's responses, to see that a refusal left nothing behind.
    public struct Holdings: Equatable, Sendable {
        public let accepted: Int
        public let waiting: Int
        public let mixed: Int

        public init(accepted: Int, waiting: Int, mixed: Int) {
            self.accepted = accepted
            self.waiting = waiting
            self.mixed = mixed
        }
    }

    public func holdings(of round: RoundID) async throws -> Holdings {
        Holdings(
            accepted: try await store.participation(in: round),
            waiting: try await store.waiting(in: round),
            mixed: try await store.responses(in: round).responses)
    }

    // MARK: Parts

    /// The definitions of the folder `Surveys/`.
    public static let shippedDefinitions: Definitions = {
        let faults = FaultCollector()
        guard let definitions = readDefinitions(from: Project.surveys, reportingTo: faults) else {
            preconditionFailure("The shipped surveys can't be read: \(faults.diagnostics)")
        }
        return definitions
    }()

    /// The texts of the folder `Locales/`.
    public static let shippedLocales: Locales = {
        let faults = FaultCollector()
        guard let locales = readLocales(from: Project.locales, reportingTo: faults) else {
            preconditionFailure("The shipped locales can't be read: \(faults.diagnostics)")
        }
        return locales
    }()
}
