import Foundation
import Testing

/// The workspace of the program as it is started: the first way in, and no other.
extension ServiceTests {
    @Suite("The workspace of a running service")
    struct WorkspaceTests {
        private func path(in text: String) throws -> String {
            let match = try #require(
                text.firstMatch(of: #/http://[^/\s]+(/arbete/lank/[\w-]{43})/#))
            return String(match.1)
        }

        @Test(
            "The first start prints a link that opens the workspace; residents' pages have no cookie"
        )
        func firstStart() async throws {
            try await withService { service in
                let log = try String(contentsOf: service.installation.log, encoding: .utf8)
                let link = try path(in: log)

                let welcome = try await service.wire.get(link)
                let inside = try await service.wire.get("/arbete")
                let residents = try await service.wire.get("/sv/")

                #expect(welcome.status == 200 && welcome.text.contains("name=\"password\""))
                #expect(inside.status == 303 && inside.headers["location"] == "/arbete/logga-in")
                #expect(residents.status == 200)
                for reply in [welcome, inside, residents] {
                    #expect(reply.headers["set-cookie"] == nil)
                }
            }
        }

        @Test(
            "The command line prints a new link, makes the one before it void, and checks the log")
        func commands() async throws {
            try await withService { service in
                let installation = service.installation
                let first = try path(in: try String(contentsOf: installation.log, encoding: .utf8))
                let second = try path(in: try await installation.succeed("account", "setup"))

                #expect(try await service.wire.get(first).status == 404)
                #expect(try await service.wire.get(second).status == 200)
                let check = try await installation.succeed("account", "check-log")
                #expect(check == "The log is whole: 2 lines.\n")
                let nobody = try await installation.run("account", "new-password", "a@b.se")
                #expect(nobody.status != 0 && nobody.complaints.contains("No account"))
                let elsewhere = try await installation.run(
                    "account", "setup", "--link-base", "https://a.example/path")
                #expect(elsewhere.status != 0)
            }
        }
    }
}
