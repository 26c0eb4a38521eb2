import Dialogues
import Foundation
import GRDB
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization
@testable import Storage

/// Free texts as moderators reach them, and what is kept of what they say.
@Suite("Texts")
struct TextTests {
    private static let first = TextPlace(of: "comment", in: safetyRound.id)

    /// Runs `body` where so many texts are mixed into `safetyRound`.
    private func withTexts(
        _ count: Int = 60, _ body: (Store, DatabaseFiles) async throws -> Void
    ) async throws {
        try await withOpenRound { store, files in
            try await store.accept(plain: (1...count).map(numbered), seed: 30)
            _ = try await store.mix(safetyRound.id) { waiting in batch(of: waiting, seed: 31) }
            try await body(store, files)
        }
    }

    private func all(in store: Store) async throws -> [StoredText] {
        try await store.texts(from: Self.first, limit: 1000)
    }

    @Test("Texts come a page at a time, each once, in the order of their random keys")
    func pages() async throws {
        try await withTexts { store, _ in
            var read: [StoredText] = []
            var sizes: [Int] = []
            while true {
                let page = try await store.texts(
                    from: TextPlace(
                        of: "comment", in: safetyRound.id, after: read.last?.key), limit: 25)
                sizes.append(page.count)
                if page.isEmpty { break }
                read += page
            }

            #expect(sizes == [25, 25, 10, 0])
            let texts = read.map { String(decoding: $0.sealed, as: UTF8.self) }
            #expect(texts.sorted() == (1...60).map { "t#\(numbered($0))" })
            #expect(texts != texts.sorted())
            let keys = read.map(\.key)
            #expect(keys == keys.sorted { $0.lexicographicallyPrecedes($1) })
            #expect(read.allSatisfy { $0.judgement == nil && $0.question == "comment" })
        }
    }

    @Test("Another question and another round have other texts")
    func others() async throws {
        try await withTexts { store, _ in
            let other = Round(
                id: "other", survey: "trygghet", surveyVersion: 1, period: "2027",
                sampling: .census)
            try await store.create(other, surveySource: "id: trygghet", surveyDigest: "d1")

            let question = try await store.texts(
                from: TextPlace(of: "wish", in: safetyRound.id), limit: 10)
            let round = try await store.texts(
                from: TextPlace(of: "comment", in: other.id), limit: 10)

            #expect(question == [] && round == [])
            #expect(try await store.textCounts(in: other.id) == [])
            await #expect(throws: StorageError.unknownRound("nowhere")) {
                try await store.texts(from: TextPlace(of: "comment", in: "nowhere"), limit: 1)
            }
        }
    }

    @Test("What is said of a text is kept with it, and another text has nothing of it")
    func keeps() async throws {
        try await withTexts(3) { store, _ in
            let texts = try await all(in: store)

            let revision = try await store.keep(
                judgement: Data("first".utf8), of: texts[1].key, in: safetyRound.id, replacing: 0)
            let again = try await store.keep(
                judgement: Data("second".utf8), of: texts[1].key, in: safetyRound.id, replacing: 1)

            #expect(revision == 1 && again == 2)
            let judgement = StoredJudgement(revision: 2, sealed: Data("second".utf8))
            #expect(try await all(in: store).map(\.judgement) == [nil, judgement, nil])
            #expect(
                try await store.text(texts[1].key, in: safetyRound.id).judgement == judgement)
            #expect(
                try await store.judgements(in: safetyRound.id) == [
                    JudgedText(
                        key: texts[1].key, question: "comment", sealed: Data("second".utf8))
                ])
            #expect(
                try await store.textCounts(in: safetyRound.id)
                    == [TextCount(question: "comment", texts: 3, judged: 1)])
        }
    }

    @Test("Of two moderators who saw the same, the second is told, and overwrites nothing")
    func optimistic() async throws {
        try await withTexts(3) { store, _ in
            let text = try await all(in: store)[0]
            _ = try await store.keep(
                judgement: Data("hers".utf8), of: text.key, in: safetyRound.id, replacing: 0)

            for seen in [0, 2, -1] {
                await #expect(throws: StorageError.textJudgedMeanwhile(safetyRound.id)) {
                    try await store.keep(
                        judgement: Data("his".utf8), of: text.key, in: safetyRound.id,
                        replacing: seen)
                }
            }

            #expect(
                try await all(in: store)[0].judgement
                    == StoredJudgement(revision: 1, sealed: Data("hers".utf8)))
        }
    }

    @Test("Of fifty at once on the same text exactly one is kept")
    func atOnce() async throws {
        try await withTexts(1) { store, _ in
            let text = try await all(in: store)[0]

            let kept = await withTaskGroup(of: Bool.self) { group in
                for number in 1...50 {
                    group.addTask {
                        let revision = try? await store.keep(
                            judgement: Data([UInt8(number)]), of: text.key, in: safetyRound.id,
                            replacing: 0)
                        return revision != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }

            #expect(kept == 1)
        }
    }

    @Test("A text that isn't there can't be read and nothing can be said of it")
    func unknown() async throws {
        try await withTexts(3) { store, _ in
            let key = Data(repeating: 1, count: 16)

            await #expect(throws: StorageError.unknownText(safetyRound.id)) {
                try await store.text(key, in: safetyRound.id)
            }
            await #expect(throws: StorageError.unknownText(safetyRound.id)) {
                try await store.keep(
                    judgement: Data("no".utf8), of: key, in: safetyRound.id, replacing: 0)
            }
        }
    }

    @Test("What was said before is overwritten in the file, once the log is emptied")
    func overwritten() async throws {
        try await withTexts(3) { store, files in
            let text = try await all(in: store)[0]
            for (revision, words) in ["canary-before", "canary-after"].enumerated() {
                _ = try await store.keep(
                    judgement: Data(words.utf8), of: text.key, in: safetyRound.id,
                    replacing: revision)
            }

            try await store.close(safetyRound.id) { _ in nil }

            #expect(try !files.contain("canary-before"))
            #expect(try files.contain("canary-after"))
        }
    }

    @Test("Disposing of the texts leaves nothing of what was said, and the proof counts it")
    func disposal() async throws {
        for scope in [DisposalScope.texts, .all] {
            try await withTexts(3) { store, files in
                let texts = try await all(in: store)
                for (number, text) in texts.dropLast().enumerated() {
                    _ = try await store.keep(
                        judgement: Data("canary-\(number)".utf8), of: text.key, in: safetyRound.id,
                        replacing: 0)
                }
                try await store.close(safetyRound.id) { _ in nil }
                #expect(try files.contain("canary-1"))

                let proof = try await store.dispose(
                    scope, of: safetyRound.id, on: CalendarDay(of: Date()), by: "0.3.0")

                #expect(proof.deletion.rows["text_judgement"] == 2)
                #expect(proof.deletion.rows["detached_text"] == 3)
                #expect(try !files.contain("canary-"))
                #expect(try await all(in: store) == [])
                #expect(try await store.judgements(in: safetyRound.id) == [])
                #expect(try await store.textCounts(in: safetyRound.id) == [])
                await #expect(throws: StorageError.unknownText(safetyRound.id)) {
                    try await store.keep(
                        judgement: Data("late".utf8), of: texts[0].key, in: safetyRound.id,
                        replacing: 1)
                }
            }
        }
    }

    @Test("Disposing of the answers leaves the texts and what was said of them")
    func answersOnly() async throws {
        try await withTexts(3) { store, _ in
            let text = try await all(in: store)[0]
            _ = try await store.keep(
                judgement: Data("said".utf8), of: text.key, in: safetyRound.id, replacing: 0)
            try await store.close(safetyRound.id) { _ in nil }

            let proof = try await store.dispose(
                .answers, of: safetyRound.id, on: CalendarDay(of: Date()), by: "0.3.0")

            #expect(proof.deletion.rows["text_judgement"] == nil)
            #expect(try await store.judgements(in: safetyRound.id).count == 1)
        }
    }
}
