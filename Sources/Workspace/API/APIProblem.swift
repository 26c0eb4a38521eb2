import Dialogues
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Pipeline
import Staff
import SurveyDrafts

/// What a program is told when something isn't done (RFC 9457). Nothing was changed then.
struct APIProblem: Error {
    /// Never changed, never reused: programs depend on it.
    let code: String
    let status: HTTPResponse.Status
    /// The key of its text.
    let textKey: String
    var textFile = "workspace"
    var values: [String: String] = [:]
    /// What is wrong, by field.
    var faults: [String: DialogueFault] = [:]
    /// What somebody else has saved in fields that were changed here too, and the revision at which it stands.
    var saved: [String: String]?
    var revision: Int?
    var gaps: [DialogueReadiness.Gap] = []

    init(_ code: String, _ status: HTTPResponse.Status, _ textKey: String) {
        self.code = code
        self.status = status
        self.textKey = textKey
    }

    static let noKey = APIProblem("no-key", .unauthorized, "api.no-key")
    static let readsOnly = APIProblem("reads-only", .forbidden, "api.reads-only")
    static let unsupportedType = APIProblem(
        "unsupported-type", .unsupportedMediaType, "api.unsupported-type")

    /// - Parameter path: where in the document it is, such as `fields.title`; empty for all of it.
    static func badJSON(at path: String) -> APIProblem {
        var problem = APIProblem("bad-json", .badRequest, "api.bad-json")
        problem.values = ["place": path.isEmpty ? "$" : path]
        return problem
    }
}

extension APIProblem {
    /// The only map from what goes wrong to what a program is told.
    ///
    /// - Returns: `nil` for what none of the verbs refuses with.
    init?(_ error: any Error) {
        switch error {
        case let problem as APIProblem: self = problem
        case let problem as WorkspaceProblem: self.init(of: problem)
        case StaffError.notPermitted: self.init(of: .notPermitted)
        case let faults as DialogueFaults:
            self.init("wrong-fields", .unprocessableContent, "api.wrong-fields")
            self.faults = faults.byField
        case let refusal as DialogueRefusal: self.init(refusal)
        case ReleaseRefusal.unknownRound: self.init(of: .unknownPage)
        case let refusal as ReleaseRefusal:
            self.init(
                String(refusal.textKey.dropFirst("publishing.".count)),
                refusal.isOfForm ? .unprocessableContent : .conflict, refusal.textKey)
        case let refusal as SurveyRefusal: self.init(refusal)
        case let fault as ArchiveFault:
            self.init("bad-archive", .unprocessableContent, fault.textKey)
            textFile = "composer"
            values = ["name": fault.name]
        default: return nil
        }
    }

    init(of problem: WorkspaceProblem) {
        self.init(
            String(problem.pageKey.dropFirst("problem.".count)), problem.status, problem.pageKey)
    }

    private init(_ refusal: DialogueRefusal) {
        switch refusal {
        case .unknownDialogue, .unknownTemplate: self.init(of: .unknownPage)
        case .changedMeanwhile(let merged, let now):
            self.init("changed-meanwhile", .conflict, "fault.changed-meanwhile")
            saved = merged.conflicts
            revision = now
        case .incomplete(let readiness):
            self.init("incomplete", .conflict, "step.incomplete")
            gaps = readiness.blocking
        case .notReviewable, .otherTexts:
            self.init("not-reviewable", .conflict, "review.not-yet")
        case .wrongStage: self.init("not-now", .conflict, "step.not-now")
        case .codeNotValid: self.init("code-not-valid", .forbidden, "paper.code-not-valid")
        case .codesIssued: self.init("codes-issued", .conflict, "respondents.codes-issued")
        }
    }

    private init(_ refusal: SurveyRefusal) {
        switch refusal {
        case .unknownDraft: self.init(of: .unknownPage)
        case .draftExists(let id):
            self.init("draft-exists", .conflict, "composer.archive-exists")
            textFile = "composer"
            values = ["name": id.value]
        case .changedMeanwhile, .changedSince:
            self.init("changed-meanwhile", .conflict, "fault.changed-meanwhile")
        case .faulty, .untranslated, .meaningChanged, .nothingChanged:
            self.init("not-publishable", .conflict, "api.not-publishable")
        case .notPrepared: self.init("not-now", .conflict, "step.not-now")
        }
    }

    /// The problem as a document, in the language of whoever is asked for.
    func response(in text: PageText) -> Response {
        func plain(_ key: String, _ values: [String: String] = [:]) -> String {
            text.localizer.string(key, in: textFile, values)
        }
        let document = APIProblemDocument(
            type: "urn:radslag:problem:\(code)", title: plain(textKey, values),
            status: status.code,
            faults: faults.isEmpty
                ? nil
                : faults.sorted { $0.key < $1.key }.map { field, fault in
                    .init(
                        field: field, fault: fault.rawValue,
                        detail: text.localizer.string("fault.\(fault.rawValue)", in: "workspace"))
                },
            saved: saved, revision: revision,
            gaps: gaps.isEmpty ? nil : gaps.map(GapDocument.init))
        var response = apiResponse(document, type: "application/problem+json", status: status)
        response.headers[.contentLanguage] = text.language.tag.value
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

/// RFC 9457, with what a program can act on.
struct APIProblemDocument: Encodable {
    struct Fault: Encodable {
        let field: String
        let fault: String
        let detail: String
    }

    let type: String
    let title: String
    let status: Int
    let faults: [Fault]?
    let saved: [String: String]?
    let revision: Int?
    let gaps: [GapDocument]?
}

/// A text that is missing or stale.
struct GapDocument: Encodable, Sendable {
    let text: String
    let language: String
    let state: String

    init(_ gap: DialogueReadiness.Gap) {
        text = "\(gap.key)"
        language = gap.language.value
        state =
            switch gap.state {
            case .current: "current"
            case .stale: "stale"
            case .missing: "missing"
            }
    }
}
