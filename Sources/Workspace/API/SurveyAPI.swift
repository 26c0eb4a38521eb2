import Foundation
import HTTPTypes
import Pipeline
import SurveyDefinition

/// Surveys before programs: their files go out and in, and a draft is published.
struct SurveyAPI: Sendable {
    let workspace: Workspace

    /// The end of the addresses of files.
    static let files = "/files"

    private var verbs: SurveyVerbs { workspace.verbs.surveys }

    @Sendable func all(_ call: APICall) async throws -> APIReply {
        .document(try await verbs.all(call.signedIn).map(SurveyDocument.init))
    }

    @Sendable func one(_ call: APICall) async throws -> APIReply {
        .document(SurveyDraftDocument(try await verbs.one(survey(of: call), call.signedIn)))
    }

    /// The folder of a survey as a zip archive.
    @Sendable func archive(_ call: APICall) async throws -> APIReply {
        .file(
            Array(try await verbs.archive(survey(of: call), call.signedIn)),
            type: "application/zip")
    }

    /// Takes such an archive as a draft.
    @Sendable func read(_ call: APICall) async throws -> APIReply {
        guard call.request.headers[.contentType] == "application/zip" else {
            throw APIProblem.unsupportedType
        }
        let id = try await verbs.begin(
            .archive(Data(call.body), isReplacing: call.query("replace") == ["yes"]),
            call.signedIn)
        return .document(
            SurveyDraftDocument(try await verbs.one(id, call.signedIn)), status: .created,
            location: "\(WorkspacePath.api)/surveys/\(id)")
    }

    @Sendable func publish(_ call: APICall) async throws -> APIReply {
        let revision = try call.document(RevisionDocument.self).revision
        try await verbs.publish(survey(of: call), revision, call.signedIn)
        return try await one(call)
    }

    /// Lets a prepared dialogue ask the newest version of a survey.
    @Sendable func choose(_ call: APICall) async throws -> APIReply {
        let survey = try call.document(ChoiceDocument.self).survey
        try await verbs.choose(SurveyID(survey), call.round, call.signedIn)
        return .document(try await workspace.document(of: call.round, call))
    }

    // MARK: Parts

    private struct RevisionDocument: Decodable { let revision: Int }

    private struct ChoiceDocument: Decodable { let survey: String }

    private func survey(of call: APICall) throws -> SurveyID {
        SurveyID(try call.parameter("survey"))
    }
}
