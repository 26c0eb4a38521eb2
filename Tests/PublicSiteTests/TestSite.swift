import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SurveyDefinition
import TestSupport

@testable import PublicSite

/// A site with its rounds, and a client that sends it requests.
struct TestSite: Sendable {
    let fixture: SiteFixture
    let client: any TestClientProtocol
    /// What the web server in front says of who asks.
    private var address: String?

    init(fixture: SiteFixture, client: any TestClientProtocol) {
        self.fixture = fixture
        self.client = client
    }

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Reply {
        try await send(.get, path, headers)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:],
        body: [UInt8]? = nil
    ) async throws -> Reply {
        var headers = headers
        if let address, let name = HTTPField.Name("X-Real-IP") { headers[name] = address }
        return Reply(
            try await client.execute(
                uri: path, method: method, headers: headers,
                body: body.map { ByteBuffer(bytes: $0) }))
    }

    /// The same site, asked from a network that the web server in front tells of.
    func asked(from address: String) -> TestSite {
        var site = self
        site.address = address
        return site
    }

    /// From a page of the small survey to the one before sending, with an answer and a text.
    func review(from page: Reply, at path: String) async throws -> Reply {
        var page = page
        for _ in 0..<3 {
            let form = try Form(page)
            let given = [("safe-at-night", "very-safe"), ("wish", "Det jag skrev")]
                .filter { form.names.contains(FieldName.prefix + $0.0) }
            page = try await post(form.fields(given, action: "next"), to: path)
        }
        return page
    }

    /// Sends a response to the round, as a program does.
    func submit(_ body: String, to round: RoundID = openRound) async throws -> Reply {
        try await submit(Array(body.utf8), to: round)
    }

    func submit(
        _ body: [UInt8], to round: RoundID = openRound, type: String = "application/json"
    ) async throws -> Reply {
        try await send(
            .post, "/api/v1/rounds/\(round)/responses", [.contentType: type], body: body)
    }

    /// Sends a form, as a browser does.
    func post(_ fields: [(String, String)], to path: String) async throws -> Reply {
        try await post(
            fields.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&"), to: path)
    }

    func post(_ body: String, to path: String) async throws -> Reply {
        try await post(Array(body.utf8), to: path)
    }

    func post(_ body: [UInt8], to path: String) async throws -> Reply {
        try await send(
            .post, path, [.contentType: "application/x-www-form-urlencoded"], body: body)
    }

    private func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
            let digits = String(byte, radix: 16)
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
        }
        .joined()
    }
}

/// What came back.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    init(status: Int, headers: HTTPFields, bytes: [UInt8]) {
        self.status = status
        self.headers = headers
        self.bytes = bytes
    }

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        bytes = Array(response.body.readableBytesView)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }

    func problem() throws -> ProblemReply { try decoded() }

    subscript(_ header: String) -> String? { HTTPField.Name(header).flatMap { headers[$0] } }
}

/// A problem document as a client reads it.
struct ProblemReply: Decodable, Equatable {
    let type: String
    let title: String
    let status: Int
    let detail: String
    let faults: [Fault]?

    struct Fault: Decodable, Equatable {
        let question: String
        let error: String
        let detail: String
    }

    var code: String { type.replacing("urn:radslag:problem:", with: "") }
}

/// Of the small survey: one round in each stage.
let openRound: RoundID = "small-2026"
let preparedRound: RoundID = "small-2027"
let closedRound: RoundID = "small-2025"

/// Runs `body` with a site that asks the small survey, in three rounds.
///
/// - Parameters:
///   - definitions: the small survey's own, unless given.
///   - rules: none unless given.
func withSmallSite(
    _ setup: TestingSetup = .router,
    asking definitions: Definitions = SmallSurvey.makeDefinitions(),
    rules: SendRules = .none, clock: SiteClock = .system,
    adjusting: (inout PublicVerbs) -> Void = { _ in },
    _ body: @Sendable (TestSite) async throws -> Void
) async throws {
    try await withTemporaryFolder { folder in
        let fixture = try SiteFixture(
            in: folder, definitions: definitions, rules: rules, clock: clock,
            adjusting: adjusting)
        try await fixture.open(openRound, of: "small")
        try await fixture.prepare(preparedRound, of: "small")
        try await fixture.open(closedRound, of: "small")
        try await fixture.consultation.closeRound(closedRound)
        try await serve(fixture, setup, body)
    }
}

/// Runs `body` with a site that asks the shipped surveys: `medborgardialog-2026` and
/// `anlaggning-2026` are open, `trygghet-2027` is prepared, and `trygghet-2026` has a release.
func withShippedSite(
    _ setup: TestingSetup = .router, _ body: @Sendable (TestSite) async throws -> Void
) async throws {
    try await withTemporaryFolder { folder in
        let fixture = try SiteFixture(in: folder)
        try await fixture.open("medborgardialog-2026", of: "medborgardialog")
        try await fixture.open("anlaggning-2026", of: "anlaggning")
        try await fixture.prepare("trygghet-2027", of: "trygghet")
        try await fixture.publish("trygghet-2026", of: "trygghet", responses: 120)
        try await serve(fixture, setup, body)
    }
}

private func serve(
    _ fixture: SiteFixture, _ setup: TestingSetup, _ body: @Sendable (TestSite) async throws -> Void
) async throws {
    try await Application(router: fixture.site.router()).test(setup) { client in
        try await body(TestSite(fixture: fixture, client: client))
    }
}
