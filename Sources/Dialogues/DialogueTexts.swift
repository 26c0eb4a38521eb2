public import Localization

/// The key of one text of a dialogue.
public enum DialogueTextKey: Sendable, Hashable, CustomStringConvertible {
    case title, question, background
    /// What a meeting is about, for whom it is accessible, in which languages.
    case meeting(Int)
    /// What residents said; what was decided.
    case said, decided
    case promise(Int)
    /// What was seen on a walk, and what is decided about it.
    case observation(Int)
    case measure(Int)

    /// As it is stored and exchanged, such as `promise.2`. Never changed.
    public var description: String {
        switch self {
        case .title: "title"
        case .question: "question"
        case .background: "background"
        case .meeting(let number): "meeting.\(number)"
        case .said: "said"
        case .decided: "decided"
        case .promise(let number): "promise.\(number)"
        case .observation(let number): "observation.\(number)"
        case .measure(let number): "measure.\(number)"
        }
    }
}

/// Everything that a dialogue says, in Swedish and translated. A translation carries the digest of the Swedish that
/// it was made from, so that it can't go stale unseen.
public struct DialogueTexts: Sendable, Hashable, Codable {
    /// A text in another language.
    public struct Translation: Sendable, Hashable, Codable {
        public let text: String
        /// Of the Swedish that it was made from.
        public let source: String

        public init(_ text: String, of source: String) {
            self.text = text
            self.source = Message(source).digest
        }

        /// Of the text and the Swedish that it was made from.
        fileprivate var digest: String { Message("\(source) \(text)").digest }
    }

    /// How a text stands in a language.
    public enum State: Sendable, Hashable {
        case current
        /// The Swedish has changed since.
        case stale
        case missing
    }

    /// By key; an empty text isn't there.
    private var swedish: [String: String]
    private var translated: [LanguageTag: [String: Translation]]
    /// By language and key: the digest of what a native reader has read.
    private var reviewed: [LanguageTag: [String: String]]?

    public init() {
        swedish = [:]
        translated = [:]
    }

    /// The text itself; `nil` when this language lacks it.
    public func text(_ key: DialogueTextKey, in language: LanguageTag) -> String? {
        language == Locales.source
            ? swedish["\(key)"] : translated[language]?["\(key)"]?.text
    }

    /// The text in the language, or in the first of its fallbacks that has it, or in Swedish.
    public func text(
        _ key: DialogueTextKey, for language: Language
    ) -> (text: String, language: LanguageTag)? {
        ([language.tag] + language.fallbacks + [Locales.source]).lazy
            .compactMap { tag in text(key, in: tag).map { ($0, tag) } }.first
    }

    /// How the text stands in a language.
    public func state(of key: DialogueTextKey, in language: LanguageTag) -> State {
        guard language != Locales.source else {
            return swedish["\(key)"] == nil ? .missing : .current
        }
        guard let translation = translated[language]?["\(key)"] else { return .missing }
        guard let source = swedish["\(key)"], translation.source == Message(source).digest else {
            return .stale
        }
        return .current
    }

    /// Whether a native reader has read the text as it stands, of the Swedish as it stands.
    public func isReviewed(_ key: DialogueTextKey, in language: LanguageTag) -> Bool {
        guard let translation = translated[language]?["\(key)"],
            state(of: key, in: language) == .current
        else { return false }
        return reviewed?[language]?["\(key)"] == translation.digest
    }

    /// Notes that a native reader has read every text of the language as it stands. Any text that changes afterwards
    /// counts as unread.
    public mutating func review(_ language: LanguageTag) {
        let read = (translated[language] ?? [:]).mapValues(\.digest)
        reviewed = (reviewed ?? [:]).merging([language: read]) { $1 }
    }

    /// Puts a text in place of what was there, or takes it away when it is empty. A translation is of the Swedish as
    /// it stands.
    public mutating func set(_ text: String, _ key: DialogueTextKey, in language: LanguageTag) {
        let name = "\(key)"
        if language == Locales.source {
            swedish[name] = text.isEmpty ? nil : text
        } else {
            let translation = text.isEmpty ? nil : Translation(text, of: swedish[name] ?? "")
            translated[language, default: [:]][name] = translation
        }
    }

    /// Takes a text away in every language.
    public mutating func remove(_ key: DialogueTextKey) {
        swedish["\(key)"] = nil
        for language in translated.keys { translated[language]?["\(key)"] = nil }
    }

    /// One language's texts, as catalogues and exchange files have them.
    public func messages(in language: LanguageTag) -> [String: Message] {
        language == Locales.source
            ? swedish.mapValues { Message($0) }
            : (translated[language] ?? [:]).mapValues { Message($0.text) }
    }

    /// The digest of the Swedish that each of a language's texts was made from.
    public func sources(in language: LanguageTag) -> [String: String] {
        (translated[language] ?? [:]).mapValues(\.source)
    }
}
