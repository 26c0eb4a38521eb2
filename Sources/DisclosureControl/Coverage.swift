public import SurveyDefinition

/// Who answered, against who lives here, rounded and protected.
public struct Coverage: Sendable, Equatable, Codable {
    /// One row per group of a background variable.
    public struct Table: Sendable, Equatable, Codable {
        public let variable: BackgroundVariable
        public let rows: [Row]
    }

    /// One group of a variable. Shares in `0...1`.
    public struct Row: Sendable, Equatable, Codable {
        /// The group's code, or `not-stated`.
        public let group: Code
        /// Of all responses, to whole percents; `nil` when fewer than the smallest cell are of the
        /// group, none included.
        public let responses: Double?
        /// Of the population, in whole percent; `nil` when unknown.
        public let population: Double?
        /// How often the group answers against everybody, `responses / population` with one
        /// decimal; `nil` without both or when either is below 1 %.
        public let ratio: Double?
    }

    /// Which share of the responses was given in a language version.
    public struct Language: Sendable, Equatable, Codable {
        /// A language tag; `nil` for all versions together that few used.
        public let tag: String?
        public let responses: Double
    }

    /// Which share of the responses came in by a mode of collection.
    public struct Mode: Sendable, Equatable, Codable {
        /// `nil` for all modes together that few used.
        public let mode: CollectionMode?
        public let responses: Double
    }

    /// Empty where no population table is known: then a row would compare with nothing.
    public let tables: [Table]
    /// By the share, largest first; empty when the survey doesn't count languages or too few
    /// answered.
    public let languages: [Language]
    /// By the share, largest first; `nil` in releases from before modes were counted, and empty when the survey
    /// doesn't count them or too few answered.
    public let modes: [Mode]?
    /// How many were invited, less those who could not be reached; `nil` in an open round.
    public let invited: Int?
    /// Responses of those invited, in whole percent.
    public let responseRate: Double?

    /// The same without the table of a variable.
    public func without(_ variable: BackgroundVariable) -> Coverage {
        Coverage(
            tables: tables.filter { $0.variable != variable }, languages: languages, modes: modes,
            invited: invited, responseRate: responseRate)
    }
}
