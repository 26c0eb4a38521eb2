import DisclosureControl
import Foundation
import Pipeline
import Reports
import SurveyDefinition

/// Publishing by programs: a release is seen first, and then published, asked for or approved as it was seen.
struct ReleaseAPI: Sendable {
    let workspace: Workspace

    private var verbs: PublishingVerbs { workspace.verbs.publishing }

    @Sendable func preview(_ call: APICall) async throws -> APIReply {
        .document(PreviewDocument(try await seen(call)))
    }

    /// The figures as the public file of the release will have them.
    @Sendable func figures(_ call: APICall) async throws -> APIReply {
        let preview = try await seen(call)
        return .file(
            Array(
                try json(
                    preview.release, workspace.context(of: preview.round, asking: preview.survey),
                    in: call.text.localizer)),
            type: "application/json")
    }

    @Sendable func publish(_ call: APICall) async throws -> APIReply {
        .document(
            PublishedDocument(
                release: try await verbs.publish(
                    call.round, call.document(WishDocument.self).wish, call.signedIn)))
    }

    @Sendable func ask(_ call: APICall) async throws -> APIReply {
        try await verbs.ask(call.round, call.document(WishDocument.self).wish, call.signedIn)
        return .done
    }

    @Sendable func approve(_ call: APICall) async throws -> APIReply {
        .document(
            PublishedDocument(
                release: try await verbs.approve(call.round, request(of: call), call.signedIn)))
    }

    @Sendable func withdraw(_ call: APICall) async throws -> APIReply {
        try await verbs.withdraw(call.round, request(of: call), call.signedIn)
        return .done
    }

    // MARK: Parts

    /// What is asked for, by its digest.
    private struct RequestDocument: Decodable { let request: String }

    private func request(of call: APICall) throws -> String {
        try call.document(RequestDocument.self).request
    }

    private struct PublishedDocument: Encodable {
        /// The number of the release.
        let release: Int
    }

    /// - Throws: `APIProblem` for a part that there can't be.
    private func seen(_ call: APICall) async throws -> ReleasePreview {
        let names = call.query("leaveOut")
        let parts = names.compactMap { ReleasePart(name: $0) }
        guard parts.count == names.count else {
            throw APIProblem("unknown-part", .unprocessableContent, "fault.unknown-choice")
        }
        return try await verbs.preview(
            call.round, names.isEmpty ? nil : Set(parts), call.signedIn)
    }
}
