import Foundation
import GRDB
import TestSupport
import Testing

@testable import Anonymization
@testable import Storage

/// What somebody with the files can learn of who answered when.
@Suite("Traces in the files")
struct TraceTests {
    private static let responses = 200

    @Test("what left the pool is found neither in the database nor in its log")
    func poolIsOverwritten() async throws {
        try await withOpenRound { store, files in
            let canaries = (1...120).map { "canary-\(numbered($0))" }
            try await store.accept(plain: canaries, seed: 1)
            #expect(try canaries.allSatisfy(files.contain))

            var taken: [String] = []
            for seed in 0..<3 as Range<UInt64> {
                let before = try await waitingTexts(in: store)
                _ = try await store.mix(safetyRound.id) { waiting in
                    withoutMarkers(Array(waiting.shuffled(seed: seed).prefix(30)))
                }
                let after = try await waitingTexts(in: store)
                taken += before.subtracting(after)
            }

            #expect(taken.count == 90)
            let bytes = try files.bytes()
            #expect(taken.filter { bytes.range(of: Data($0.utf8)) != nil } == [])
        }
    }

    @Test("no table tells the order of arrival, in its own order or byte by byte, open or closed")
    func orderIsLost() async throws {
        try await withOpenRound { store, files in
            try await store.accept(plain: (1...Self.responses).map(numbered), seed: 2)

            _ = try await store.mix(safetyRound.id) { waiting in batch(of: waiting, seed: 3) }
            try await expectNoOrder(in: store, files)

            try await store.close(safetyRound.id) { _ in nil }
            try await expectNoOrder(in: store, files)
        }
    }

    @Test("once a round is closed, its files don't even tell which mixing a row came from")
    func batchesAreLost() async throws {
        try await withOpenRound { store, files in
            let mixings = Self.responses / 20
            for mixing in 0..<mixings {
                let seed = UInt64(mixing)
                let texts = (mixing * 20 + 1...mixing * 20 + 20).map(numbered)
                try await store.accept(plain: texts, seed: 100 + seed)
                _ = try await store.mix(safetyRound.id) { waiting in
                    batch(of: waiting, seed: 200 + seed)
                }
            }

            try await store.close(safetyRound.id) { _ in nil }

            try await expectNoOrder(in: store, files)
        }
    }

    @Test("the check for order finds an order that is there")
    func checkFindsOrder() {
        #expect(Self.correlation(Array(1...Self.responses)) == 1)
        #expect(Self.correlation(Array(1...Self.responses).reversed()) == -1)
    }

    private func expectNoOrder(
        in store: Store, _ files: DatabaseFiles, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let limit = 3 / Double(Self.responses - 1).squareRoot()
        let columns = [
            ("fragment", "answers", "f#"), ("detached_answer", "answer", "a#"),
            ("detached_text", "CAST(sealed AS TEXT)", "t#"),
        ]
        for (table, column, marker) in columns {
            let stored = try await store.pool.read { database in
                try String.fetchAll(database, sql: "SELECT \(column) FROM \(table)")
            }
            let inTable = stored.compactMap { Int($0.dropFirst(marker.count)) }
            let inFile = Self.numbers(after: marker, in: try files.bytes())

            #expect(inTable.sorted() == Array(1...Self.responses), sourceLocation: sourceLocation)
            #expect(inFile.sorted() == Array(1...Self.responses), sourceLocation: sourceLocation)
            #expect(abs(Self.correlation(inTable)) < limit, sourceLocation: sourceLocation)
            #expect(abs(Self.correlation(inFile)) < limit, sourceLocation: sourceLocation)
        }
    }

    /// The four-digit numbers that follow a marker, in the order of the bytes.
    private static func numbers(after marker: String, in bytes: Data) -> [Int] {
        var numbers: [Int] = []
        var rest = bytes[...]
        while let found = rest.range(of: Data(marker.utf8)) {
            let digits = String(decoding: bytes[found.upperBound...].prefix(4), as: UTF8.self)
            if let number = Int(digits) { numbers.append(number) }
            rest = rest[found.upperBound...]
        }
        return numbers
    }

    /// Spearman's ρ between the place in the sequence and the number there, which is the time of
    /// arrival.
    private static func correlation(_ numbers: [Int]) -> Double {
        let mean = Double(numbers.count - 1) / 2
        let average = Double(numbers.reduce(0, +)) / Double(numbers.count)
        var product = 0.0
        var places = 0.0
        var arrivals = 0.0
        for (place, number) in numbers.enumerated() {
            let (x, y) = (Double(place) - mean, Double(number) - average)
            product += x * y
            places += x * x
            arrivals += y * y
        }
        return product / (places * arrivals).squareRoot()
    }

    private func waitingTexts(in store: Store) async throws -> Set<String> {
        try await store.pool.read { database in
            Set(try Data.fetchAll(database, sql: "SELECT sealed FROM pool"))
        }.reduce(into: []) { $0.insert(String(decoding: $1, as: UTF8.self)) }
    }
}

extension [PooledResponse] {
    fileprivate func shuffled(seed: UInt64) -> [PooledResponse] {
        var generator = SeededGenerator(seed: seed)
        return shuffled(using: &generator)
    }
}

/// A batch that only empties the pool.
private func withoutMarkers(_ responses: [PooledResponse]) -> MixedBatch {
    MixedBatch(
        taken: responses.map(\.key), fragments: [], answers: [], texts: [], counts: ResponseTable())
}
