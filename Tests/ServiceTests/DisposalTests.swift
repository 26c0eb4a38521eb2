import Foundation
import GRDB
import TestSupport
import Testing

/// What was disposed of is nowhere, there is a proof of it, and never one without the other.
extension ServiceTests {
    @Suite("Disposal")
    struct DisposalTests {
        private static let round = "dialog-2026"

        @Test(
            "After disposal no file has a value of the round in any disguise, and before they have",
            arguments: ["medborgardialog", "trygghet"])
        func nothingIsLeft(survey: String) async throws {
            try await withClosedRound(of: survey) { installation, texts in
                let known = try KnownValues(of: installation)
                let before = try DiskSearch(below: installation.folder)
                #expect(known.words.filter { before.places(of: $0).isEmpty } == [])
                #expect(known.sealed.filter { !before.holds($0) }.isEmpty)
                #expect(known.words.count > 60 && known.sealed.count >= texts.planted.count)
                #expect(texts.found(in: before) == [])

                let file = installation.folder.appending(path: "proof.json")
                let printed = try await installation.succeed(
                    "dispose", Self.round, "--proof", file.path)

                let after = try DiskSearch(below: installation.folder)
                #expect(known.words.flatMap(after.places) == [])
                #expect(known.sealed.filter(after.holds).isEmpty)
                #expect(texts.found(in: after) == [])
                #expect(try Data(contentsOf: file) == Data(printed.utf8))
                let proof = try Proof(printed)
                #expect(proof.rows == known.rows)
                #expect(proof.release == (try Self.releaseDigest(in: installation)))
            }
        }

        @Test("The releases stay on the site, which says when the answers were disposed of")
        func releasesStay() async throws {
            try await withClosedRound { installation, _ in
                let before = try Self.ledger(of: installation)
                let printed = try await installation.succeed("dispose", Self.round)
                let date = try Proof(printed).date

                let after = try Self.ledger(of: installation)
                let report = try await installation.succeed(
                    "report", Self.round, "--format", "csv", "--language", "en")
                let service = try RunningService(installation)
                try await service.start()
                let page = try await service.wire.get("/en/d/\(Self.round)/resultat")
                try await service.kill()
                let refused = try await installation.run("release", Self.round)
                let listed = try await installation.succeed("dispose", "--list")

                #expect(before == after && before.count == 1)
                #expect(report.contains("The answers were disposed of on \(date)."))
                #expect(page.status == 200)
                #expect(page.text.contains("The answers were disposed of on \(date)."))
                #expect(page.text.contains("The free texts were disposed of on \(date)."))
                #expect(
                    refused.complaints
                        == "Error: The answers of '\(Self.round)' were disposed of on \(date): "
                        + "its releases stand, and no new one can be made.\n")
                #expect(listed.hasPrefix("\(Self.round) 1: all, \(date), "))
            }
        }

        @Test("Killed anywhere, it leaves all or nothing, and run again it completes")
        func killedAnywhere() async throws {
            try await withClosedRound { installation, texts in
                let known = try KnownValues(of: installation)
                let whole = try await installation.withCopy { copy in
                    try await ContinuousClock().measure {
                        try await copy.succeed("dispose", Self.round)
                    }
                }

                var outcomes: Set<Int> = []
                let kills = 24
                for place in 0..<kills {
                    try await installation.withCopy { copy in
                        // The transaction comes last: the first half of the time goes to the start.
                        let delay = whole * (0.5 + 0.6 * Double(place) / Double(kills))
                        _ = try await copy.run(["dispose", Self.round], killingAfter: delay)

                        let proofs = try copy.proofs()
                        let rows = try copy.rows()
                        outcomes.insert(proofs)
                        #expect(
                            proofs == 0 ? rows == known.rows : rows.values.allSatisfy { $0 == 0 })
                        #expect(proofs <= 1)

                        let again = try Proof(try await copy.succeed("dispose", Self.round))
                        #expect(again.rows == known.rows)
                        #expect(try copy.proofs() == 1)
                        let search = try DiskSearch(below: copy.folder)
                        #expect(known.words.flatMap(search.places) == [])
                        #expect(known.sealed.filter(search.holds).isEmpty)
                        #expect(texts.found(in: search) == [])
                    }
                }
                #expect(outcomes.contains(0), "No kill came before the deletion.")
            }
        }

        @Test("What can't be disposed of is said in a sentence, and nothing is deleted")
        func refusals() async throws {
            try await withInstallation(opening: ["open-2026"]) { installation in
                let open = try await installation.run("dispose", "open-2026")
                try await installation.succeed("round", "close", "open-2026")
                let unreleased = try await installation.run("dispose", "open-2026")
                let both = try await installation.run("dispose", "open-2026", "--list")
                let kind = try await installation.run("dispose", "open-2026", "--what", "codes")

                #expect(
                    open.complaints
                        == "Error: Round 'open-2026' is open; it must be closed for this.\n")
                #expect(
                    unreleased.complaints.hasPrefix(
                        "Error: Round 'open-2026' has no release: its figures would be lost."))
                #expect(
                    both.complaints.hasPrefix("Error: Give either a round, or --list, or --due."))
                #expect(
                    kind.complaints.hasPrefix(
                        "Error: What is disposed of must be texts, answers or all."))
                for outcome in [open, unreleased, both, kind] { #expect(outcome.status != 0) }
                #expect(try installation.proofs() == 0)
                #expect(try await installation.succeed("dispose", "--due") == "Nothing is due.\n")
            }
        }

        /// Runs `body` where a demonstration with texts of ours is closed and released.
        private func withClosedRound(
            of survey: String = "medborgardialog",
            _ body: (Installation, _ texts: Canaries) async throws -> Void
        ) async throws {
            try await withInstallation { installation in
                try await installation.succeed(
                    "round", "create", Self.round, "--survey", survey, "--period", "2026",
                    "--demonstration")
                try await installation.succeed("round", "open", Self.round)
                try await installation.succeed("demo", "--round", Self.round, "--responses", "150")
                var texts = Canaries(seed: 9)
                if survey == "medborgardialog" { try await Self.send(&texts, to: installation) }
                try await installation.succeed("round", "close", Self.round)
                try await installation.succeed("release", Self.round)
                try Self.judge(in: installation)
                try await body(installation, texts)
            }
        }

        /// Says something of every other text, as the workspace would: bytes that nobody has elsewhere.
        private static func judge(in installation: Installation) throws {
            try installation.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO text_judgement (round, key, revision, sealed)
                        SELECT round, key, 1, randomblob(540) FROM detached_text WHERE key < x'80'
                        """)
            }
        }

        private static func send(_ texts: inout Canaries, to installation: Installation)
            async throws
        {
            let service = try RunningService(installation)
            try await service.start()
            for number in 1...12 {
                let submission = Submission(text: texts.plant(in: "text \(number)"))
                #expect(try await service.wire.send(submission.request(to: round)).status == 201)
            }
            try await service.kill()
        }

        private static func ledger(of installation: Installation) throws -> [Data] {
            try installation.read { try Data.fetchAll($0, sql: "SELECT json FROM release") }
        }

        private static func releaseDigest(in installation: Installation) throws -> String? {
            try installation.read { try String.fetchOne($0, sql: "SELECT digest FROM release") }
        }
    }
}

/// What a round holds, as somebody who has read the database before its disposal knows it.
private struct KnownValues {
    /// Values of which the survey's own text has none: the parts of a row as they lie side by side.
    let words: [String]
    let sealed: [Data]
    let rows: [String: Int]

    init(of installation: Installation) throws {
        words = try installation.read { database in
            let parts = [
                "SELECT DISTINCT class FROM class_count",
                "SELECT DISTINCT block || class || answers FROM fragment WHERE length(answers) > 7",
                "SELECT DISTINCT question || answer FROM detached_answer WHERE answer <> ''",
                "SELECT question || class || answer FROM tally WHERE count = 1 AND class <> ''",
            ]
            return try parts.flatMap {
                try String.fetchAll(database, sql: "\($0) ORDER BY 1 LIMIT 40")
            }
        }
        sealed = try installation.read { database in
            try Data.fetchAll(
                database,
                sql: """
                    SELECT sealed FROM detached_text UNION ALL SELECT sealed FROM text_judgement
                    """)
        }
        rows = try installation.rows()
    }
}

/// The parts of a proof of disposal that the tests look at.
private struct Proof {
    let rows: [String: Int]
    let date: String
    let release: String?

    init(_ text: String) throws {
        let proof = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let deletion = try #require(proof["deletion"] as? [String: Any])
        rows = try #require(deletion["rows"] as? [String: Int])
        date = try #require(deletion["date"] as? String)
        release = (deletion["lastRelease"] as? [String: Any])?["digest"] as? String
    }
}

extension DiskSearch {
    /// Whether the bytes, or the first sixteen of them, stand anywhere.
    fileprivate func holds(_ bytes: Data) -> Bool {
        files.contains { !$0.bytes.offsets(of: bytes.prefix(16)).isEmpty }
    }
}

extension Installation {
    /// How many rows each table of answers holds.
    fileprivate func rows() throws -> [String: Int] {
        let tables = [
            "fragment", "detached_answer", "detached_text", "text_judgement", "tally",
            "class_count",
        ]
        return try read { database in
            try tables.reduce(into: [:]) { rows, table in
                rows[table] = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)")
            }
        }
    }

    fileprivate func proofs() throws -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM disposal") ?? 0 }
    }
}
