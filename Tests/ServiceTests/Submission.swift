import Anonymization
import Foundation
import GRDB
import SurveyDefinition
import Testing

/// One response to `medborgardialog` as a program sends it to the API.
struct Submission: Sendable {
    var key = UUID().uuidString
    /// The free text of the question `area-change`.
    var text: String?
    /// Answers by question, besides the text.
    var answers: [String: any Sendable] = [:]
    /// What admits it, in a round that isn't open to everybody.
    var admission = Admitting.nothing

    func request(to round: String) throws -> Wire.Request {
        var answers = answers
        answers["area-change"] = text
        var document: [String: any Sendable] = ["submissionKey": key, "answers": answers]
        switch admission {
        case .nothing: break
        case .code(let code): document["code"] = code
        case .ticket(let ticket): document["ticket"] = ticket
        }
        return Wire.Request(
            method: "POST", path: "/api/v1/rounds/\(round)/responses",
            headers: [("Content-Type", "application/json")],
            body: try JSONSerialization.data(withJSONObject: document))
    }
}

extension Installation {
    /// The free texts that were kept, in the order of the texts.
    func keptTexts() throws -> [String] {
        let seal = TextSeal(try key())
        return try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT sealed, question, id FROM detached_text
                    JOIN round ON round.number = detached_text.round
                    """
            ).map { row in
                try seal.open(
                    row[0], of: QuestionID(row[1] as String), in: RoundID(row[2] as String))
            }
        }.sorted()
    }

    /// The secret of the installation.
    func key() throws -> MasterKey {
        let digits = Array(try String(contentsOf: secret, encoding: .utf8))
        let bytes = stride(from: 0, to: 64, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
        return try #require(MasterKey(bytes))
    }

    /// How many responses the round has accepted.
    func accepted(in round: String) throws -> Int? {
        try read { database in
            try Int.fetchOne(
                database, sql: "SELECT accepted FROM round WHERE id = ?", arguments: [round])
        }
    }
}
