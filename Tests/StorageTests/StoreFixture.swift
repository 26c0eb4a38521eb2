import Dialogues
import Foundation
import SurveyDefinition
import TestSupport

@testable import Anonymization
@testable import Storage

/// The round that most tests collect in.
let safetyRound = Round(
    id: "trygghet-2026", survey: "trygghet", surveyVersion: 1, period: "2026",
    sampling: .selfSelected)

/// Runs `body` with a store in a fresh folder, where `safetyRound` is open.
func withOpenRound(_ body: (Store, DatabaseFiles) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
        let files = DatabaseFiles(folder: folder)
        let store = try Store(path: files.path)
        try await store.create(safetyRound, surveySource: "id: trygghet", surveyDigest: "d1")
        try await store.move(safetyRound.id, to: .open)
        try await body(store, files)
    }
}

/// The files of one database, as somebody who got hold of the disk reads them.
struct DatabaseFiles {
    let folder: URL

    var path: String { folder.appending(path: "radslag.sqlite").path }

    /// The database and its write-ahead log, byte by byte.
    func bytes() throws -> Data {
        let log = URL(filePath: path + "-wal")
        let hasLog = FileManager.default.fileExists(atPath: log.path)
        return try Data(contentsOf: URL(filePath: path))
            + (hasLog ? try Data(contentsOf: log) : Data())
    }

    /// Whether the bytes hold the text anywhere.
    func contain(_ text: String) throws -> Bool {
        try bytes().range(of: Data(text.utf8)) != nil
    }
}

extension PooledResponse {
    /// A response that isn't sealed, so that a test sees where its bytes go.
    init(plain text: String, using generator: inout SeededGenerator) {
        self.init(key: .random(16, using: &generator), sealed: Data(text.utf8))
    }
}

extension Data {
    static func random(_ count: Int, using generator: inout SeededGenerator) -> Data {
        Data((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }
}

extension Store {
    /// Accepts responses with these texts, one after the other.
    func accept(plain texts: [String], seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        for text in texts {
            let response = PooledResponse(plain: text, using: &generator)
            let digest = Data.random(32, using: &generator)
            _ = try await accept(response, submission: digest, in: safetyRound.id)
        }
    }
}

/// The class that `batch` gives every response.
let everybody = RespondentClass(gender: "woman", age: "30-49", district: "hovsjo")

/// A batch of responses that were accepted by `accept(plain:)`.
///
/// Each gives one fragment, one detached answer and one detached text that say `f#`, `a#` and `t#`
/// before the response's text; the detached text isn't sealed, so that a test sees where it goes. They are listed in the order of the texts: if those were numbered by
/// arrival, a store that keeps the order of the list keeps the order of arrival.
func batch(of responses: [PooledResponse], seed: UInt64) -> MixedBatch {
    var generator = SeededGenerator(seed: seed)
    let texts = responses.map { String(decoding: $0.sealed, as: UTF8.self) }.sorted()
    var counts = ResponseTable()
    counts.add(texts.count, to: everybody)
    counts.add(texts.count, to: .init(question: "safe", respondentClass: everybody, answer: .blank))
    counts.add(texts.count, to: .init(question: "exposed", respondentClass: nil, answer: .notAsked))
    return MixedBatch(
        taken: responses.map(\.key),
        fragments: texts.map {
            .init(
                key: .random(16, using: &generator), block: "safety", respondentClass: everybody,
                answers: "f#\($0)")
        },
        answers: texts.map {
            .init(
                key: .random(16, using: &generator), question: "exposed",
                answer: .chosen([Code("a#\($0)")]))
        },
        texts: texts.map {
            .init(
                key: .random(16, using: &generator), question: "comment",
                sealed: Data("t#\($0)".utf8))
        },
        counts: counts)
}

/// The `i`th of some texts, all of one length: `0001`, `0002`, …
func numbered(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 4 - digits.count) + digits
}
