import Dialogues
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Pages
import Pipeline
import Staff
import Storage
import SurveyDefinition
import TestSupport
import Wiring

@testable import Workspace

/// The workspace with its accounts, and a client that sends it requests.
struct TestWorkspace: Sendable {
    let staff: StaffFixture
    let workspace: Workspace
    let client: any TestClientProtocol
    let consultation: Consultation
    let fixture: SiteFixture

    /// The host that requests are sent to.
    static let host = "localhost"

    func get(_ path: String, as token: SessionToken? = nil, _ headers: HTTPFields = [:])
        async throws
        -> Reply
    {
        try await send(.get, path, as: token, headers)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, as token: SessionToken? = nil,
        _ headers: HTTPFields = [:], body: [UInt8]? = nil
    ) async throws -> Reply {
        var headers = headers
        if let token {
            headers.append(HTTPField(name: .cookie, value: "radslag-arbete=\(token.text)"))
        }
        return Reply(
            try await client.execute(
                uri: path, method: method, headers: headers,
                body: body.map { ByteBuffer(bytes: $0) }))
    }

    /// Sends a form as a browser does: from our own page, with the session's cookie and the form's token.
    func post(
        _ fields: [String: String], to path: String, as token: SessionToken? = nil,
        origin: String? = "http://" + host, formToken: String? = nil,
        _ headers: HTTPFields = [:]
    ) async throws -> Reply {
        var fields = fields
        if let formToken = formToken ?? token?.formToken { fields["token"] = formToken }
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        headers[.origin] = origin
        let body = fields.map { encoded($0.key) + "=" + encoded($0.value) }.joined(separator: "&")
        return try await send(.post, path, as: token, headers, body: Array(body.utf8))
    }

    private func encoded(_ text: String) -> String {
        text.utf8.map { byte in "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}

/// What came back.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        bytes = Array(response.body.readableBytesView)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    subscript(_ header: String) -> String? { HTTPField.Name(header).flatMap { headers[$0] } }

    var cookies: [String] { headers[values: .setCookie] }

    /// The session that the reply begins.
    var session: SessionToken? {
        cookies.compactMap { cookie in
            cookie.hasPrefix("radslag-arbete=")
                ? SessionToken(
                    String(cookie.dropFirst("radslag-arbete=".count).prefix { $0 != ";" }))
                : nil
        }.first
    }
}

let openRound: RoundID = "small-2026"

/// An area dialogue and a safety walk that ask the small survey.
let smallTemplates = DialogueTemplates(
    list: [
        DialogueTemplate(
            id: "omradesdialog", survey: "small", place: .district, languages: ["fi", "ar"]),
        DialogueTemplate(
            id: "samrad-finska", survey: "small", languages: ["fi"], firstLanguage: "fi"),
        DialogueTemplate(
            id: "trygghetsvandring", survey: "small", methods: [.walk, .meeting], place: .district,
            languages: ["fi", "ar"]),
    ],
    requiredLanguages: ["fi"])

/// Runs `body` with a workspace without any account, beside a round of the small survey that is open.
///
/// - Parameter address: where the service says that it is reached.
func withWorkspace(
    at address: String? = nil,
    definitions: Definitions = SmallSurvey.makeDefinitions(),
    _ body: @Sendable (TestWorkspace) async throws -> Void
) async throws {
    try await withWorkspace(
        at: address, definitions: definitions, signingInBy: { _ in nil }, body)
}

/// As `withWorkspace`, for a municipality that has an identity provider.
func withWorkspace(
    at address: String? = nil,
    definitions: Definitions = SmallSurvey.makeDefinitions(),
    signingInBy provider: @Sendable (StaffAccounts) -> ProviderSignIn?,
    _ body: @Sendable (TestWorkspace) async throws -> Void
) async throws {
    try await withTemporaryFolder { folder in
        let fixture = try SiteFixture(in: folder, definitions: definitions)
        try await fixture.open(openRound, of: "small")
        let staff = StaffFixture(on: fixture.store)
        let consultation = fixture.consultation(with: staff.accounts)
        let workspace = try Workspace(
            WorkspaceVerbs(
                of: consultation,
                DialogueDesk(
                    consultation, templates: smallTemplates, locales: fixture.locales),
                SurveyDesk(
                    consultation, shipped: SiteFixture.shippedSurveys, locales: fixture.locales,
                    requiredLanguages: ["fi"]),
                preview: fixture.site.preview,
                provider: provider(staff.accounts)),
            locales: fixture.locales,
            identity: SiteIdentity(
                municipality: "Södertälje kommun", contact: "kontakt@example.org",
                colour: try SiteColour("#0b5563")),
            address: address,
            counters: RequestCounters(
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        try await Application(router: workspace.router()).test(.router) { client in
            try await body(
                TestWorkspace(
                    staff: staff, workspace: workspace, client: client,
                    consultation: consultation, fixture: fixture))
        }
    }
}
