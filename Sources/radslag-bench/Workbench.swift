import Anonymization
import Answering
import Diagnostics
import Dialogues
import Foundation
import Localization
import Logging
import Pages
import Pipeline
import PublicSite
import Storage
import SurveyDefinition
import Wiring

/// What the figures are measured on: the service as `radslag serve` puts it together, over a database of its
/// own in a folder that goes away.
struct Workbench: Sendable {
    let folder: URL
    let definitions: Definitions
    let locales: Locales
    let key: MasterKey
    let consultation: Consultation
    /// How long each load lasts.
    let seconds: Double

    /// The open round that residents answer.
    static let round = RoundID("trygghet-2026")
    /// How many visitors a load has at once.
    static let visitors = 64

    enum Fault: Error {
        case unusableDefinitions([Diagnostic])
    }

    /// The public site.
    ///
    /// - Parameter isStoring: `false` makes a site that checks a submission in full and then lets it go.
    func site(isStoring: Bool = true) throws -> PublicSite {
        var verbs = PublicVerbs(of: consultation, sealedBy: PageSeal(key))
        if !isStoring { verbs.submit = { _ in } }
        return try PublicSite(
            verbs, locales: locales, goals: definitions.goals,
            identity: SiteIdentity(
                municipality: "Södertälje kommun", contact: "kontaktcenter@sodertalje.se",
                colour: try SiteColour("#0b5563")),
            rules: .none, logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
    }

    /// What 500 synthetic respondents send, the same in every run.
    func scripts() async throws -> [AnswerScript] {
        var generator = BenchGenerator(seed: 2026)
        var respondents = SyntheticRespondents(
            answering: try await survey, goals: definitions.goals, using: generator)
        return (0..<500).map { _ in
            AnswerScript(
                of: respondents.next(), submissionKey: SubmissionKey(using: &generator))
        }
    }

    var survey: Survey {
        get async throws { try await consultation.survey(of: consultation.round(Self.round)) }
    }

    /// A demonstration of its own in a database of its own: filled, mixed and closed.
    func demonstration(of responses: Int) async throws -> Demonstration {
        let path = folder.appending(path: "demonstration-\(responses).sqlite").path
        let (store, consultation) = try await openRound(
            inDatabaseAt: path, definitions, key, isDemonstration: true)
        let bytesBefore = try Demonstration.bytes(at: path)
        try await consultation.fillDemonstration(
            Self.round, responses: responses, using: BenchGenerator(seed: 2025))
        try await consultation.closeRound(Self.round)
        return Demonstration(
            round: Self.round, store: store, bytes: try Demonstration.bytes(at: path) - bytesBefore)
    }

    /// A new database with the open round in it, for a figure of its own.
    func newStore(_ name: String) async throws -> (path: String, store: Store) {
        let path = folder.appending(path: name).path
        return (path, try await openRound(inDatabaseAt: path, definitions, key).store)
    }
}

/// A closed round of synthetic responses.
struct Demonstration {
    let round: RoundID
    let store: Store
    /// What its responses added to the database file.
    let bytes: Int

    fileprivate static func bytes(at path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }
}

/// Sets up a workbench, and takes its folder away when `body` is done.
func withWorkbench(
    surveys: String, locales: String, seconds: Double, _ body: (Workbench) async throws -> Void
) async throws {
    let faults = FaultCollector()
    let definitions = readDefinitions(from: URL(filePath: surveys), reportingTo: faults)
    let texts = readLocales(from: URL(filePath: locales), reportingTo: faults)
    guard let definitions, let texts else {
        throw Workbench.Fault.unusableDefinitions(faults.diagnostics)
    }
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "radslag-bench-\(UInt64.random(in: .min ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var generator = SystemRandomNumberGenerator()
    let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    guard let key = MasterKey(secret) else { preconditionFailure("A key has 32 bytes.") }
    let (_, consultation) = try await openRound(
        inDatabaseAt: folder.appending(path: "radslag.sqlite").path, definitions, key)
    try await body(
        Workbench(
            folder: folder, definitions: definitions, locales: texts, key: key,
            consultation: consultation, seconds: seconds))
}

private func openRound(
    inDatabaseAt path: String, _ definitions: Definitions, _ key: MasterKey,
    isDemonstration: Bool = false
) async throws -> (store: Store, consultation: Consultation) {
    let store = try Store(path: path)
    let consultation = Consultation(definitions: definitions, store: store, key: key)
    try await consultation.createRound(
        .init(
            id: Workbench.round, survey: SurveyID("trygghet"), period: "2026",
            sampling: .selfSelected, isDemonstration: isDemonstration))
    try await consultation.openRound(Workbench.round)
    return (store, consultation)
}

/// SplitMix64, so that every run measures the same respondents. Source: Steele, Lea and Flood (2014), OOPSLA.
struct BenchGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
