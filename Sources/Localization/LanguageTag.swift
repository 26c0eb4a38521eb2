/// A language tag as in RFC 5646, such as `sv`, `sv-simple` or `tru-Latn`.
public struct LanguageTag: Hashable, Comparable, Sendable, Codable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    public let value: String

    /// - Returns: `nil` unless the text has the shape of a tag: letters and digits in groups of 1 to 8.
    public init?(_ value: String) {
        let groups = value.split(separator: "-", omittingEmptySubsequences: false)
        let isWellFormed = groups.allSatisfy { group in
            (1...8).contains(group.utf8.count)
                && group.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"),
                        UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"):
                        true
                    default: false
                    }
                }
        }
        guard isWellFormed, (groups.first?.utf8.count ?? 0) >= 2 else { return nil }
        self.value = value
    }

    /// For tags in the source text.
    public init(stringLiteral value: StaticString) {
        guard let tag = LanguageTag("\(value)") else {
            preconditionFailure("\(value) is no language tag.")
        }
        self = tag
    }

    public var description: String { value }

    public static func < (left: LanguageTag, right: LanguageTag) -> Bool {
        left.value < right.value
    }

    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer().decode(String.self)
        guard let tag = LanguageTag(value) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no language tag"))
        }
        self = tag
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
