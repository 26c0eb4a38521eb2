import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import Pages
import Staff
import SurveyDefinition

/// One address of the staff API: a method, a pattern with `{names}`, the permission that it takes, and what answers.
struct APIRoute: Sendable {
    let method: HTTPRequest.Method
    let pattern: String
    /// `nil` for what concerns the program's own key.
    let permission: Permission?
    let place: StaffRoute.Place
    let answer: @Sendable (APICall) async throws -> APIReply

    /// - Parameter pattern: below `WorkspacePath.api`.
    init(
        _ method: HTTPRequest.Method, _ pattern: String, _ permission: Permission?,
        _ place: StaffRoute.Place, _ answer: @escaping @Sendable (APICall) async throws -> APIReply
    ) {
        self.method = method
        self.pattern = WorkspacePath.api + pattern
        self.permission = permission
        self.place = place
        self.answer = answer
    }

    func matches(_ path: String) -> Bool { patternMatches(pattern, path) }
}

/// A request by a program that acts for a colleague.
struct APICall: Sendable {
    let request: Request
    let parameters: Parameters
    let body: [UInt8]
    let signedIn: SignedIn
    let key: AccessKey
    /// For the words of problems.
    let text: PageText

    /// The part of the address with that name.
    ///
    /// - Throws: `WorkspaceProblem.unknownPage`.
    func parameter(_ name: String) throws -> String {
        guard let value = parameters.get(name) else { throw WorkspaceProblem.unknownPage }
        return value
    }

    var round: RoundID { get throws { RoundID(try parameter("round")) } }

    /// The values of a part of the query, which may be there several times.
    func query(_ name: String) -> [String] {
        request.uri.queryParameters[values: Substring(name)].map(String.init)
    }
}

/// What a program gets.
enum APIReply: Sendable {
    /// - Parameter location: the address of what was made.
    case document(
        any Encodable & Sendable, status: HTTPResponse.Status = .ok, location: String? = nil)
    /// It is done, and there is nothing to tell.
    case done
    /// A file as other programs read it.
    case file([UInt8], type: String)

    var response: Response {
        switch self {
        case .document(let document, let status, let location):
            var response = apiResponse(document, type: "application/json", status: status)
            response.headers[.location] = location
            return response
        case .done:
            return Response(status: .noContent, headers: SecurityHeaders.fields)
        case .file(let content, let type):
            return apiResponse(ByteBuffer(bytes: content), type: type, status: .ok)
        }
    }
}

func apiResponse(
    _ document: any Encodable, type: String, status: HTTPResponse.Status
) -> Response {
    apiResponse(ByteBuffer(bytes: encodedJSON(document)), type: type, status: status)
}

/// Bytes for nobody to keep.
private func apiResponse(
    _ content: ByteBuffer, type: String, status: HTTPResponse.Status
) -> Response {
    var headers = SecurityHeaders.fields
    headers[.contentType] = type
    headers[.cacheControl] = "no-store"
    return Response(status: status, headers: headers, body: .init(byteBuffer: content))
}
