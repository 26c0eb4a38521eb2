import Answering
import Diagnostics
import Dialogues
import Foundation
import HTTPTypes
import Pipeline
import Reports
import Staff
import SurveyDefinition
import TestSupport
import Testing

@testable import Workspace

/// What programs do that act for a colleague.
struct APITests {
    private static let id = "omradesdialog-north-2027"
    private static let dialogue = "/dialogues/" + id
    private static let beginning = """
        {"template": "omradesdialog", "district": "north", "period": "2027",
         "closesOn": "2027-03-31", "background": "Vi planerar parken."}
        """

    // MARK: Who may

    /// Each route, and whose key opens it.
    private static let table: [String: Set<Role>] = [
        "GET /me": Set(Role.allCases),
        "GET /audit-log": [.owner],
        "GET /templates": Set(Role.allCases),
        "GET /dialogues": Set(Role.allCases),
        "POST /dialogues": [.owner, .editor],
        "GET /dialogues/{round}": Set(Role.allCases),
        "GET /dialogues/{round}/parts/{part}": [.owner, .editor],
        "PUT /dialogues/{round}/parts/{part}": [.owner, .editor],
        "GET /dialogues/{round}/translations/{language}": [.owner, .editor, .translator],
        "PUT /dialogues/{round}/translations/{language}": [.owner, .editor, .translator],
        "POST /dialogues/{round}/observations": [.owner, .editor],
        "POST /dialogues/{round}/survey": [.owner, .editor],
        "POST /dialogues/{round}/open": [.owner, .editor],
        "POST /dialogues/{round}/close": [.owner, .editor],
        "POST /dialogues/{round}/answer": [.owner, .editor],
        "GET /dialogues/{round}/following": [.owner, .editor, .analyst],
        "GET /dialogues/{round}/release-preview": [.owner, .editor, .analyst],
        "GET /dialogues/{round}/release-preview/figures": [.owner, .editor, .analyst],
        "POST /dialogues/{round}/release": [.owner, .editor],
        "POST /dialogues/{round}/release/request": [.owner, .editor, .analyst],
        "POST /dialogues/{round}/release/approval": [.owner, .editor],
        "POST /dialogues/{round}/release/withdrawal": [.owner, .editor, .analyst],
        "GET /surveys": [.owner, .editor, .translator],
        "GET /surveys/{survey}": [.owner, .editor, .translator],
        "GET /surveys/{survey}/files": [.owner, .editor, .translator],
        "POST /surveys/files": [.owner, .editor],
        "POST /surveys/{survey}/publication": [.owner, .editor],
    ]

    private func name(_ route: APIRoute) -> String {
        "\(route.method) \(route.pattern.dropFirst(WorkspacePath.api.count))"
    }

    private func path(_ route: APIRoute) -> String {
        String(route.pattern.dropFirst(WorkspacePath.api.count))
            .replacing("{round}", with: openRound.value).replacing("{part}", with: "facts")
            .replacing("{language}", with: "fi").replacing("{survey}", with: "none")
    }

    @Test("Every route lets in whom the table names, and nobody else", arguments: Role.allCases)
    func roles(_ role: Role) async throws {
        try await withWorkspace { site in
            let (signedIn, _) = try await site.staff.colleague(
                named: "Anna", with: [Grant(role)], invitedBy: try await site.staff.owner())
            let key = try await site.key(of: signedIn)
            #expect(Set(site.workspace.apiRoutes.map(name)) == Set(Self.table.keys))

            for route in site.workspace.apiRoutes {
                let isLetIn = try #require(Self.table[name(route)]).contains(role)

                let reply = try await site.call(route.method, path(route), by: key, "{}")

                #expect((reply.problem != "not-permitted") == isLetIn, "\(name(route))")
                #expect(reply.status < 500, "\(name(route)): \(reply.status)")
            }
        }
    }

    @Test("A key that only reads changes nothing, on any route")
    func readsOnly() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let key = try await site.key(of: owner, mayChange: false)

            for route in site.workspace.apiRoutes {
                let reply = try await site.call(route.method, path(route), by: key, "{}")

                #expect((reply.problem == "reads-only") == (route.method != .get), "\(name(route))")
            }
        }
    }

    @Test("Without a key that holds nobody is let in, whatever else comes along")
    func nobody() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, session) = try await site.staff.colleague(
                named: "Olle", with: [Grant(.owner)], invitedBy: owner)
            let key = try await site.key(of: owner)
            let altered = String(key.dropLast()) + (key.hasSuffix("A") ? "B" : "A")
            let tried: [String?] = [
                nil, "", "Bearer", "Bearer ", "Bearer radslag_", "Basic " + key, key,
                "Bearer " + altered, "Bearer " + session.text, "Bearer radslag_" + session.text,
                "Bearer \(key) \(key)", "Bearer " + key.dropFirst("radslag_".count),
            ]
            for route in site.workspace.apiRoutes {
                for header in tried {
                    var fields: HTTPFields = [.contentType: "application/json"]
                    fields[.authorization] = header
                    let reply = try await site.send(
                        route.method, WorkspacePath.api + path(route), as: session, fields,
                        body: Array("{}".utf8))

                    #expect(reply.status == 401, "\(name(route)) \(header ?? "-")")
                    #expect(reply["WWW-Authenticate"] == "Bearer")
                    #expect(!reply.text.contains(session.text) && !reply.text.contains(altered))
                }
            }
        }
    }

    @Test("A key ends when it is removed, too old, or its holder's password or account is gone")
    func ends() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let accounts = site.staff.accounts
            func isOut(_ name: String, after end: (SignedIn) async throws -> Void) async throws {
                let (signedIn, _) = try await site.staff.colleague(
                    named: name, with: [Grant(.reader)], invitedBy: owner)
                let key = try await site.key(of: signedIn)
                #expect(try await site.call(.get, "/me", by: key).status == 200)
                try await end(signedIn)
                #expect(try await site.call(.get, "/me", by: key).status == 401, "\(name)")
            }

            try await isOut("Removed") { signedIn in
                let own = try await accounts.accessKeys(of: signedIn)
                try await accounts.removeAccessKey(try #require(own.first).shortName, by: signedIn)
            }
            try await isOut("Password") { signedIn in
                try await accounts.changePassword(
                    PasswordChange(
                        current: StaffFixture.password, new: "lingon bakom ladan",
                        repeated: "lingon bakom ladan"), of: signedIn)
            }
            try await isOut("Everywhere") { try await accounts.signOutEverywhere($0) }
            try await isOut("Closed") { try await accounts.close($0.account.id, by: owner) }
            try await isOut("Old") { _ in site.staff.clock.advance(by: 30 * 24 * 3600) }
        }
    }

    @Test(
        "A program has its holder's roles of now, and never those for texts, colleagues and accounts"
    )
    func limits() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let accounts = site.staff.accounts
            let (moderator, _) = try await site.staff.colleague(
                named: "Mona", with: [Grant(.moderator), Grant(.owner), Grant(.editor)],
                invitedBy: owner)
            let (token, _) = try await accounts.makeAccessKey(
                NewAccessKey(name: "Script", mayChange: true, days: 7), by: moderator)
            let program = try #require(try await accounts.signedIn(by: token))

            #expect(program.mayDo(.editRounds) && program.mayDo(.publish))
            #expect(!program.mayDo(.moderateTexts) && !program.mayDo(.manageColleagues))
            #expect(throws: StaffError.notPermitted) {
                try program.moderatorPermit(in: openRound)
            }
            await #expect(throws: StaffError.notPermitted) {
                try await accounts.invite(to: Grant(.owner), by: program)
            }
            await #expect(throws: StaffError.notPermitted) {
                try await accounts.makeAccessKey(
                    NewAccessKey(name: "More", mayChange: true, days: 7), by: program)
            }
            await #expect(throws: StaffError.notPermitted) {
                try await accounts.signOutEverywhere(program)
            }
            for grant in [Grant(.editor), Grant(.owner)] {
                try await accounts.revoke(grant, from: moderator.account.id, by: owner)
            }
            #expect(try await accounts.signedIn(by: token)?.mayDo(.editRounds) == false)
        }
    }

    // MARK: What is done

    @Test(
        "A program starts a dialogue, is told what lacks, translates, opens, closes and answers it")
    func wholeLife() async throws {
        try await withWorkspace { site in
            let key = try await site.key(of: try await site.staff.owner())

            let started = try await site.call(.post, "/dialogues", by: key, Self.beginning)
            #expect(started.status == 201)
            #expect(started["Location"] == WorkspacePath.api + Self.dialogue)
            #expect(started.text.contains("\"stage\" : \"prepared\""))

            let early = try await site.call(.post, Self.dialogue + "/open", by: key)
            #expect(early.status == 409 && early.problem == "incomplete")
            #expect(early.text.contains("\"text\" : \"background\""))

            let finnish = Self.dialogue + "/translations/fi"
            try await site.put(["background": "Suunnittelemme puistoa."], to: finnish, by: key)
            let opened = try await site.call(.post, Self.dialogue + "/open", by: key)
            #expect(opened.status == 200 && opened.text.contains("\"stage\" : \"open\""))
            #expect(
                try await site.call(.post, Self.dialogue + "/open", by: key).problem == "not-now")

            let following = try await site.call(.get, Self.dialogue + "/following", by: key)
            #expect(following.status == 200 && following.text.contains("\"participation\" : 0"))

            #expect(try await site.call(.post, Self.dialogue + "/close", by: key).status == 200)
            try await site.put(
                [
                    "said": "Fler bänkar.", "decided": "Fem bänkar.", "promise.1": "De ställs ut.",
                    "promise.1.date": "2027-06-01", "promise.1.status": "planned",
                ],
                to: Self.dialogue + "/parts/outcome", by: key)
            for language in ["fi", "ar"] {
                try await site.put(
                    ["said": "1", "decided": "2", "promise.1": "3"],
                    to: Self.dialogue + "/translations/\(language)", by: key)
            }
            let answered = try await site.call(.post, Self.dialogue + "/answer", by: key)
            #expect(answered.status == 200, "\(answered.text)")
            #expect(answered.text.contains("\"stage\" : \"answered\""))
        }
    }

    @Test("What is seen on a walk is noted, and moved on when something is decided")
    func walk() async throws {
        try await withWorkspace { site in
            let key = try await site.key(of: try await site.staff.owner())
            _ = try await site.call(.post, "/dialogues", by: key, Self.beginning)
            let seen = #"{"spot": "Tunneln", "kind": "lighting", "what": "Lampan är trasig."}"#
            let personal = seen.replacing("trasig", with: "hos Eva, 070-123 45 67")

            let asked = try await site.call(
                .post, Self.dialogue + "/observations", by: key, personal)
            let noted = try await site.call(.post, Self.dialogue + "/observations", by: key, seen)
            let part = Self.dialogue + "/parts/observation-1"
            let early = try await site.call(
                .put, part, by: key,
                #"{"revision": \#(try await site.form(part, by: key).revision), "fields": {"observation.1.status": "decided"}}"#
            )
            try await site.put(
                [
                    "observation.1.status": "decided", "observation.1.decided-on": "2027-02-01",
                    "measure.1": "Lampan byts.",
                ], to: part, by: key)

            #expect(asked.problem == "wrong-fields" && asked.text.contains("looks-personal"))
            #expect(noted.status == 201 && noted.text.contains("Lampan är trasig."))
            #expect(early.problem == "wrong-fields")
            let now = try await site.call(.get, Self.dialogue, by: key).text
            #expect(now.contains("\"status\" : \"decided\"") && now.contains("Lampan byts."))
            #expect(
                try await site.call(.get, Self.dialogue + "/parts/observation-2", by: key).status
                    == 404)
        }
    }

    @Test("Two who change the same field lose no word; what is sent of other fields is kept")
    func conflict() async throws {
        try await withWorkspace { site in
            let key = try await site.key(of: try await site.staff.owner())
            _ = try await site.call(.post, "/dialogues", by: key, Self.beginning)
            let part = Self.dialogue + "/parts/texts"
            let before = try await site.form(part, by: key)
            try await site.put(["question": "Vad saknas?"], to: part, by: key)

            let mine = try await site.call(
                .put, part, by: key,
                #"{"revision": \#(before.revision), "fields": {"question": "Vad fattas?"}}"#)
            let other = try await site.call(
                .put, part, by: key,
                #"{"revision": \#(before.revision), "fields": {"background": "Parken."}}"#)

            #expect(mine.status == 409 && mine.problem == "changed-meanwhile")
            #expect(mine.text.contains("\"question\" : \"Vad saknas?\""))
            #expect(other.status == 200 && other.text.contains("Vad saknas?"))
        }
    }

    @Test(
        "What can't be taken is refused by field or place, is not said again, and changes nothing",
        arguments: [
            (#"{"revision": 1, "fields": {"closes-on": "2027-02-30"}}"#, 422, "wrong-fields"),
            (#"{"revision": 1, "fields": {"districts": "nowhere"}}"#, 422, "wrong-fields"),
            (#"{"revision": 1, "fields": {"goals": "G <script>"}}"#, 422, "wrong-fields"),
            (#"{"revision": 1, "fields": {"languages": "xx"}}"#, 422, "wrong-fields"),
            (#"{"revision": 1, "fields": {"<script>": "x"}}"#, 422, "wrong-fields"),
            (#"{"revision": 999, "fields": {}}"#, 404, "unknown-page"),
            (#"{"revision": "1", "fields": {}}"#, 400, "bad-json"),
            (#"{"fields": {"place": "secret"}}"#, 400, "bad-json"),
            ("{", 400, "bad-json"), ("", 400, "bad-json"), ("[]", 400, "bad-json"),
        ])
    func refused(_ sent: String, status: Int, problem: String) async throws {
        try await withWorkspace { site in
            let key = try await site.key(of: try await site.staff.owner())
            _ = try await site.call(.post, "/dialogues", by: key, Self.beginning)
            let part = Self.dialogue + "/parts/facts"
            let before = try await site.call(.get, part, by: key)

            let reply = try await site.call(.put, part, by: key, sent)

            #expect(reply.status == status && reply.problem == problem, "\(reply.text)")
            #expect(reply["Content-Type"] == "application/problem+json")
            #expect(!reply.text.contains("secret"))
            #expect(try await site.call(.get, part, by: key).bytes == before.bytes)
        }
    }

    @Test("Of what is too large, of another type or asked in another way a program is told so")
    func shapes() async throws {
        try await withWorkspace { site in
            let key = try await site.key(of: try await site.staff.owner())
            let large = "{\"template\": \"\(String(repeating: "x", count: 300_000))\"}"

            let tooLarge = try await site.call(.post, "/dialogues", by: key, large)
            let form = try await site.call(
                .post, "/dialogues", by: key, "a=b", type: "application/x-www-form-urlencoded")
            let method = try await site.call(.put, "/dialogues", by: key, "{}")
            let nowhere = try await site.call(.get, "/nowhere", by: key)
            let outside = try await site.call(.get, "/dialogues/..%2F..%2Flogg", by: key)

            #expect(tooLarge.status == 413 && tooLarge.problem == "too-large")
            #expect(form.status == 415 && form.problem == "unsupported-type")
            #expect(method.status == 405 && method["Allow"] == "GET, HEAD, POST")
            #expect(nowhere.status == 404 && nowhere.problem == "unknown-page")
            #expect(outside.status == 404)
        }
    }

    @Test(
        "A release is seen and then published as it was seen; its figures are those of the public file"
    )
    func releases() async throws {
        try await withWorkspace { site in
            var generator = SeededGenerator(seed: 3)
            let survey = try await site.consultation.survey(
                of: site.consultation.round(openRound))
            for _ in 0..<150 {
                _ = try await site.consultation.submit(
                    try CompletedResponse.random(to: survey, using: &generator),
                    SubmissionKey(using: &generator), to: openRound)
            }
            try await site.consultation.closeRound(openRound)
            let key = try await site.key(of: try await site.staff.owner())
            let round = "/dialogues/\(openRound)"

            let preview = try await site.call(.get, round + "/release-preview", by: key)
            let seen = try #require(preview.text.firstMatch(of: /"seen" : "([^"]+)"/)).1
            let figures = try await site.call(
                .get, round + "/release-preview/figures", by: key)
            let other = try await site.call(
                .post, round + "/release", by: key, #"{"seen": "0"}"#)
            let published = try await site.call(
                .post, round + "/release", by: key, #"{"seen": "\#(seen)"}"#)

            #expect(preview.status == 200 && preview.text.contains("\"isNew\" : true"))
            #expect(other.problem == "changed-meanwhile")
            #expect(published.status == 200 && published.text.contains("\"release\" : 1"))
            let file = try await publicFile(of: openRound, site)
            #expect(figures.bytes == file)
            #expect(
                try await site.call(.post, round + "/release", by: key, #"{"seen": "\#(seen)"}"#)
                    .problem == "nothing-new")
        }
    }

    private func publicFile(of round: RoundID, _ site: TestWorkspace) async throws -> [UInt8] {
        let release = try #require(try await site.consultation.releases(of: round).last)
        let survey = try await site.consultation.survey(of: site.consultation.round(round))
        let context = ReportContext(
            round: try await site.consultation.round(round), survey: survey,
            goals: site.fixture.definitions.goals, districts: survey.districts,
            municipality: "Södertälje kommun", languages: site.fixture.locales.languages)
        return Array(try json(release, context, in: site.fixture.locales.localizer(for: "sv")))
    }

    @Test("A survey's files go out and come back the same, and take no other's place unasked")
    func surveys() async throws {
        try await withWorkspace(definitions: ComposerTests.definitions) { site in
            let key = try await site.key(of: try await site.staff.owner())
            let files = try await site.call(.get, "/surveys/anlaggning/files", by: key)
            func read(_ query: String = "", type: String = "application/zip") async throws -> Reply
            {
                try await site.send(
                    .post, WorkspacePath.api + "/surveys/files" + query, as: nil,
                    [.authorization: "Bearer " + key, .contentType: type], body: files.bytes)
            }

            #expect(files["Content-Type"] == "application/zip")
            #expect(try await read(type: "application/json").problem == "unsupported-type")
            #expect(try await read().status == 201)
            #expect(try await read().problem == "draft-exists")
            #expect(try await read("?replace=yes").status == 201)
            #expect(
                try await site.call(.get, "/surveys/anlaggning/files", by: key).bytes == files.bytes
            )
            let draft = try await site.call(.get, "/surveys/anlaggning", by: key)
            #expect(draft.text.contains("\"isFaulty\" : false"))
        }
    }

    // MARK: Its description

    @Test("Every route and every problem is described, and nothing else is")
    func description() throws {
        let file = Project.sources.appending(path: "Workspace/Templates/staffapi.yaml")
        let description = try #require(
            DocumentNode.read(file, named: "staffapi.yaml", reportingTo: FaultCollector()))

        let described = try #require(description.optional("paths")).entries.flatMap {
            path, methods in
            methods.entries.filter { $0.key != "parameters" }
                .map { "\($0.key.uppercased()) \(path)" }
        }

        #expect(Set(described) == Set(Self.table.keys))
        #expect(described.count == Self.table.count)
        let text = try String(contentsOf: file, encoding: .utf8)
        for problem in Self.problems {
            #expect(text.contains("`\(problem)`"), "\(problem)")
        }
    }

    private static let problems = [
        "no-key", "reads-only", "not-permitted", "unknown-page", "wrong-method", "bad-json",
        "unsupported-type", "too-large", "wrong-fields", "unknown-part", "changed-meanwhile",
        "incomplete", "not-now", "not-closed", "answers-disposed", "frozen", "would-disclose",
        "theme-gone", "nothing-new", "needs-two", "own-request", "not-asked", "reason-missing",
        "reason-too-long", "bad-archive", "draft-exists", "not-publishable", "unavailable",
    ]
}

extension TestWorkspace {
    /// A key for a program of somebody's, as it is sent.
    fileprivate func key(of signedIn: SignedIn, mayChange: Bool = true) async throws -> String {
        try await staff.accounts.makeAccessKey(
            NewAccessKey(name: "Script", mayChange: mayChange, days: 30), by: signedIn
        ).token.presented
    }

    fileprivate func call(
        _ method: HTTPRequest.Method, _ path: String, by key: String, _ json: String? = nil,
        type: String = "application/json"
    ) async throws -> Reply {
        try await send(
            method, WorkspacePath.api + path, as: nil,
            [.authorization: "Bearer " + key, .contentType: type],
            body: json.map { Array($0.utf8) })
    }

    fileprivate func form(_ path: String, by key: String) async throws -> PartDocument {
        try JSONDecoder().decode(
            PartDocument.self, from: Data(try await call(.get, path, by: key).bytes))
    }

    /// Changes fields of a form as it stands.
    fileprivate func put(_ fields: [String: String], to path: String, by key: String) async throws {
        let sent = PartDocument(revision: try await form(path, by: key).revision, fields: fields)
        let reply = try await call(
            .put, path, by: key, String(decoding: encodedJSON(sent), as: UTF8.self))
        #expect(reply.status == 200, "\(reply.text)")
    }
}

extension Reply {
    /// The kind of a problem document.
    fileprivate var problem: String? {
        text.firstMatch(of: /"urn:radslag:problem:([a-z-]+)"/).map { String($0.1) }
    }
}
