import Foundation
import Testing

/// What was acknowledged survives, and counts once, whatever happens to the server.
extension ServiceTests {
    @Suite("When the server is killed")
    struct CrashTests {
        private static let round = "medborgardialog-2026"
        /// How many are on their way at the same time.
        private static let atOnce = 16
        private static let submissions = (1...200).map { number in
            Submission(key: "submission-key-\(number)", text: "text-\(number)")
        }

        @Test(
            "Each acknowledged answer counts once over three kills, and sending again adds the rest"
        )
        func nothingIsLostOrDoubled() async throws {
            try await withService(opening: [Self.round]) { service in
                var acknowledged: Set<String> = []
                for kill in 1...3 {
                    let outstanding = Self.submissions.filter { !acknowledged.contains($0.key) }

                    let now = try await send(outstanding, to: service, killingAfter: 20)

                    acknowledged.formUnion(now)
                    try await expectKept(acknowledged, in: service.installation, kill)
                    try await service.start()
                }
                #expect(acknowledged.count < Self.submissions.count, "No kill came in the middle.")

                for _ in 1...2 {
                    let again = try await send(Self.submissions, to: service, killingAfter: nil)
                    #expect(again.count == Self.submissions.count)
                }
                try await service.installation.succeed("round", "close", Self.round)
                #expect(
                    try service.installation.keptTexts()
                        == Self.submissions.compactMap(\.text).sorted())
                #expect(try service.installation.accepted(in: Self.round) == Self.submissions.count)
            }
        }

        /// Sends some at the same time until all are sent, or until so many are acknowledged, and then
        /// kills the server while others are on their way.
        ///
        /// - Returns: the keys of those that were acknowledged.
        private func send(
            _ submissions: [Submission], to service: RunningService, killingAfter limit: Int?
        ) async throws -> Set<String> {
            try await withThrowingTaskGroup(of: String?.self) { group in
                var unsent = submissions[...]
                func sendNext() {
                    guard let submission = unsent.popFirst() else { return }
                    group.addTask {
                        let response = try? await service.wire.send(
                            submission.request(to: Self.round))
                        return response?.status == 201 ? submission.key : nil
                    }
                }
                for _ in 0..<Self.atOnce { sendNext() }
                var acknowledged: Set<String> = []
                for try await key in group {
                    if let key { acknowledged.insert(key) }
                    if acknowledged.count == limit {
                        unsent = []
                        try await service.kill()
                    }
                    sendNext()
                }
                return acknowledged
            }
        }

        /// Closes a copy of what the kill left, and looks at what would count.
        private func expectKept(
            _ acknowledged: Set<String>, in installation: Installation, _ kill: Int
        ) async throws {
            try await installation.withCopy { copy in
                try await copy.succeed("round", "close", Self.round)
                let kept = try copy.keptTexts()
                let expected = Self.submissions.filter { acknowledged.contains($0.key) }.compactMap(
                    \.text)
                #expect(Set(expected).subtracting(kept) == [], "Lost by kill \(kill).")
                #expect(Set(kept).count == kept.count, "Counted twice after kill \(kill).")
            }
        }
    }
}
