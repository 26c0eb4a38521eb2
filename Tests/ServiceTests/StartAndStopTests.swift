import Foundation
import Testing

/// Starting, stopping, and the secret that has to be there.
extension ServiceTests {
    @Suite("Starting and stopping")
    struct StartAndStopTests {
        private static let round = "medborgardialog-2026"

        @Test(
            "A request to end is obeyed with status 0, also while a browser keeps a connection open"
        )
        func endsInOrder() async throws {
            try await withService { service in
                let descriptor = try service.wire.connected()
                defer { close(descriptor) }
                try service.wire.write(
                    Data("GET /sv/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8), to: descriptor)
                var first: UInt8 = 0
                #expect(recv(descriptor, &first, 1, 0) == 1)

                let status = try await service.stop(within: .seconds(8))

                #expect(status == 0)
            }
        }

        @Test("A second start keeps the rounds, the answers and the pages that residents have open")
        func secondStartKeepsAll() async throws {
            try await withService(opening: [Self.round]) { service in
                let submission = Submission(text: "before the stop")
                #expect(
                    try await service.wire.send(submission.request(to: Self.round)).status == 201)
                var journey = FormJourney(through: Self.round, in: "sv", over: service.wire)
                try await journey.begin()
                try await journey.press("next", [("q-area-change", "over the stop")])

                #expect(try await service.stop() == 0)
                try await service.start()

                while journey.section != "review" { try await journey.press("next") }
                #expect(
                    try await service.wire.send(journey.request(pressing: "send")).status == 303)
                #expect(
                    try await service.wire.send(submission.request(to: Self.round)).status == 201)
                try await service.installation.succeed("round", "close", Self.round)
                #expect(
                    try service.installation.keptTexts() == ["before the stop", "over the stop"])
            }
        }

        @Test("Only its owner may read the data folder and the secret")
        func othersAreKeptOut() async throws {
            try await withInstallation { installation in
                try await installation.succeed("round", "list")

                #expect(try permissions(of: installation.data) == 0o700)
                #expect(try permissions(of: installation.secret) == 0o600)
            }
        }

        @Test("A lost secret beside a database is said in one line, and no new one is made")
        func lostSecretIsRefused() async throws {
            try await withInstallation(opening: [Self.round]) { installation in
                try FileManager.default.removeItem(at: installation.secret)

                let outcome = try await installation.run("serve", "--port", "\(Wire.freePort())")

                #expect(outcome.status != 0)
                let sentence = try #require(errors(in: outcome).first)
                #expect(sentence.contains("is missing, but there is a database beside it."))
                #expect(errors(in: outcome).count == 1)
                #expect(!FileManager.default.fileExists(atPath: installation.secret.path))
            }
        }

        @Test("A secret that others can read is refused, and so is one that is no secret")
        func badSecretIsRefused() async throws {
            try await withInstallation { installation in
                try await installation.succeed("round", "list")
                let path = installation.secret.path

                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o640], ofItemAtPath: path)
                let readable = try await installation.run("serve", "--port", "\(Wire.freePort())")
                #expect(readable.status != 0)
                #expect(
                    errors(in: readable)
                        == [
                            "Error: The secret \(path) can be read by others. Run: chmod 600 \(path)"
                        ])

                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o600], ofItemAtPath: path)
                try Data("nonsense\n".utf8).write(to: installation.secret)
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o600], ofItemAtPath: path)
                let broken = try await installation.run("round", "list")
                #expect(broken.status != 0)
                #expect(broken.complaints.contains("must hold 64 hexadecimal digits"))
                #expect(!broken.complaints.contains("nonsense"))
            }
        }

        /// What was complained of, without the note about texts that fall back to another language.
        private func errors(in outcome: Installation.Outcome) -> [Substring] {
            outcome.complaints.split(separator: "\n").filter { !$0.hasSuffix("See: radslag check") }
        }

        private func permissions(of url: URL) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
        }
    }
}
