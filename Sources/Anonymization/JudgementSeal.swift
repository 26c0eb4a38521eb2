public import Foundation
public import SurveyDefinition

/// Seals what moderators say of texts (AES-256-GCM), bound to the text: its round, question and key.
///
/// So the database alone tells how many texts were read, and not which are about what. And whoever can
/// write to it, without the secret, can't have a text published that nobody approved: a seal doesn't
/// fit another text, and what is published is the wording inside.
public struct JudgementSeal: Sendable {
    private let seal: PaddedSeal

    public init(_ master: MasterKey) {
        seal = PaddedSeal(master, for: "judgements")
    }

    /// The judgement sealed; opening needs the same key, question and round.
    ///
    /// - Parameter key: the text's.
    public func seal(
        _ judgement: TextJudgement, of key: Data, to question: QuestionID, in round: RoundID
    ) -> Data {
        // Encoding fails only for numbers that are none, and there are no numbers in it.
        guard let content = try? JSONEncoder().encode(judgement) else {
            preconditionFailure("A judgement can't be written.")
        }
        return seal.seal(
            String(decoding: content, as: UTF8.self), for: Self.context(key, question, round))
    }

    /// - Throws: `BrokenSeal` when it was altered, or sealed for another text or under another key.
    public func open(
        _ sealed: Data, of key: Data, to question: QuestionID, in round: RoundID
    ) throws(BrokenSeal) -> TextJudgement {
        let content = try seal.open(sealed, for: Self.context(key, question, round))
        guard
            let judgement = try? JSONDecoder().decode(
                TextJudgement.self, from: Data(content.utf8))
        else { throw BrokenSeal() }
        return judgement
    }

    /// No id holds the control character between them.
    private static func context(_ key: Data, _ question: QuestionID, _ round: RoundID) -> String {
        "\(round)\u{0}\(question)\u{0}\(key.base64EncodedString())"
    }
}
