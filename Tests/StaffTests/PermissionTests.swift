import SurveyDefinition
import TestSupport
import Testing

@testable import Staff

struct PermissionTests {
    @Test("The table of permissions is this one")
    func table() {
        let rows = Permission.allCases.map { permission in
            ([permission.rawValue]
                + Role.allCases.map { $0.mayDo(permission) ? "x" : "-" }).joined(separator: " ")
        }

        // A row per permission; owner, editor, translator, moderator, analyst, reader.
        #expect(
            rows == [
                "seeRounds x x x x x x",
                "editRounds x x - - - -",
                "translate x x x - - -",
                "seeCoverage x x - - x -",
                "moderateTexts - - - x - -",
                "prepareReleases x x - - x -",
                "publish x x - - - -",
                "manageColleagues x - - - - -",
                "readAuditLog x - - - - -",
            ])
    }

    @Test("A role for the municipality holds in every round, a role for a round in that alone")
    func scopes() {
        let everywhere: Set = [Grant(.moderator)]
        let here: Set = [Grant(.moderator, in: .round("a"))]

        #expect(everywhere.mayDo(.moderateTexts, in: .round("a")))
        #expect(everywhere.mayDo(.moderateTexts))
        #expect(here.mayDo(.moderateTexts, in: .round("a")))
        #expect(!here.mayDo(.moderateTexts, in: .round("b")))
        #expect(!here.mayDo(.moderateTexts))
        #expect(here.mayDoSomewhere(.moderateTexts))
        #expect(!here.mayDoSomewhere(.publish))
        #expect(!Set<Grant>().mayDoSomewhere(.seeRounds))
    }

    @Test("A closed account may do nothing, whatever roles are left on it")
    func closed() {
        let account = Account(id: "1", name: "Anna", email: nil, grants: [Grant(.owner)])

        #expect(!account.mayDo(.seeRounds))
    }

    @Test("A scope is written and read as the same, and nothing else is read")
    func scopeNames() {
        for scope in [GrantScope.municipality, .round("trygghet-2026")] {
            #expect(GrantScope(name: scope.name) == scope)
        }
        for name in [
            "", "round:", "round", "municipality ", "round:a b", "round:../x", "dialogue:a",
        ] {
            #expect(GrantScope(name: name) == nil, "\(name)")
        }
    }

    @Test(
        "Only a signed-in moderator of the round gets a permit to read its texts, and it is for that round"
    )
    func permit() throws {
        let permit = try signedIn(with: [Grant(.moderator, in: .round("a"))])
            .moderatorPermit(in: "a")

        #expect(permit.round == "a")
        #expect(permit.account == "1")
        #expect(throws: StaffError.notPermitted) {
            try signedIn(with: [Grant(.moderator, in: .round("a"))]).moderatorPermit(in: "b")
        }
        for role in Role.allCases where role != .moderator {
            #expect(throws: StaffError.notPermitted) {
                try signedIn(with: [Grant(role)]).moderatorPermit(in: "a")
            }
        }
    }
}
