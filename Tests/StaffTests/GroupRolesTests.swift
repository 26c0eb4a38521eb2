import Testing

@testable import Staff

/// Which groups give which roles, as somebody wrote it into the environment.
struct GroupRolesTests {
    @Test("A group gives every role that it stands for, and an unknown one gives none")
    func roles() throws {
        let roles = try GroupRoles("a=editor, b = owner ,a=analyst,/kommun/c=d=reader,")

        #expect(roles.roles(of: ["a"]) == [.editor, .analyst])
        #expect(roles.roles(of: ["b", "a", "x"]) == [.owner, .editor, .analyst])
        #expect(roles.roles(of: ["/kommun/c=d"]) == [.reader])
        #expect(roles.roles(of: ["A", "a ", "editor", "", "/kommun/c"]) == [])
        #expect(roles.roles(of: []) == [])
    }

    @Test("A mistake is told with what is wrong")
    func faults() {
        #expect(throws: GroupRoles.Fault.empty) { try GroupRoles(",") }
        #expect(throws: GroupRoles.Fault.notAPair("a")) { try GroupRoles("a") }
        #expect(throws: GroupRoles.Fault.notAPair("=owner")) { try GroupRoles("=owner") }
        #expect(throws: GroupRoles.Fault.unknownRole("Owner")) { try GroupRoles("a=Owner") }
        #expect(GroupRoles.Fault.unknownRole("x").description.contains("moderator"))
    }

    @Test("What the provider calls somebody becomes a name that may be kept")
    func names() {
        func name(_ told: String?, _ email: String?) -> String {
            ProviderPerson(
                subject: ProviderSubject(issuer: "i", subject: "s-1"), name: told, email: email,
                roles: [], language: nil
            ).name
        }

        #expect(name("  Anna   Berg ", nil) == "Anna Berg")
        #expect(name("a\u{202E}b", "anna@kommun.se") == "anna@kommun.se")
        #expect(name("", "no address") == "s-1")
        #expect(name(nil, nil) == "s-1")
        #expect(name(String(repeating: "å", count: 300), nil).count == 80)
    }
}
