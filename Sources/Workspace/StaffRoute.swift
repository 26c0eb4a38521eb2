import HTTPTypes
import Hummingbird
import Staff

/// One address of the workspace: a method, a pattern with `{names}`, and who is answered by what.
struct StaffRoute: Sendable {
    let method: HTTPRequest.Method
    let pattern: String
    let answer: Answer

    init(_ method: HTTPRequest.Method, _ pattern: String, _ answer: Answer) {
        self.method = method
        self.pattern = pattern
        self.answer = answer
    }

    /// Who is answered, together with what answers them: neither can be written without the other, so that no
    /// route is left open by mistake.
    enum Answer: Sendable {
        /// Whoever comes: the ways in.
        case anybody(@Sendable (Visit) async throws -> Response)
        /// Whoever is signed in: what concerns their own account.
        case signedIn(@Sendable (StaffVisit) async throws -> Response)
        /// Whoever has the permission there.
        case holders(Permission, Place, @Sendable (StaffVisit) async throws -> Response)
    }

    /// Where a permission must hold.
    enum Place: Sendable {
        case municipality
        /// In one round at least; the page then shows no others.
        case somewhere
        /// In the round that the address names.
        case roundOfAddress
    }

    func matches(_ path: String) -> Bool { patternMatches(pattern, path) }
}

/// Whether a path has the shape of a pattern with `{names}`.
func patternMatches(_ pattern: String, _ path: String) -> Bool {
    let given = path.split(separator: "/")
    let expected = pattern.split(separator: "/")
    return given.count == expected.count
        && zip(given, expected).allSatisfy { $0 == $1 || $1.hasPrefix("{") }
}
