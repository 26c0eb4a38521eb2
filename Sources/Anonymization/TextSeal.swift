public import Foundation
public import SurveyDefinition

/// Seals free texts at rest (AES-256-GCM), bound to their round and question.
///
/// What somebody writes may tell who they are, in a way that no rule finds. So a text that was mixed is
/// sealed again: the database alone, or a backup of it, shows how many texts there are, and their
/// length in steps of 512 bytes.
public struct TextSeal: Sendable {
    private let seal: PaddedSeal

    public init(_ master: MasterKey) {
        seal = PaddedSeal(master, for: "texts")
    }

    /// The text sealed; opening needs the same question and round.
    public func seal(_ text: String, of question: QuestionID, in round: RoundID) -> Data {
        seal.seal(text, for: Self.context(question, round))
    }

    /// The text as it was written.
    ///
    /// - Throws: `BrokenSeal` when it was altered, or sealed for another question or round or under
    ///   another key.
    public func open(
        _ sealed: Data, of question: QuestionID, in round: RoundID
    ) throws(BrokenSeal) -> String {
        try seal.open(sealed, for: Self.context(question, round))
    }

    /// No id holds the control character between them.
    private static func context(_ question: QuestionID, _ round: RoundID) -> String {
        "\(round)\u{0}\(question)"
    }
}
