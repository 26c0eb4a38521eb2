/// Which tickets a round of level `blind` takes, and how they are got.
public struct TicketTerms: Sendable, Hashable {
    /// The issuer's, for this round alone.
    public let key: TicketKey
    /// Whether the issuer also gives tickets that it has seen, to residents whose browser can't blind: they
    /// are as anonymous as at level `code`.
    public let isPlainAllowed: Bool

    public init(key: TicketKey, isPlainAllowed: Bool) {
        self.key = key
        self.isPlainAllowed = isPlainAllowed
    }
}
