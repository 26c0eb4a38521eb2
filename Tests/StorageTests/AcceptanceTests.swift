import Anonymization
import Dialogues
import Foundation
import GRDB
import SurveyDefinition
import TestSupport
import Testing

@testable import Storage

@Suite("Accepting a response")
struct AcceptanceTests {
    private static let digest = Data(repeating: 7, count: 32)

    @Test("the same submission sent twice counts once")
    func repeatedSend() async throws {
        try await withOpenRound { store, _ in
            var generator = SeededGenerator(seed: 1)
            let first = PooledResponse(plain: "first", using: &generator)
            let again = PooledResponse(plain: "again", using: &generator)

            let outcomes = [
                try await store.accept(first, submission: Self.digest, in: safetyRound.id),
                try await store.accept(again, submission: Self.digest, in: safetyRound.id),
            ]

            #expect(outcomes == [.accepted, .repeated])
            #expect(try await store.participation(in: safetyRound.id) == 1)
            #expect(try await store.waiting(in: safetyRound.id) == 1)
        }
    }

    @Test("the same submission sent by 200 tasks at once counts once")
    func repeatedAtOnce() async throws {
        try await withOpenRound { store, _ in
            var generator = SeededGenerator(seed: 2)
            let responses = (0..<200).map { PooledResponse(plain: "\($0)", using: &generator) }

            let outcomes = await sendAtOnce(
                responses.map { (response: $0, digest: Self.digest) }, to: store)

            let participation = try await store.participation(in: safetyRound.id)
            #expect(outcomes.count { $0 == .success(.accepted) } == 1)
            #expect(outcomes.count { $0 == .success(.repeated) } == 199)
            #expect(participation == 1)
            #expect(try await store.waiting(in: safetyRound.id) == 1)
        }
    }

    @Test("of 500 responses sent at once, all are there once")
    func manyAtOnce() async throws {
        try await withOpenRound { store, _ in
            var generator = SeededGenerator(seed: 3)
            let submissions = (0..<500).map { number in
                (
                    response: PooledResponse(plain: "\(number)", using: &generator),
                    digest: Data.random(32, using: &generator)
                )
            }

            let outcomes = await sendAtOnce(submissions, to: store)

            #expect(outcomes.allSatisfy { $0 == .success(.accepted) })
            #expect(try await store.participation(in: safetyRound.id) == 500)
            let kept = try await store.pool.read { database in
                try Row.fetchAll(database, sql: "SELECT key, sealed FROM pool").map {
                    PooledResponse(key: $0["key"], sealed: $0["sealed"])
                }
            }
            #expect(kept.count == 500)
            #expect(Set(kept) == Set(submissions.map(\.response)))
        }
    }

    @Test("a round that is prepared, closed or unknown accepts nothing and keeps nothing")
    func notOpen() async throws {
        try await withOpenRound { store, _ in
            let prepared = Round(
                id: "prepared", survey: "trygghet", surveyVersion: 1, period: "2027",
                sampling: .census)
            try await store.create(prepared, surveySource: "id: trygghet", surveyDigest: "d1")
            try await store.close(safetyRound.id) { _ in nil }
            let refusals: [(RoundID, StorageError)] = [
                ("prepared", .roundNotOpen("prepared")),
                (safetyRound.id, .roundNotOpen(safetyRound.id)),
                ("nowhere", .unknownRound("nowhere")),
            ]

            for (round, refusal) in refusals {
                var generator = SeededGenerator(seed: 4)
                let response = PooledResponse(plain: "refused", using: &generator)
                await #expect(throws: refusal) {
                    try await store.accept(response, submission: Self.digest, in: round)
                }
            }

            let rows = try await store.pool.read { database in
                try Int.fetchOne(
                    database,
                    sql: "SELECT (SELECT count(*) FROM pool) + (SELECT count(*) FROM submission)")
            }
            #expect(rows == 0)
        }
    }

    @Test("a submission to a closed round fails alone in its group")
    func refusalsAreTheirOwn() async throws {
        try await withOpenRound { store, _ in
            var generator = SeededGenerator(seed: 5)
            let rounds: [RoundID] = [safetyRound.id, "nowhere", safetyRound.id]
            let group = rounds.map { round in
                Submission(
                    response: PooledResponse(plain: "text", using: &generator),
                    digest: .random(32, using: &generator), round: round)
            }

            let outcomes = await Store.accept(group, in: store.pool)

            #expect(
                outcomes == [
                    .success(.accepted), .failure(.unknownRound("nowhere")), .success(.accepted),
                ])
            let waiting = try await store.waiting(in: safetyRound.id)
            #expect(waiting == 2)
        }
    }

    @Test("when a commit fails, exactly what it held is refused, and the next commit succeeds")
    func failedCommit() async throws {
        try await withOpenRound { store, _ in
            var generator = SeededGenerator(seed: 6)
            let submissions = (0..<100).map { number in
                (
                    response: number == 50
                        ? PooledResponse(key: Data([1]), sealed: Data())
                        : PooledResponse(plain: "\(number)", using: &generator),
                    digest: Data.random(32, using: &generator)
                )
            }

            let outcomes = await sendAtOnce(submissions, to: store)

            let accepted = outcomes.count { $0 == .success(.accepted) }
            #expect(outcomes.contains(.failure(.database(code: 275))))
            #expect(try await store.participation(in: safetyRound.id) == accepted)
            #expect(try await store.waiting(in: safetyRound.id) == accepted)
            try await store.accept(plain: ["after"], seed: 7)
            #expect(try await store.participation(in: safetyRound.id) == accepted + 1)
        }
    }

    @Test("a caller that is cancelled learns the truth, and its response is kept")
    func cancelledCaller() async throws {
        try await withOpenRound { store, _ in
            var generator = SeededGenerator(seed: 8)
            let tasks = (0..<50).map { number in
                let response = PooledResponse(plain: "\(number)", using: &generator)
                let digest = Data.random(32, using: &generator)
                return Task {
                    try await store.accept(response, submission: digest, in: safetyRound.id)
                }
            }

            for task in tasks { task.cancel() }

            for task in tasks {
                let outcome = try await task.value
                #expect(outcome == .accepted)
            }
            #expect(try await store.waiting(in: safetyRound.id) == 50)
        }
    }

    @Test("counts of an unknown round are refused, not zero")
    func unknownRound() async throws {
        try await withOpenRound { store, _ in
            await #expect(throws: StorageError.unknownRound("nowhere")) {
                try await store.participation(in: "nowhere")
            }
            await #expect(throws: StorageError.unknownRound("nowhere")) {
                try await store.waiting(in: "nowhere")
            }
        }
    }

    private func sendAtOnce(
        _ submissions: [(response: PooledResponse, digest: Data)], to store: Store
    ) async -> [Result<Acceptance, StorageError>] {
        await withTaskGroup(of: Result<Acceptance, StorageError>.self) { tasks in
            for (response, digest) in submissions {
                tasks.addTask {
                    do throws(StorageError) {
                        return .success(
                            try await store.accept(
                                response, submission: digest, in: safetyRound.id))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await tasks.reduce(into: []) { $0.append($1) }
        }
    }
}
