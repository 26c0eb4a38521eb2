import Foundation
import Testing

/// A double click, a lost network and a retry count once.
extension ServiceTests {
    @Suite("Sending twice")
    struct RepeatedSendTests {
        private static let round = "medborgardialog-2026"

        @Test(
            "The same page sent twice, and ten times at once, counts once and gives the same thanks"
        )
        func formCountsOnce() async throws {
            try await withService(opening: [Self.round]) { service in
                let first = try await finishedPage("first", service.wire)
                let second = try await finishedPage("second", service.wire)

                var answers: [Wire.Response] = []
                for _ in 1...2 { answers.append(try await service.wire.send(first)) }
                answers += try await withThrowingTaskGroup(of: Wire.Response.self) { group in
                    for _ in 1...10 { group.addTask { try await service.wire.send(second) } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }

                #expect(answers.map(\.status) == Array(repeating: 303, count: 12))
                #expect(Set(answers.map { $0.headers["location"] }) == ["/sv/d/\(Self.round)/tack"])
                try await service.installation.succeed("round", "close", Self.round)
                #expect(try service.installation.keptTexts() == ["first", "second"])
                #expect(try service.installation.accepted(in: Self.round) == 2)
            }
        }

        @Test(
            "A submission by the API counts once, also when its second sending says something else")
        func submissionCountsOnce() async throws {
            try await withService(opening: [Self.round]) { service in
                let submission = Submission(key: "a key of sixteen bytes", text: "said first")
                var other = submission
                other.text = "said later"

                for each in [submission, other, submission] {
                    #expect(try await service.wire.send(each.request(to: Self.round)).status == 201)
                }

                try await service.installation.succeed("round", "close", Self.round)
                #expect(try service.installation.keptTexts() == ["said first"])
            }
        }

        /// The sending of a finished journey.
        private func finishedPage(_ text: String, _ wire: Wire) async throws -> Wire.Request {
            var journey = FormJourney(through: Self.round, in: "sv", over: wire)
            try await journey.begin()
            try await journey.press("next", [("q-area-change", text)])
            while journey.section != "review" { try await journey.press("next") }
            return journey.request(pressing: "send")
        }
    }
}
