/// An id in kebab-case that a person chose in a definition file: never changed, never reused.
///
/// The parameter keeps ids of different things apart: a question's id is no option's code.
public struct Identifier<Kind>: Hashable, Comparable, Sendable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    public let value: String

    public init(_ value: String) { self.value = value }
    public init(stringLiteral value: String) { self.value = value }

    public var description: String { value }

    public static func < (left: Identifier, right: Identifier) -> Bool { left.value < right.value }

    /// Whether the text is an id as definition files must write it: letters, digits and single
    /// hyphens.
    public static func isWellFormed(_ value: String) -> Bool {
        value.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            .allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy {
                        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
                            || (0x61...0x7A).contains($0)
                    }
            }
    }
}

extension Identifier: Codable {
    public init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

extension Identifier: CodingKeyRepresentable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    public var codingKey: any CodingKey { Key(stringValue: value) }
    public init?(codingKey: some CodingKey) { value = codingKey.stringValue }
}

/// The id of a survey, which is its folder's name.
public typealias SurveyID = Identifier<Survey>
/// The id of a section in its survey.
public typealias SectionID = Identifier<Section>
/// The id of a question in its survey.
public typealias QuestionID = Identifier<Question>
/// The id of a block in its survey.
public typealias BlockID = Identifier<Block>
/// One of A–O.
public typealias GoalID = Identifier<Goal>
/// The id of an indicator in `goals.yaml`.
public typealias IndicatorID = Identifier<Indicator>
/// The id of a district in `districts.yaml`.
public typealias DistrictID = Identifier<District>
/// The id of a population table, which is its file's name in `population/`.
public typealias PopulationID = Identifier<PopulationTable>

/// Names the kind of a theme's id: what free texts can be about.
public enum Theme {}

/// The id of a theme in its survey's `themes.yaml`.
public typealias ThemeID = Identifier<Theme>

/// What an option is called in stored answers and exports, in any language.
public typealias Code = Identifier<Option>

extension Identifier where Kind == Option {
    /// *Vet inte*: counted beside the figures, never in their denominator.
    public static let dontKnow = Code("dont-know")
    /// *Vill inte svara*: neither in a numerator nor in a denominator.
    public static let preferNotToSay = Code("prefer-not-to-say")
}

/// Names the kind of a round's id; the round itself is in `Dialogues`, above the stages that only
/// need its id.
public enum CollectionPeriod {}

/// The id of a round, which is part of its address.
public typealias RoundID = Identifier<CollectionPeriod>
