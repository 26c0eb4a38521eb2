/// How a language writes numbers, with Latin digits.
///
/// Source: CLDR 44, and `9,1 %` with U+00A0 in Swedish and Finnish.
public struct NumberFormat: Sendable, Hashable {
    public let decimalMark: String
    public let groupMark: String
    public let minus: String
    /// The pattern of a percentage, with `{number}` in it.
    public let percentPattern: String

    public init(decimalMark: String, groupMark: String, minus: String, percentPattern: String) {
        self.decimalMark = decimalMark
        self.groupMark = groupMark
        self.minus = minus
        self.percentPattern = percentPattern
    }

    /// A number with exactly `decimals` decimals, rounded half away from zero.
    public func string(_ value: Double, decimals: Int = 0) -> String {
        let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
        // Halves that binary fractions miss by a hair, such as 0.285 × 100, count as halves.
        let scaled = (abs(value) * scale + 1e-9).rounded(.toNearestOrAwayFromZero)
        let digits = String(Int(scaled))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let whole = String(padded.dropLast(decimals))
        let fraction = String(padded.suffix(decimals))
        let sign = value < 0 && scaled > 0 ? minus : ""
        return sign + grouped(whole) + (decimals > 0 ? decimalMark + fraction : "")
    }

    /// A share in `0...1` as a percentage.
    public func percent(_ share: Double, decimals: Int = 0) -> String {
        percentPattern.replacing("{number}", with: string(share * 100, decimals: decimals))
    }

    /// Groups of three from the right; numbers of four digits too, as CLDR does for most languages.
    private func grouped(_ digits: String) -> String {
        guard digits.count > 3 else { return digits }
        let head = digits.count % 3
        var groups = head > 0 ? [String(digits.prefix(head))] : []
        var rest = digits.dropFirst(head)
        while !rest.isEmpty {
            groups.append(String(rest.prefix(3)))
            rest = rest.dropFirst(3)
        }
        return groups.joined(separator: groupMark)
    }
}
