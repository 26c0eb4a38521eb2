import HTTPTypes
import Staff
import TestSupport
import Testing

@testable import Workspace

/// Every route × every role: who is let in where.
struct RouteTests {
    /// Each route, and who may use it: everybody, whoever is signed in, or these roles.
    enum Users: Equatable {
        case everybody
        case signedIn
        case only(Set<Role>)
    }

    static let table: [String: Users] = [
        "GET /arbete/stil": .everybody,
        "GET /arbete/logga-in": .everybody,
        "POST /arbete/logga-in": .everybody,
        "GET /arbete/api/v1/openapi.yaml": .everybody,
        "POST /arbete/logga-in/kod": .everybody,
        "GET /arbete/oidc": .everybody,
        "GET /arbete/oidc/tillbaka": .everybody,
        "GET /arbete/lank/{token}": .everybody,
        "POST /arbete/lank/{token}": .everybody,

        "POST /arbete/logga-ut": .signedIn,
        "GET /arbete/konto": .signedIn,
        "POST /arbete/konto/losenord": .signedIn,
        "GET /arbete/konto/engangskod": .signedIn,
        "POST /arbete/konto/engangskod": .signedIn,
        "POST /arbete/konto/engangskod/av": .signedIn,
        "POST /arbete/konto/logga-ut-overallt": .signedIn,
        "POST /arbete/konto/sprak": .signedIn,
        "POST /arbete/konto/nycklar": .signedIn,
        "POST /arbete/konto/nycklar/{key}/ta-bort": .signedIn,

        "GET /arbete": .only([.owner, .editor, .translator, .moderator, .analyst, .reader]),

        "GET /arbete/omgangar/{round}/texter": .only([.moderator]),
        "GET /arbete/omgangar/{round}/texter/{question}": .only([.moderator]),
        "POST /arbete/omgangar/{round}/texter/{question}": .only([.moderator]),

        "GET /arbete/dialoger/ny": .only([.owner, .editor]),
        "POST /arbete/dialoger/ny": .only([.owner, .editor]),
        "GET /arbete/dialoger/{round}": .only([
            .owner, .editor, .translator, .moderator, .analyst, .reader,
        ]),
        "GET /arbete/dialoger/{round}/oversattning/{language}": .only([
            .owner, .editor, .translator,
        ]),
        "POST /arbete/dialoger/{round}/oversattning/{language}": .only([
            .owner, .editor, .translator,
        ]),
        "POST /arbete/dialoger/{round}/oversattning/{language}/granskad": .only([
            .owner, .editor, .translator,
        ]),
        "GET /arbete/dialoger/{round}/oversattning.xlsx": .only([.owner, .editor, .translator]),
        "GET /arbete/dialoger/{round}/oversattning/{language}/xliff": .only([
            .owner, .editor, .translator,
        ]),
        "POST /arbete/dialoger/{round}/oversattning": .only([.owner, .editor, .translator]),
        "GET /arbete/dialoger/{round}/uppgifter": .only([.owner, .editor]),
        "POST /arbete/dialoger/{round}/uppgifter": .only([.owner, .editor]),
        "GET /arbete/dialoger/{round}/texter": .only([.owner, .editor]),
        "POST /arbete/dialoger/{round}/texter": .only([.owner, .editor]),
        "GET /arbete/dialoger/{round}/moten": .only([.owner, .editor]),
        "POST /arbete/dialoger/{round}/moten": .only([.owner, .editor]),
        "GET /arbete/dialoger/{round}/svar": .only([.owner, .editor]),
        "POST /arbete/dialoger/{round}/svar": .only([.owner, .editor]),
        "POST /arbete/dialoger/{round}/oppna": .only([.owner, .editor]),
        "POST /arbete/dialoger/{round}/stang": .only([.owner, .editor]),
        "GET /arbete/dialoger/{round}/observationer": .only(Set(Role.allCases)),
        "POST /arbete/dialoger/{round}/observationer": .only([.owner, .editor]),
        "GET /arbete/dialoger/{round}/observationer.csv": .only(Set(Role.allCases)),
        "GET /arbete/dialoger/{round}/observationer/{number}": .only([.owner, .editor]),
        "POST /arbete/dialoger/{round}/observationer/{number}": .only([.owner, .editor]),
        "GET /arbete/dialoger/{round}/forhandsvisning": .only([.owner, .editor, .analyst]),
        "POST /arbete/dialoger/{round}/publicera": .only([.owner, .editor]),
        "POST /arbete/dialoger/{round}/publicera/be-om": .only([.owner, .editor, .analyst]),
        "POST /arbete/dialoger/{round}/publicera/godkann": .only([.owner, .editor]),
        "POST /arbete/dialoger/{round}/publicera/ta-tillbaka": .only([.owner, .editor, .analyst]),
        "POST /arbete/dialoger/{round}/besvara": .only([.owner, .editor]),

        "GET /arbete/fragor": .only([.owner, .editor, .translator]),
        "POST /arbete/fragor": .only([.owner, .editor]),
        "POST /arbete/fragor/las-in": .only([.owner, .editor]),
        "GET /arbete/fragor/{survey}": .only([.owner, .editor, .translator]),
        "GET /arbete/fragor/{survey}/filer.zip": .only([.owner, .editor, .translator]),
        "POST /arbete/fragor/{survey}/ordning": .only([.owner, .editor]),
        "GET /arbete/fragor/{survey}/fragebank": .only([.owner, .editor]),
        "POST /arbete/fragor/{survey}/fragebank": .only([.owner, .editor]),
        "POST /arbete/fragor/{survey}/publicera": .only([.owner, .editor]),
        "POST /arbete/fragor/{survey}/valj": .only([.owner, .editor]),
        "GET /arbete/fragor/{survey}/ta-bort": .only([.owner, .editor]),
        "POST /arbete/fragor/{survey}/ta-bort": .only([.owner, .editor]),
        "GET /arbete/fragor/{survey}/forhandsvisning/{language}/{section}": .only([
            .owner, .editor, .translator,
        ]),
        "GET /arbete/fragor/{survey}/forhandsvisning/{language}/{section}/sidan": .only([
            .owner, .editor, .translator,
        ]),
        "GET /arbete/fragor/{survey}/uppgifter": .only([.owner, .editor]),
        "POST /arbete/fragor/{survey}/uppgifter": .only([.owner, .editor]),
        "GET /arbete/fragor/{survey}/sida/{section}": .only([.owner, .editor]),
        "POST /arbete/fragor/{survey}/sida/{section}": .only([.owner, .editor]),
        "GET /arbete/fragor/{survey}/fraga/{question}": .only([.owner, .editor]),
        "POST /arbete/fragor/{survey}/fraga/{question}": .only([.owner, .editor]),
        "GET /arbete/fragor/{survey}/oversattning/{language}": .only([
            .owner, .editor, .translator,
        ]),
        "POST /arbete/fragor/{survey}/oversattning/{language}": .only([
            .owner, .editor, .translator,
        ]),
        "GET /arbete/fragor/{survey}/oversattning.xlsx": .only([.owner, .editor, .translator]),
        "GET /arbete/fragor/{survey}/oversattning/{language}/xliff": .only([
            .owner, .editor, .translator,
        ]),
        "POST /arbete/fragor/{survey}/oversattning": .only([.owner, .editor, .translator]),
        "GET /arbete/dialoger/{round}/fragor": .only([.owner, .editor]),
        "POST /arbete/dialoger/{round}/fragor": .only([.owner, .editor]),
        "POST /arbete/dialoger/{round}/fragor/egna": .only([.owner, .editor]),
        "GET /arbete/dialoger/{round}/fragor/{language}/{section}": .only(Set(Role.allCases)),
        "GET /arbete/dialoger/{round}/fragor/{language}/{section}/sidan": .only(
            Set(Role.allCases)),
        "GET /arbete/dialoger/{round}/na-ut": .only(Set(Role.allCases)),
        "GET /arbete/dialoger/{round}/na-ut/qr.svg": .only(Set(Role.allCases)),
        "GET /arbete/dialoger/{round}/na-ut/affisch": .only(Set(Role.allCases)),
        "GET /arbete/dialoger/{round}/vilka-far-svara": .only([.owner, .editor]),
        "POST /arbete/dialoger/{round}/vilka-far-svara": .only([.owner, .editor]),
        "POST /arbete/dialoger/{round}/vilka-far-svara/koder": .only([.owner, .editor]),
        "GET /arbete/dialoger/{round}/papper": .only(Set(Role.allCases)),
        "GET /arbete/dialoger/{round}/papper/skriv-in": .only([.owner, .editor]),
        "POST /arbete/dialoger/{round}/papper/skriv-in": .only([.owner, .editor]),
        "GET /arbete/dialoger/{round}/folj": .only([.owner, .editor, .analyst]),

        "GET /arbete/kollegor": .only([.owner]),
        "POST /arbete/kollegor/bjud-in": .only([.owner]),
        "POST /arbete/inbjudningar/{link}/ta-bort": .only([.owner]),
        "GET /arbete/kollegor/{account}": .only([.owner]),
        "POST /arbete/kollegor/{account}/ge-roll": .only([.owner]),
        "POST /arbete/kollegor/{account}/ta-roll": .only([.owner]),
        "POST /arbete/kollegor/{account}/avsluta": .only([.owner]),

        "GET /arbete/logg": .only([.owner]),
        "POST /arbete/logg/exportera": .only([.owner]),
    ]

    private func name(_ route: StaffRoute) -> String {
        let pattern = route.pattern.contains("/stil-") ? "/arbete/stil" : route.pattern
        return "\(route.method) \(pattern)"
    }

    /// A number in letters, since a name has no digits.
    private func letters(_ number: Int) -> String {
        String(number).map { digit in
            ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"][digit.wholeNumberValue ?? 0]
        }
        .joined()
    }

    /// The route as an address, with things in it that are there.
    private func path(_ route: StaffRoute, about account: AccountID) -> String {
        var generator = SeededGenerator(seed: 1)
        return route.pattern
            .replacing("{account}", with: account.value).replacing("{link}", with: "00000000")
            .replacing("{key}", with: "00000000")
            .replacing("{round}", with: openRound.value).replacing("{question}", with: "none")
            .replacing("{language}", with: "fi").replacing("{survey}", with: "none")
            .replacing("{section}", with: "none").replacing("{number}", with: "1")
            .replacing("{token}", with: LinkToken(using: &generator).text)
    }

    @Test("The table names every route")
    func complete() async throws {
        try await withWorkspace { site in
            let names = site.workspace.routes.map(name)

            #expect(Set(names) == Set(Self.table.keys))
            #expect(names.count == Self.table.count)
        }
    }

    @Test(
        "Every route lets in whom the table names, and nobody else",
        arguments: [nil] + Role.allCases)
    func roles(_ role: Role?) async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            for (number, route) in site.workspace.routes.enumerated() {
                // Somebody new each time: some routes end the session, or close the account.
                let (_, token) = try await site.staff.colleague(
                    named: "Anna \(letters(number))",
                    with: role.map { [Grant($0)] } ?? [], invitedBy: owner)
                let users = try #require(Self.table[name(route)])
                let isLetIn =
                    switch users {
                    case .everybody, .signedIn: true
                    case .only(let roles): role.map(roles.contains) ?? false
                    }
                let path = path(route, about: owner.account.id)

                let reply =
                    route.method == .get
                    ? try await site.get(path, as: token)
                    : try await site.post([:], to: path, as: token)

                #expect((reply.status == 403) != isLetIn, "\(name(route)): \(reply.status)")
                #expect(reply.status < 500, "\(name(route)): \(reply.status)")
            }
        }
    }

    @Test("Who isn't signed in is led to the sign-in, from everywhere but the ways in")
    func nobody() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            for route in site.workspace.routes {
                let path = path(route, about: owner.account.id)
                let reply =
                    route.method == .get
                    ? try await site.get(path) : try await site.post([:], to: path)
                let isLedAway =
                    reply.status == 303 && reply["Location"]?.hasPrefix("/arbete/logga-in") == true
                    && route.pattern != "/arbete/logga-in/kod"

                #expect(isLedAway == (Self.table[name(route)] != .everybody), "\(name(route))")
            }
        }
    }

    @Test("A role for one round opens what is about that round, and nothing of the municipality's")
    func roundRoles() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, here) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.owner, in: .round(openRound))], invitedBy: owner)
            let (_, elsewhere) = try await site.staff.colleague(
                named: "Rut Reader", with: [Grant(.reader, in: .round("other"))], invitedBy: owner)

            #expect(try await site.get("/arbete/kollegor", as: here).status == 403)
            #expect(try await site.get("/arbete/logg", as: here).status == 403)
            #expect(try await site.get("/arbete", as: here).text.contains("/d/small-2026"))
            #expect(try await !site.get("/arbete", as: elsewhere).text.contains("/d/small-2026"))
        }
    }

    @Test("A role that is taken away ends at once")
    func revoked() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (second, token) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.owner)], invitedBy: owner)
            #expect(try await site.get("/arbete/logg", as: token).status == 200)

            try await site.staff.accounts.revoke(
                Grant(.owner), from: second.account.id, by: owner)

            #expect(try await site.get("/arbete/logg", as: token).status == 403)
        }
    }
}
