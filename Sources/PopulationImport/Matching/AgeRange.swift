/// The ages of a level, in whole years.
struct AgeRange: Equatable {
    let lowest: Int
    /// `nil` when there is no highest age, as in *65 and over*.
    let highest: Int?

    /// From here on a single year may stand for everyone who is older: statistics seldom go on.
    static let oldest = 100

    init(_ lowest: Int, _ highest: Int?) {
        self.lowest = lowest
        self.highest = highest
    }

    /// Reads `16`, `16 år`, `16-29`, `16–29 år`, `65+`, `65-plus`, `65 år och äldre` and the like.
    ///
    /// - Returns: `nil` when the text doesn't begin with a number.
    init?(_ text: String) {
        let text = text.trimmingPrefix(while: \.isWhitespace).lowercased()
        guard let numbers = text.prefixMatch(of: /([0-9]{1,3})(?:\s*[-–—]\s*([0-9]{1,3}))?/),
            let lowest = Int(numbers.1)
        else { return nil }
        let rest = text[numbers.range.upperBound...]
        if let highest = numbers.2.flatMap({ Int($0) }) {
            guard lowest <= highest else { return nil }
            self.init(lowest, highest)
        } else {
            self.init(lowest, rest.isOpenAge ? nil : lowest)
        }
    }

    /// Whether every age of the other is one of these.
    func contains(_ other: AgeRange) -> Bool {
        guard lowest <= other.lowest else { return false }
        guard let highest else { return true }
        return other.highest.map { $0 <= highest } ?? (highest >= Self.oldest)
    }

    func overlaps(_ other: AgeRange) -> Bool {
        lowest <= other.highest ?? .max && other.lowest <= highest ?? .max
    }
}

extension Substring {
    /// Whether what follows a number means *and over*, in Swedish, English or Finnish.
    fileprivate var isOpenAge: Bool {
        let words = split { !$0.isLetter && !"+-–—".contains($0) }
        return words.contains { openWords.contains(String($0)) }
    }
}

/// What stands after the lowest age of a level without a highest: `65+`, `65-plus`, `65 -`, `65-w`.
private let openWords: Set<String> = [
    "+", "-", "–", "—", "plus", "-plus", "-w", "–w", "äldre", "over", "older", "yli", "vanhemmat",
]
