import Anonymization
import Foundation
import GRDB
import SurveyDefinition
import TestSupport
import Testing

/// Nothing at rest tells who answered first.
extension ServiceTests {
    @Suite("The order of arrival")
    struct OrderTests {
        private static let round = "medborgardialog-2026"
        private static let respondents = Respondent.all(120)
        /// Three standard deviations of Spearman's ρ for a shuffled sequence.
        private static let limit = 3 / Double(respondents.count - 1).squareRoot()

        @Test(
            "No table of a closed round holds it, however it is read, nor do the bytes of the files",
            arguments: ["open", "code", "blind"])
        func orderIsLost(level: String) async throws {
            // Shuffled rows pass the limit by chance once in 370: what passes it must do so twice.
            var suspects = try await Self.collected(at: level)
            if !suspects.isEmpty { suspects.formIntersection(try await Self.collected(at: level)) }

            #expect(suspects == [])
        }

        @Test("The check finds an order that is there, in a table and in the bytes")
        func checkFindsOrder() async throws {
            try await withInstallation(opening: [Self.round]) { installation in
                try FileManager.default.removeItem(at: installation.data)
                try FileManager.default.createDirectory(
                    at: installation.data, withIntermediateDirectories: true)
                let database = try DatabaseQueue(path: installation.database.path)
                try await database.write { database in
                    try database.execute(sql: "CREATE TABLE detached_text (text TEXT)")
                    for respondent in Self.respondents {
                        try database.execute(
                            sql: "INSERT INTO detached_text VALUES (?)",
                            arguments: [respondent.token])
                    }
                }
                try database.close()

                let suspects = try Self.suspects(
                    among: [Trace(table: "detached_text", column: "text") { $0.token }],
                    in: installation)

                #expect(
                    suspects == ["detached_text as it lies", "detached_text in radslag.sqlite"])
            }
        }

        @Test("The marks themselves are in no order, so that sorting by them finds none")
        func marksAreShuffled() {
            for mark in [\Respondent.token, \.area, \.municipality, \.inclusion, \.ranking] {
                let sorted = Self.respondents.sorted { $0[keyPath: mark] < $1[keyPath: mark] }

                #expect(
                    Set(Self.respondents.map { $0[keyPath: mark] }).count == Self.respondents.count)
                #expect(abs(rankCorrelation(sorted.map(\.arrival))) < Self.limit)
            }
        }

        @Test("Spearman's ρ is 1 for a rising sequence, −1 for a falling one, 0 in between")
        func correlationIsRight() {
            #expect(rankCorrelation(Array(1...120)) == 1)
            #expect(rankCorrelation(Array(1...120).reversed()) == -1)
            #expect(rankCorrelation([2, 4, 1, 3]) == 0)
            #expect(abs(rankCorrelation([1, 3, 2, 5, 4]) - 0.8) < 1e-12)
        }

        /// Collects, mixes half way, closes, and reads everything.
        ///
        /// - Returns: the ways of reading that tell the order.
        private static func collected(at level: String) async throws -> Set<String> {
            var suspects: Set<String> = []
            try await withService { service in
                let installation = service.installation
                var admissions = try await service.open(
                    round, at: level, admitting: respondents.count)
                for respondent in respondents {
                    var submission = respondent.submission
                    submission.admission = admissions.removeLast()
                    let answer = try await service.wire.send(submission.request(to: round))
                    try #require(answer.status == 201)
                    if respondent.arrival == respondents.count / 2 {
                        try await installation.succeed("mix", round)
                        try #require(
                            installation.read {
                                try Int.fetchOne($0, sql: "SELECT count(*) FROM pool")
                            } == Policy().batch)
                    }
                }
                try await installation.succeed("round", "close", round)
                suspects = try Self.suspects(among: Trace.all, in: installation)
            }
            return suspects
        }

        /// The ways of reading whose correlation with the order of arrival is beyond the limit, or
        /// that don't show every respondent once.
        private static func suspects(among traces: [Trace], in installation: Installation) throws
            -> Set<String>
        {
            var suspects: Set<String> = []
            func check(_ arrivals: [Int], _ name: String) {
                #expect(arrivals.sorted() == Array(1...respondents.count), "\(name)")
                if abs(rankCorrelation(arrivals)) > limit { suspects.insert(name) }
            }
            // A table that a test made itself has nothing sealed, and no secret beside it.
            let seal = (try? installation.key()).map { TextSeal($0) }
            for trace in traces {
                let arrivals = Dictionary(
                    uniqueKeysWithValues: respondents.map { (trace.mark($0), $0.arrival) })
                let rows = try installation.read {
                    try trace.rows(in: $0, of: RoundID(round), openedBy: seal)
                }
                for (name, values) in rows.orders {
                    check(values.compactMap { arrivals[$0] }, name)
                }
                let bytes = try Data(contentsOf: installation.database)
                let placed = rows.stored.flatMap { value, stored in
                    bytes.offsets(of: stored).map { (offset: $0, arrival: arrivals[value] ?? 0) }
                }
                check(
                    placed.sorted { $0.offset < $1.offset }.map(\.arrival),
                    "\(trace.table) in radslag.sqlite")
                let log = installation.data.appending(path: "radslag.sqlite-wal")
                let logged = (try? Data(contentsOf: log)) ?? Data()
                for (_, stored) in rows.stored where !logged.offsets(of: stored).isEmpty {
                    suspects.insert("\(trace.table) in the write-ahead log")
                }
            }
            return suspects
        }
    }
}
