import Foundation

/// One response to `medborgardialog` as a program sends it to the API.
struct Submission: Sendable {
    var key = UUID().uuidString
    /// The free text of the question `area-change`.
    var text: String?
    /// Answers by question, besides the text.
    var answers: [String: any Sendable] = [:]

    func request(to round: String) throws -> Wire.Request {
        var answers = answers
        answers["area-change"] = text
        let document: [String: any Sendable] = ["submissionKey": key, "answers": answers]
        return Wire.Request(
            method: "POST", path: "/api/v1/rounds/\(round)/responses",
            headers: [("Content-Type", "application/json")],
            body: try JSONSerialization.data(withJSONObject: document))
    }
}

extension Installation {
    /// The free texts that were kept, in the order of the texts.
    func keptTexts() throws -> [String] {
        try read { database in
            try String.fetchAll(database, sql: "SELECT text FROM detached_text ORDER BY text")
        }
    }

    /// How many responses the round has accepted.
    func accepted(in round: String) throws -> Int? {
        try read { database in
            try Int.fetchOne(
                database, sql: "SELECT accepted FROM round WHERE id = ?", arguments: [round])
        }
    }
}
