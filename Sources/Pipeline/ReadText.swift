public import Anonymization
import Foundation
public import SurveyDefinition

/// Which texts of a question a moderator wants to read.
public struct TextSelection: Sendable {
    /// By what has been said of them.
    public enum Which: String, Sendable, CaseIterable {
        case all
        /// Those of which nobody has said anything.
        case unread
        case uncoded
        /// Those of which nobody has decided whether they may be published.
        case undecided
        case approved
        case rejected
    }

    public let question: QuestionID
    public let which: Which
    /// The text that they come after, in the order of random keys; `nil` for the first.
    public let after: TextID?
    /// How many at most.
    public let limit: Int

    public init(
        of question: QuestionID, which: Which = .all, after: TextID? = nil, limit: Int = 25
    ) {
        self.question = question
        self.which = which
        self.after = after
        self.limit = limit
    }
}

extension TextSelection.Which {
    func includes(_ judgement: TextJudgement?) -> Bool {
        switch (self, judgement?.publication) {
        case (.all, _): true
        case (.unread, _): judgement == nil
        case (.uncoded, _): judgement?.themes == nil
        case (.undecided, let publication): publication ?? .undecided == .undecided
        case (.approved, .approved), (.rejected, .rejected): true
        case (.approved, _), (.rejected, _): false
        }
    }
}

/// A text's random key, as pages write it.
public struct TextID: Sendable, Hashable, CustomStringConvertible {
    let key: Data

    init(_ key: Data) { self.key = key }

    /// - Parameter text: 32 hexadecimal digits, as `description` gives them; anything else gives `nil`.
    public init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 32 else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
        self.init(Data(bytes))
        guard description == text else { return nil }
    }

    public var description: String {
        key.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}

/// A text as a moderator has read it: what is said next is said of exactly this.
public struct TextReference: Sendable, Hashable {
    public let id: TextID
    /// How often something had been said of it: 0 when nothing had.
    public let revision: Int

    public init(_ id: TextID, revision: Int) {
        self.id = id
        self.revision = revision
    }
}

/// A text that is open before a moderator.
public struct ReadText: Sendable {
    public let reference: TextReference
    public let question: QuestionID
    /// Normalised, and without what looks like personal data.
    public let text: String
    /// Whether it has words that a name often follows.
    public let isFlagged: Bool
    /// What has been said of it; `nil` when nobody has.
    public let judgement: TextJudgement?
}

extension ReadText: CustomStringConvertible, CustomReflectable {
    /// Silent: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// How far the reading of a question's texts has come.
public struct TextProgress: Sendable, Equatable {
    public let question: QuestionID
    public let texts: Int
    /// Those of which somebody has said something.
    public let read: Int
    public let coded: Int
    public let approved: Int
    public let rejected: Int
    /// What they can be coded to.
    public let themes: [ThemeID]
    /// Whether the shares of its themes are published, so that no text is coded any more.
    public let isPublished: Bool
}

/// What a moderator does with texts, for the audit log: never which text, and never what it is about.
public enum TextAct: Sendable, Hashable {
    case read(QuestionID, count: Int)
    case coded(QuestionID)
    case approved(QuestionID)
    case rejected(QuestionID)
}

/// Why something can't be done with texts; each says what to do.
public enum ModerationError: Error, Equatable, CustomStringConvertible {
    /// The round's survey asks no free-text question of that id.
    case unknownQuestion(QuestionID)
    /// The question's themes have none of that id.
    case unknownTheme(ThemeID, of: QuestionID)
    /// The shares of the question's themes are published, and stand.
    case themesPublished(QuestionID)
    case unknownText
    /// Somebody else has said something of the text since it was read.
    case judgedMeanwhile
    case textsDisposed(RoundID, on: String)
    case emptyWording
    /// - Parameter longest: characters.
    case wordingTooLong(longest: Int)
    /// Something in the wording looks like personal data.
    case wordingTellsPersonalData
    /// Texts are coded to a theme that `themes.yaml` no longer has.
    case themeGone(ThemeID, of: QuestionID)

    public var description: String {
        switch self {
        case .unknownQuestion(let question):
            "The survey has no free-text question '\(question)'."
        case .unknownTheme(let theme, let question):
            "'\(question)' has no theme '\(theme)'. Add it to the survey's themes.yaml, or choose another."
        case .themesPublished(let question):
            "The themes of '\(question)' are published and stand: no text of it is coded any more."
        case .unknownText: "There is no such text in the round."
        case .judgedMeanwhile:
            "Somebody else has said something of the text meanwhile. Read it again."
        case .textsDisposed(let round, let date):
            "The free texts of '\(round)' were disposed of on \(date)."
        case .emptyWording: "A text that is published has a wording. Reject it, or write one."
        case .wordingTooLong(let longest): "The wording has more than \(longest) characters."
        case .wordingTellsPersonalData:
            "Something in the wording looks like personal data. Take it away, or reject the text."
        case .themeGone(let theme, let question):
            "Texts of '\(question)' are coded to '\(theme)', which themes.yaml no longer has. Put it back, or code them otherwise."
        }
    }
}
