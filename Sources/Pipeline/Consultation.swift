public import Anonymization
import Diagnostics
public import Dialogues
public import Storage
public import SurveyDefinition

/// The stages joined: what the service can do, as verbs. Everything outside uses these and nothing below.
///
/// Each verb is one file: *submit a response*, *mix*, *open and close a round*, *publish a release*.
public struct Consultation: Sendable {
    public let definitions: Definitions
    let store: Store
    let seal: ResponseSeal
    let digester: SubmissionDigester
    let versions: SurveyVersions

    public init(definitions: Definitions, store: Store, key: MasterKey) {
        self.definitions = definitions
        self.store = store
        seal = ResponseSeal(key)
        digester = SubmissionDigester(key)
        versions = SurveyVersions(definitions: definitions, store: store)
    }
}

/// Why a verb can't be carried out; each says what to do.
public enum ConsultationError: Error, Equatable, CustomStringConvertible {
    case unknownRound(RoundID)
    case unknownSurvey(SurveyID)
    case damagedSurvey(SurveyID, version: Int)
    case wrongStage(RoundID, is: RoundStage, needs: RoundStage)
    case notADemonstration(RoundID)
    case roundExists(RoundID)

    public var description: String {
        switch self {
        case .unknownRound(let round):
            "There is no round '\(round)'. See them with: radslag round list"
        case .unknownSurvey(let survey):
            "There is no survey '\(survey)' in the folder of surveys."
        case .damagedSurvey(let survey, let version):
            "The kept text of survey '\(survey)', version \(version), can't be read. Restore the database from a backup."
        case .wrongStage(let round, let stage, let needed):
            "Round '\(round)' is \(stage.rawValue); it must be \(needed.rawValue) for this."
        case .notADemonstration(let round):
            "Round '\(round)' is not a demonstration: synthetic respondents never mix with real ones."
        case .roundExists(let round):
            "Round '\(round)' exists already. Choose another id."
        }
    }
}

/// The survey versions that rounds ask, read from the text that was kept when each was published.
actor SurveyVersions {
    private let definitions: Definitions
    private let store: Store
    private var surveys: [String: Survey] = [:]

    init(definitions: Definitions, store: Store) {
        self.definitions = definitions
        self.store = store
    }

    func survey(_ id: SurveyID, version: Int) async throws -> Survey {
        let name = "\(id) \(version)"
        if let survey = surveys[name] { return survey }
        guard let source = try await store.surveySource(id, version: version),
            let survey = readSurvey(
                source: source, named: name, districts: definitions.districts,
                policy: definitions.policy,
                goals: definitions.goals, reportingTo: FaultCollector())
        else { throw ConsultationError.damagedSurvey(id, version: version) }
        surveys[name] = survey
        return survey
    }
}

extension Consultation {
    /// The survey version that the round asks.
    public func survey(of round: Round) async throws -> Survey {
        try await versions.survey(round.survey, version: round.surveyVersion)
    }

    /// - Throws: `ConsultationError.unknownRound`.
    public func round(_ id: RoundID) async throws -> Round {
        guard let round = try await store.round(id) else {
            throw ConsultationError.unknownRound(id)
        }
        return round
    }
}
