/// The direction in which a language is written: given with the language, never guessed from a text.
public enum Direction: String, Sendable {
    case leftToRight = "ltr"
    case rightToLeft = "rtl"
}

/// A language that the service speaks: one folder under `Locales/`.
public struct Language: Sendable {
    public let tag: LanguageTag
    /// The language's name in the language itself.
    public let name: String
    public let direction: Direction
    /// The languages to fall back to, in order, where a text is missing.
    public let fallbacks: [LanguageTag]
    /// Whether a native reader has checked the texts.
    public let isReviewed: Bool
    public let plurals: PluralRule
    public let numbers: NumberFormat
    /// The place in lists of languages, lowest first.
    public let order: Int

    public init(
        tag: LanguageTag, name: String, direction: Direction, fallbacks: [LanguageTag] = [],
        isReviewed: Bool = false, plurals: PluralRule = .oneOther, numbers: NumberFormat,
        order: Int = 0
    ) {
        self.tag = tag
        self.name = name
        self.direction = direction
        self.fallbacks = fallbacks
        self.isReviewed = isReviewed
        self.plurals = plurals
        self.numbers = numbers
        self.order = order
    }
}
