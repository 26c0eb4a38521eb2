/// The municipality's goals, their indicators and the values that others have published.
public struct Goals: Sendable {
    public let targetAreas: [Int]
    public let goals: [Goal]
    public let indicators: [Indicator]
    /// Whether every line of `goals.yaml` could be read; if not, nothing says which texts are
    /// unused.
    let isComplete: Bool

    /// The goal with the id.
    public func goal(_ id: GoalID) -> Goal? { goals.first { $0.id == id } }
    /// The indicator with the id.
    public func indicator(_ id: IndicatorID) -> Indicator? { indicators.first { $0.id == id } }
    /// The goal's indicators, in the order of the file.
    public func indicators(of goal: GoalID) -> [Indicator] { indicators.filter { $0.goal == goal } }

    /// The same goals with what surveys of ours measure alone: no values that others have published.
    public var withoutPublishedValues: Goals {
        let measured = indicators.filter { $0.kind == .measured }.map {
            Indicator(
                id: $0.id, goal: $0.goal, kind: $0.kind, polarity: $0.polarity, unit: $0.unit,
                published: [])
        }
        return Goals(
            targetAreas: targetAreas, goals: goals, indicators: measured, isComplete: isComplete)
    }

    /// The file of their texts under `Locales/<language>/`.
    public static let textFile = "goals"
}

/// One of A–O.
public struct Goal: Sendable {
    public let id: GoalID
    public let targetArea: Int
}

/// A defined measure of a goal.
public struct Indicator: Sendable {
    /// Where the figures come from.
    public enum Kind: String, Sendable, CaseIterable {
        /// Some survey of ours measures it.
        case measured
        /// From a register or another survey: shown, never computed.
        case register
    }

    /// Which way is good.
    public enum Polarity: String, Sendable, Codable, CaseIterable {
        case higherIsBetter = "higher-is-better"
        case lowerIsBetter = "lower-is-better"
    }

    /// What a value counts.
    public enum Unit: String, Sendable, Codable, CaseIterable {
        case percent
        case percentagePoints = "percentage-points"
        /// Points on the question's own scale, an index of 0–100, or a balance of −100–100.
        case points
    }

    public let id: IndicatorID
    public let goal: GoalID
    public let kind: Kind
    public let polarity: Polarity
    public let unit: Unit
    /// In the order in which the yearly report prints them.
    public let published: [PublishedValue]
}

/// A value that somebody has published, as printed.
public struct PublishedValue: Sendable, Hashable {
    /// The id of the territory, such as `sodertalje`, `county` or `nation`.
    public let territory: String
    /// In the indicator's unit: 32 is 32 %.
    public let value: Double
    public let year: Int
    public let source: String
    /// A part of the population or one of several elections.
    public let subgroup: String?
    public let note: String?
}
