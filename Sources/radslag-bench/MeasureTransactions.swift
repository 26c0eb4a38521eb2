import Anonymization
import Foundation
import GRDB
import Pipeline
import Storage
import SurveyDefinition

/// What the store adds to the bare transaction of the same rows: for one submission alone, and for many at
/// once. Each has a database of its own, because two connections to one would empty each other's cache.
func measureTransactions(on workbench: Workbench) async throws -> [Figure] {
    let sample = try await Sample(on: workbench)
    let store = try await workbench.newStore("accepting.sqlite").store
    let bare = try BareStore(path: try await workbench.newStore("bare.sqlite").path)
    var lone: [Double] = []
    var bareLone: [Double] = []
    var together: [Double] = []
    for _ in 0..<10 {
        for _ in 0..<100 { bareLone.append(try timed { try bare.accept(sample.next()) }) }
        for _ in 0..<100 { lone.append(try await sample.timedAccept(by: store)) }
        together.append(try await sample.acceptTogether(by: store, each: 20))
    }
    return [
        Figure(
            "one lone submission against a bare transaction", median(lone) * 1000, "ms",
            against: median(bareLone) * 1000, .ratioAtMost(1.5)),
        Figure(
            "64 submitters at once against bare transactions in a row", median(together), "/s",
            against: 1 / median(bareLone)),
    ]
}

/// A sealed response, which each submission stores under new random keys.
private struct Sample: Sendable {
    let sealed: Data

    init(on workbench: Workbench) async throws {
        let survey = try await workbench.survey
        var respondents = SyntheticRespondents(
            answering: survey, goals: workbench.definitions.goals, using: BenchGenerator(seed: 1))
        sealed = ResponseSeal(workbench.key)
            .seal(anonymize(respondents.next()), of: survey, in: Workbench.round)
    }

    func next() -> (response: PooledResponse, digest: Data) {
        var generator = SystemRandomNumberGenerator()
        return (
            PooledResponse(key: randomKey(using: &generator), sealed: sealed),
            randomKey(using: &generator)
        )
    }

    func timedAccept(by store: Store) async throws -> Double {
        let (response, digest) = next()
        let start = now()
        _ = try await store.accept(response, submission: digest, in: Workbench.round)
        return now() - start
    }

    /// Submissions per second of as many submitters as a load has visitors.
    func acceptTogether(by store: Store, each count: Int) async throws -> Double {
        let start = now()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for _ in 0..<Workbench.visitors {
                tasks.addTask {
                    for _ in 0..<count { _ = try await timedAccept(by: store) }
                }
            }
            try await tasks.waitForAll()
        }
        return Double(Workbench.visitors * count) / (now() - start)
    }
}

/// The least that stores a submission durably: the same rows and pragmas, nothing checked, nobody waiting.
private struct BareStore {
    private let pool: DatabasePool
    private let round: Int64

    init(path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
        pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        round =
            try pool.read { database in
                try Int64.fetchOne(
                    database, sql: "SELECT number FROM round WHERE id = ?",
                    arguments: [Workbench.round.value])
            } ?? 0
    }

    func accept(_ submission: (response: PooledResponse, digest: Data)) throws {
        try pool.write { database in
            try database.cachedStatement(
                sql: "INSERT OR IGNORE INTO submission (round, digest) VALUES (?, ?)"
            )
            .execute(arguments: [round, submission.digest])
            try database.cachedStatement(
                sql: "INSERT INTO pool (round, key, sealed) VALUES (?, ?, ?)"
            )
            .execute(arguments: [round, submission.response.key, submission.response.sealed])
            try database.cachedStatement(
                sql: "UPDATE round SET accepted = accepted + 1 WHERE number = ?"
            )
            .execute(arguments: [round])
        }
    }
}

/// Seconds that `body` took.
func timed(_ body: () throws -> Void) rethrows -> Double {
    let start = now()
    try body()
    return now() - start
}
