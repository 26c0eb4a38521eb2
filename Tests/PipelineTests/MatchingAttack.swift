import Foundation
import GRDB
import SurveyDefinition

@testable import Anonymization

/// Somebody who has copies of the disk and a list of who answered when, and who guesses which rows
/// are whose.
///
/// Between two copies he sees which waiting responses left the pool and which rows are new. A pool
/// row that was first seen after the fifth submission is the fifth respondent's; so he knows whose
/// responses left together. He knows everybody's gender, age and district too. Of the rows of a class
/// he then takes the first for the respondent who came first, and so on, by every order in which rows
/// can be read.
struct MatchingAttack {
    /// The disk after a submission or a mixing.
    struct Copy {
        /// How many had answered, by the list.
        let answered: Int
        let waiting: Set<Data>
        /// As the table gives them.
        let fragments: [Fragment]
        /// Digests of the codes that are used, and what they are made with; none where there are no codes.
        let usedCodes: Set<Data>
        let codeKey: Data?
        let bytes: Data
    }

    /// A block of somebody's answers, as it is stored.
    struct Fragment: Hashable {
        let key: Data
        let block: String
        let respondentClass: RespondentClass
        let answers: String
    }

    /// Somebody on the list, in the order of the list.
    struct Respondent {
        let respondentClass: RespondentClass
        /// By block, what she answered: to tell who guessed right, and no part of the attack.
        let answers: [String: String]
    }

    /// In which order the attacker takes rows.
    enum Reading: String, CaseIterable {
        case table, file
    }

    let respondents: [Respondent]
    /// Oldest first; or one, of which nothing can be subtracted.
    let copies: [Copy]
    let survey: Survey

    /// Whose answers are whose: of each block and class, respondents against rows.
    func guessedRows(by reading: Reading) -> [GuessedGroup] {
        everyClass { people, fragments, bytes in
            fragments.map { block, rows in
                let ordered = ordered(rows, by: reading, in: bytes)
                return GuessedGroup(people, ordered) { $0.answers[block] == $1.answers }
            }
        }
    }

    /// Which rows of two blocks are of one response: of each class, one block's rows against the
    /// other's.
    func guessedPairs(by reading: Reading) -> [GuessedGroup] {
        everyClass { people, fragments, bytes in
            let blocks = fragments.sorted { $0.key < $1.key }
                .map { ($0.key, ordered($0.value, by: reading, in: bytes)) }
            guard blocks.count >= 2 else { return [] }
            let (first, second) = (blocks[0], blocks[1])
            return [
                GuessedGroup(first.1, second.1) { left, right in
                    people.contains {
                        $0.answers[first.0] == left.answers && $0.answers[second.0] == right.answers
                    }
                }
            ]
        }
    }

    /// Goes through what left the pool together, class by class.
    private func everyClass(
        _ guess: ([Respondent], [String: [Fragment]], Data) -> [GuessedGroup]
    ) -> [GuessedGroup] {
        departures.flatMap { departure in
            Dictionary(grouping: departure.fragments, by: \.respondentClass)
                .sorted { $0.key < $1.key }
                .flatMap { respondentClass, rows in
                    let people = departure.people.filter {
                        finestClass(of: $0, among: departure.fragments) == respondentClass
                    }
                    return guess(people, Dictionary(grouping: rows, by: \.block), departure.bytes)
                }
        }
    }

    /// Who left the pool between two copies, in the order of the list, and the rows that came.
    private var departures: [(people: [Respondent], fragments: [Fragment], bytes: Data)] {
        guard copies.count > 1 else {
            return copies.map { (respondents, $0.fragments, $0.bytes) }
        }
        var arrivals: [Data: Int] = [:]
        for copy in copies {
            for key in copy.waiting where arrivals[key] == nil { arrivals[key] = copy.answered - 1 }
        }
        return zip(copies, copies.dropFirst()).compactMap { before, after in
            let left = before.waiting.subtracting(after.waiting)
            let known = Set(before.fragments.map(\.key))
            let new = after.fragments.filter { !known.contains($0.key) }
            guard !new.isEmpty else { return nil }
            let people = left.compactMap { arrivals[$0] }.sorted().map { respondents[$0] }
            return (people, new, after.bytes)
        }
    }

    private func ordered(_ rows: [Fragment], by reading: Reading, in bytes: Data) -> [Fragment] {
        guard reading == .file else { return rows }
        let places = rows.map { bytes.range(of: $0.key)?.lowerBound ?? 0 }
        return zip(rows, places).sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// The class that a respondent's answers went to: of those that hold her, the one that says most.
    private func finestClass(of person: Respondent, among fragments: [Fragment]) -> RespondentClass?
    {
        Set(fragments.map(\.respondentClass))
            .filter { holds(person.respondentClass, in: $0) }
            .max { (parts(of: $0), $0) < (parts(of: $1), $1) }
    }

    private func parts(of respondentClass: RespondentClass) -> Int {
        BackgroundVariable.allCases.count { respondentClass[$0] != nil }
    }

    private func holds(_ narrow: RespondentClass, in wide: RespondentClass) -> Bool {
        let bands = survey.question(for: .age)?.coarseBands ?? []
        return BackgroundVariable.allCases.allSatisfy { variable in
            guard let whole = wide[variable], let part = narrow[variable] else {
                return wide[variable] == nil
            }
            return whole == part || bands.contains { $0.id == whole && $0.bands.contains(part) }
        }
    }
}

extension MatchingAttack.Copy {
    /// Reads a copy of the database's files in a folder of its own.
    init(of database: URL, into folder: URL, answered: Int) throws {
        let own = folder.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: own) }
        let files = try files(of: database)
        for (suffix, content) in files {
            try content.write(to: own.appending(path: "copy.sqlite" + suffix))
        }
        let queue = try DatabaseQueue(path: own.appending(path: "copy.sqlite").path)
        let (used, codeKey, waiting, fragments) = try queue.read { database in
            (
                try Data.fetchSet(
                    database, sql: "SELECT digest FROM invitation WHERE is_used = 1"),
                try Data.fetchOne(
                    database, sql: "SELECT code_key FROM round WHERE code_key IS NOT NULL"),
                try Data.fetchSet(database, sql: "SELECT key FROM pool"),
                try Row.fetchAll(database, sql: "SELECT key, block, class, answers FROM fragment")
                    .map { row in
                        MatchingAttack.Fragment(
                            key: row[0], block: row[1],
                            respondentClass: RespondentClass(key: row[2]),
                            answers: row[3])
                    }
            )
        }
        self.init(
            answered: answered, waiting: waiting, fragments: fragments, usedCodes: used,
            codeKey: codeKey, bytes: files.map(\.content).reduce(Data(), +))
    }
}

/// A database's file and its write-ahead log, as they are on the disk.
func files(of database: URL) throws -> [(suffix: String, content: Data)] {
    try ["", "-wal"].compactMap { suffix in
        let source = URL(filePath: database.path + suffix)
        guard FileManager.default.fileExists(atPath: source.path) else { return nil }
        return (suffix, try Data(contentsOf: source))
    }
}

func bytes(of database: URL) throws -> Data {
    try files(of: database).map(\.content).reduce(Data(), +)
}

/// Things on the left, each guessed to belong to the one beside it on the right.
struct GuessedGroup {
    /// Whether the left one really belongs to the right one.
    private let fits: [[Bool]]

    /// How many there were to choose among, also where fewer were guessed.
    let choices: Int

    init<Left, Right>(_ left: [Left], _ right: [Right], fits: (Left, Right) -> Bool) {
        let count = min(left.count, right.count)
        choices = right.count
        self.fits = left.prefix(count).map { one in
            right.prefix(count).map { other in fits(one, other) }
        }
    }

    var size: Int { fits.count }

    /// How many guesses are right.
    var hits: Int { fits.indices.count { fits[$0][$0] } }

    func hitsByChance(using generator: inout some RandomNumberGenerator) -> Int {
        zip(fits, fits.indices.shuffled(using: &generator)).count { row, place in row[place] }
    }
}

/// How well somebody guessed, beside how well one guesses who knows nothing.
struct HitRate: CustomStringConvertible {
    let guesses: Int
    let hits: Int
    /// Hits of somebody who knows nothing: the mean of many tries, and their standard deviation.
    let chance: Double
    let deviation: Double

    init(_ groups: [GuessedGroup], using generator: inout some RandomNumberGenerator) {
        guesses = groups.reduce(0) { $0 + $1.size }
        hits = groups.reduce(0) { $0 + $1.hits }
        let tries = (0..<400).map { _ in
            Double(groups.reduce(0) { $0 + $1.hitsByChance(using: &generator) })
        }
        let mean = tries.reduce(0, +) / Double(tries.count)
        chance = mean
        deviation =
            (tries.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(tries.count)).squareRoot()
    }

    var share: Double { Double(hits) / Double(max(1, guesses)) }

    /// Whether it is no better than chance: within four standard deviations.
    var isChance: Bool { Double(hits) <= chance + 4 * deviation }

    var description: String {
        func percent(_ hits: Double) -> String {
            "\((hits / Double(max(1, guesses)) * 1_000).rounded() / 10) %"
        }
        return "\(hits) of \(guesses) right, \(percent(Double(hits))); by chance \(percent(chance))"
    }
}
