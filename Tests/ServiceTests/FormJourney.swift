import Foundation

/// A resident's way through the pages of a round, as a browser without scripts takes it.
struct FormJourney {
    let wire: Wire
    let round: String
    let language: String
    /// Sent with every page.
    var headers: [(name: String, value: String)] = []
    /// The page that is shown.
    private(set) var page = ""

    struct UnexpectedPage: Error {
        let status: Int
        let text: String
    }

    init(through round: String, in language: String, over wire: Wire) {
        self.wire = wire
        self.round = round
        self.language = language
    }

    private var path: String { "/\(language)/d/\(round)/svara" }

    /// The section that the page asks; `review` on the page before sending.
    var section: String { value(of: "section") }

    /// The unfinished answer, sealed.
    var sealed: String { value(of: "journey") }

    mutating func begin(query: String = "") async throws {
        try await show(Wire.Request(path: path + query, headers: headers))
    }

    /// Fills in the page's fields and presses a button.
    mutating func press(_ action: String, _ fields: [(name: String, value: String)] = [])
        async throws
    {
        try await show(request(pressing: action, fields))
    }

    /// What a browser sends when a button of the page is pressed.
    func request(pressing action: String, _ fields: [(name: String, value: String)] = [])
        -> Wire.Request
    {
        let all = [("journey", sealed), ("section", section)] + fields + [("action", action)]
        let body = all.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
        return Wire.Request(
            method: "POST", path: path,
            headers: headers + [("Content-Type", "application/x-www-form-urlencoded")],
            body: Data(body.utf8))
    }

    private mutating func show(_ request: Wire.Request) async throws {
        let response = try await wire.send(request)
        guard response.status == 200 else {
            throw UnexpectedPage(status: response.status, text: response.text)
        }
        page = response.text
    }

    private func value(of field: String) -> String {
        let start = page.range(of: "name=\"\(field)\" value=\"")?.upperBound
        return start.map { String(page[$0...].prefix { $0 != "\"" }) } ?? ""
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
