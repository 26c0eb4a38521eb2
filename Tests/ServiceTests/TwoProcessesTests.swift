import Foundation
import Testing

/// The command line and the server work on the same data at the same time.
extension ServiceTests {
    @Suite("Two processes")
    struct TwoProcessesTests {
        private static let round = "medborgardialog-2026"

        @Test(
            "A round closed at the terminal refuses answers at once, its pages within 2 seconds"
        )
        func closingReachesTheServer() async throws {
            try await withService(opening: [Self.round]) { service in
                var journey = FormJourney(through: Self.round, in: "sv", over: service.wire)
                try await journey.begin()
                while journey.section != "review" { try await journey.press("next") }
                let page = "/sv/d/\(Self.round)"
                #expect(try await service.wire.get(page).status == 200)

                try await service.installation.succeed("round", "close", Self.round)

                let refusal = try await service.wire.send(
                    Submission(text: "late").request(to: Self.round))
                #expect(refusal.status == 409)
                #expect(refusal.headers["content-type"] == "application/problem+json")
                #expect(refusal.text.contains("\"type\":\"urn:radslag:problem:closed-round\""))
                #expect(
                    try await service.wire.send(journey.request(pressing: "send")).status == 409)
                let closed = ContinuousClock.now
                while try await service.wire.get(page).status != 409 {
                    try #require(closed.duration(to: .now) < .seconds(2), "The page still invites.")
                    try await Task.sleep(for: .milliseconds(100))
                }
                #expect(try service.installation.accepted(in: Self.round) == 0)
            }
        }

        @Test(
            "Answers sent while a round closes count when they were thanked for, and only then"
        )
        func closingLosesNothing() async throws {
            try await withService(opening: [Self.round]) { service in
                let thanked = try await withThrowingTaskGroup(of: [String].self) { group in
                    for sender in 1...8 {
                        group.addTask { try await sendUntilRefused(by: service, as: sender) }
                    }
                    try await service.installation.succeed("round", "close", Self.round)
                    return try await group.reduce(into: []) { $0 += $1 }
                }

                #expect(thanked.count > 8)
                #expect(try service.installation.keptTexts() == thanked.sorted())
            }
        }

        /// Sends one answer after the other until the round is closed.
        ///
        /// - Returns: the texts that were thanked for.
        private func sendUntilRefused(by service: RunningService, as sender: Int) async throws
            -> [String]
        {
            var thanked: [String] = []
            while true {
                let text = "sender \(sender) text \(thanked.count)"
                let answer = try await service.wire.send(
                    Submission(text: text).request(to: Self.round))
                guard answer.status == 201 else {
                    #expect(answer.status == 409)
                    return thanked
                }
                thanked.append(text)
            }
        }
    }
}
