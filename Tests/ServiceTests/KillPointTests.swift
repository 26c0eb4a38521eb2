import Foundation
import GRDB
import TestSupport
import Testing

/// What a kill leaves, at any point of taking in, mixing and closing: before or after, and never in
/// between.
extension ServiceTests {
    @Suite("When the program is killed at a random point")
    struct KillPointTests {
        private static let round = "medborgardialog-2026"
        private static let kills = 50
        private static let responses = 120

        @Test("Every response of a round is in the pool or mixed, once", arguments: Step.allCases)
        func mixingAndClosing(step: Step) async throws {
            try await withInstallation(opening: [Self.round]) { installation in
                try await Self.fill(installation)
                let whole = try await installation.withCopy { copy in
                    try await ContinuousClock().measure { try await copy.succeed(step.command) }
                }
                var outcomes: [Bool: Int] = [:]
                var killed = 0
                for place in 0..<Self.kills {
                    try await installation.withCopy { copy in
                        // The transaction comes last: the first half of the time goes to the start.
                        let delay = whole * (0.5 + 0.6 * Double(place) / Double(Self.kills))
                        if try await copy.run(step.command, killingAfter: delay) { killed += 1 }

                        let now = try Rows(in: copy)
                        #expect(now.isWhole(of: Self.responses), "\(now)")
                        outcomes[now.waiting < Self.responses, default: 0] += 1
                        try await copy.succeed("round", "close", Self.round)
                        let end = try Rows(in: copy)
                        #expect(end.waiting == 0 && end.isWhole(of: Self.responses), "\(end)")
                    }
                }
                print(
                    "\(step): \(killed) of \(Self.kills) kills in time; by whether it was done: \(outcomes)"
                )
                #expect(killed >= Self.kills / 5)
                #expect(outcomes[false, default: 0] > 0)
            }
        }

        @Test(
            "An acknowledged answer is kept over fifty kills, and sending all again adds no other",
            arguments: ["open", "code", "blind"])
        func takingIn(level: String) async throws {
            var generator = SeededGenerator(seed: 5)
            try await withService { service in
                let atOnce = level == "open" ? 8 : 3
                var admissions = try await service.open(
                    Self.round, at: level, admitting: atOnce * Self.kills)
                var sent: [Submission] = []
                for _ in 0..<Self.kills {
                    let now = (0..<atOnce).map { _ in
                        Submission(admission: admissions.removeLast())
                    }
                    sent += now
                    let delay = Duration.microseconds(Int.random(in: 0...20_000, using: &generator))
                    async let kill: Void = service.kill(after: delay)
                    let acknowledged = await Self.send(now, to: service.wire)
                    try await kill
                    try await service.start()
                    let known = await Self.send(acknowledged, to: service.wire)
                    #expect(known.count == acknowledged.count)
                }
                let all = await Self.send(sent, to: service.wire)
                let others = sent.map { Submission(admission: $0.admission) }
                let added = level == "open" ? [] : await Self.send(others, to: service.wire)

                #expect(all.count == sent.count)
                #expect(added.isEmpty, "A code or a ticket was good twice.")
                let installation = service.installation
                #expect(try installation.accepted(in: Self.round) == sent.count)
                #expect(try Rows(in: installation).isWhole(of: sent.count))
            }
        }

        /// What is killed.
        enum Step: String, CaseIterable {
            case mixing, closing

            var command: [String] {
                switch self {
                case .mixing: ["mix", KillPointTests.round]
                case .closing: ["round", "close", KillPointTests.round]
                }
            }
        }

        private static func fill(_ installation: Installation) async throws {
            let service = try RunningService(installation)
            try await service.start()
            let sent = await send((0..<responses).map { _ in Submission() }, to: service.wire)
            try await service.kill()
            try #require(sent.count == responses)
        }

        /// - Returns: those that were acknowledged.
        private static func send(_ submissions: [Submission], to wire: Wire) async -> [Submission] {
            await withTaskGroup(of: Submission?.self) { group in
                for submission in submissions {
                    group.addTask {
                        let response = try? await wire.send(submission.request(to: round))
                        return response?.status == 201 ? submission : nil
                    }
                }
                return await group.reduce(into: []) { sent, one in one.map { sent.append($0) } }
            }
        }
    }
}

/// How many rows a round has.
private struct Rows: CustomStringConvertible {
    let waiting: Int
    /// By the counts of classes.
    let counted: Int
    /// Per block, so that every response has one in each.
    let fragments: Set<Int>
    let accepted: Int

    init(in installation: Installation) throws {
        (waiting, counted, fragments, accepted) = try installation.read { database in
            (
                try Int.fetchOne(database, sql: "SELECT count(*) FROM pool") ?? 0,
                try Int.fetchOne(database, sql: "SELECT sum(count) FROM class_count") ?? 0,
                try Int.fetchSet(
                    database, sql: "SELECT count(*) FROM fragment GROUP BY block"),
                try Int.fetchOne(database, sql: "SELECT sum(accepted) FROM round") ?? 0
            )
        }
    }

    /// Whether every response is in one place.
    func isWhole(of responses: Int) -> Bool {
        accepted == responses && waiting + counted == responses
            && fragments == (counted == 0 ? [] : [counted])
    }

    var description: String {
        "\(accepted) accepted, \(waiting) waiting, \(counted) counted, \(fragments) of each block"
    }
}

extension Installation {
    /// Runs a command and kills it, if it hasn't ended by then.
    ///
    /// - Returns: whether it had not.
    func run(_ arguments: [String], killingAfter delay: Duration) async throws -> Bool {
        let nowhere = FileHandle.nullDevice
        let process = try launch(arguments, output: nowhere, complaints: nowhere)
        try await Task.sleep(for: delay)
        let isRunning = process.isRunning
        if isRunning { kill(process.processIdentifier, SIGKILL) }
        while process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
        return isRunning
    }
}

extension RunningService {
    nonisolated func kill(after delay: Duration) async throws {
        try await Task.sleep(for: delay)
        try await kill()
    }
}
