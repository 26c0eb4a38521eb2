public import SurveyDefinition

/// What a test says that may be said in public: *säkerställd skillnad*, or none.
///
/// Only rounds that were drawn at random or asked everybody have findings. A difference is found
/// when its p-value, adjusted by Holm's method for all groups of the same table that are shown, is
/// below 0.05 and the difference is at least two points.
public enum Finding: String, Sendable, Hashable, Codable {
    case higher, lower
    /// No difference was found, which doesn't say that there is none.
    case notFound = "not-found"
}

/// How a group's figure moved since an earlier round of the series.
public struct Change: Sendable, Hashable, Codable {
    public let since: RoundID
    /// This round's published value less the earlier one's, both rounded first, in the value's unit.
    public let difference: Double
    public let finding: Finding
}

/// A published value beside the whole round's figure, tested against it.
public struct PublishedFinding: Sendable, Hashable, Codable {
    public let territory: String
    public let year: Int
    /// The round's figure against the published one.
    public let finding: Finding
}
