import Anonymization
import Foundation
import GRDB

/// A mixed batch as rows.
///
/// Rows are inserted in the order of their keys, never in the batch's: SQLite fills a page in the
/// order of insertion, so that the bytes of the file and of its log would tell in which order the
/// pool was read.
func insert(_ batch: MixedBatch, round: Int64, in database: Database) throws {
    try insertFragments(batch.fragments, round: round, in: database)
    try insertAnswers(batch.answers, round: round, in: database)
    try insertTexts(batch.texts, round: round, in: database)
    try addCounts(of: batch.counts, round: round, in: database)
    try addClasses(of: batch.counts, round: round, in: database)
}

private func insertFragments(
    _ fragments: [MixedBatch.Fragment], round: Int64, in database: Database
) throws {
    let statement = try database.cachedStatement(
        sql: "INSERT INTO fragment (round, key, block, class, answers) VALUES (?, ?, ?, ?, ?)")
    for fragment in fragments.sorted(by: { precedes($0.key, $1.key) }) {
        try statement.execute(arguments: [
            round, fragment.key, fragment.block.value, fragment.respondentClass.key,
            fragment.answers,
        ])
    }
}

private func insertAnswers(
    _ answers: [MixedBatch.DetachedAnswer], round: Int64, in database: Database
) throws {
    let statement = try database.cachedStatement(
        sql: "INSERT INTO detached_answer (round, key, question, answer) VALUES (?, ?, ?, ?)")
    for answer in answers.sorted(by: { precedes($0.key, $1.key) }) {
        try statement.execute(arguments: [
            round, answer.key, answer.question.value, answer.answer.key,
        ])
    }
}

private func insertTexts(
    _ texts: [MixedBatch.DetachedText], round: Int64, in database: Database
) throws {
    let statement = try database.cachedStatement(
        sql: "INSERT INTO detached_text (round, key, question, sealed) VALUES (?, ?, ?, ?)")
    for text in texts.sorted(by: { precedes($0.key, $1.key) }) {
        try statement.execute(arguments: [round, text.key, text.question.value, text.sealed])
    }
}

private func addCounts(of table: ResponseTable, round: Int64, in database: Database) throws {
    let statement = try database.cachedStatement(
        sql: """
            INSERT INTO tally (round, question, class, answer, count) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET count = count + excluded.count
            """)
    let rows = table.counts.map { cell, count in
        (
            place: [cell.question.value, cell.respondentClass?.key ?? "", cell.answer.key],
            count: count
        )
    }
    for row in rows.sorted(by: { $0.place.lexicographicallyPrecedes($1.place) }) {
        try statement.execute(arguments: [round] + StatementArguments(row.place) + [row.count])
    }
}

private func addClasses(of table: ResponseTable, round: Int64, in database: Database) throws {
    let statement = try database.cachedStatement(
        sql: """
            INSERT INTO class_count (round, class, count) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET count = count + excluded.count
            """)
    for (respondentClass, count) in table.classes.sorted(by: { $0.key < $1.key }) {
        try statement.execute(arguments: [round, respondentClass.key, count])
    }
}

private func precedes(_ left: Data, _ right: Data) -> Bool {
    left.lexicographicallyPrecedes(right)
}
