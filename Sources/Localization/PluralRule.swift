/// The form that a text takes with a number, in CLDR's names.
public enum PluralCategory: String, CaseIterable, Sendable {
    case zero, one, two, few, many, other
}

/// Which form a whole number takes in a language. Source: CLDR 44, plural rules for cardinals.
public enum PluralRule: String, Sendable {
    /// One form for 1 and one for the rest, as in Swedish, Finnish and English.
    case oneOther = "one-other"
    /// Six forms by the last two digits.
    case arabic

    /// The form for a whole number.
    public func category(of count: Int) -> PluralCategory {
        switch self {
        case .oneOther:
            return count == 1 ? .one : .other
        case .arabic:
            switch (count, count % 100) {
            case (0, _): return .zero
            case (1, _): return .one
            case (2, _): return .two
            case (_, 3...10): return .few
            case (_, 11...99): return .many
            default: return .other
            }
        }
    }

    /// The forms that a text with plurals must have in this language.
    public var categories: Set<PluralCategory> {
        switch self {
        case .oneOther: [.one, .other]
        case .arabic: Set(PluralCategory.allCases)
        }
    }
}
