public import Anonymization
public import SurveyDefinition

/// The texts of one question as exact counts, with what of them may be published.
public struct TextTally: Sendable, Equatable {
    /// How many texts are coded to a theme.
    public struct ThemeCount: Sendable, Equatable {
        public let theme: ThemeID
        public let texts: Int
    }

    public let question: QuestionID
    /// All texts of the round.
    public let texts: Int
    /// Those of which a moderator has said something.
    public let read: Int
    /// Those that are coded, to none of the themes or to some: the base of every theme's share.
    public let coded: Int
    /// In the order in which they are listed; a text counts once for each of its themes.
    public let themes: [ThemeCount]
    /// Themes that texts are coded to and that are no longer listed.
    public let unlisted: [ThemeID]
    /// What may be published, as approved; in no particular order.
    public let approved: [String]
}

extension TextTally: CustomStringConvertible, CustomReflectable {
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Counts the texts of a question by what moderators have said of them.
///
/// - Parameters:
///   - texts: how many there are in all, judged or not.
///   - themes: what they can be coded to, in order.
public func tally(
    _ judgements: [TextJudgement], of texts: Int, to question: QuestionID, themes: [ThemeID]
) -> TextTally {
    var counts: [ThemeID: Int] = [:]
    for theme in judgements.flatMap({ Set($0.themes ?? []) }) { counts[theme, default: 0] += 1 }
    return TextTally(
        question: question, texts: texts, read: judgements.count,
        coded: judgements.filter { $0.themes != nil }.count,
        themes: themes.map { TextTally.ThemeCount(theme: $0, texts: counts[$0, default: 0]) },
        unlisted: counts.keys.filter { !themes.contains($0) }.sorted(),
        approved: judgements.compactMap { judgement in
            if case .approved(let wording) = judgement.publication { wording } else { nil }
        })
}
