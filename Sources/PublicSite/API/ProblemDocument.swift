import Foundation
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import Pages

/// A problem as RFC 9457 JSON. Nothing that was sent comes back in it but the ids of questions.
struct ProblemDocument: Encodable {
    let type: String
    let title: String
    let status: Int
    let detail: String
    let faults: [Fault]?

    struct Fault: Encodable {
        let question: String
        let error: String
        let detail: String
    }

    static func response(_ problem: Problem, in text: Localizer) -> Response {
        var faults: [Fault]?
        if case .rejectedResponse(let rejected) = problem {
            faults = rejected.map { each in
                Fault(
                    question: each.question, error: each.error,
                    detail: text.string("error.\(each.error)", each.values))
            }
        }
        let title = text.string("problem.\(problem.code)")
        let document = ProblemDocument(
            type: problem.type, title: title, status: problem.status.code,
            detail: faults.map { $0.map { "\($0.question): \($0.detail)" }.joined(separator: " ") }
                ?? title,
            faults: faults)
        var headers = SecurityHeaders.fields
        headers[.contentType] = "application/problem+json"
        headers[.contentLanguage] = text.language.tag.value
        headers[.cacheControl] = "no-store"
        return Response(
            status: problem.status, headers: headers,
            body: .init(byteBuffer: APIResponse.encode(document)))
    }
}

/// JSON responses of the API.
enum APIResponse {
    static func encode(_ value: some Encodable) -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else {
            preconditionFailure("The API's own values hold nothing that JSON can't.")
        }
        return ByteBuffer(bytes: data)
    }

    /// Something that is the same for everybody and may be asked for again by its digest.
    ///
    /// - Parameter language: of its texts, for what has any.
    static func page(_ value: some Encodable, language: String? = nil) -> StaticPage {
        StaticPage(
            encode(value), type: "application/json", language: language,
            isNegotiated: language != nil)
    }
}
