/// A part of the municipality; the list is data that the municipality edits.
public struct District: Sendable, Hashable {
    public let id: DistrictID
    /// A proper name, the same in every language.
    public let name: String
}

/// The districts in the order in which they are listed.
public struct Districts: Sendable {
    public let regionVersion: String
    public let list: [District]

    /// The district with the id.
    public func district(_ id: DistrictID) -> District? { list.first { $0.id == id } }
}

/// The municipal floor: a survey may be stricter, never looser.
public struct Policy: Sendable, Hashable {
    /// k: the fewest responses that share a class once kept.
    public let smallestClass: Int
    /// The fewest valid answers behind a published figure.
    public let smallestBase: Int
    /// Counts below this are shown as a bound.
    public let smallestCell: Int
    /// A figure whose interval is this wide, as a share, is withheld.
    public let widestInterval: Double
    /// The fewest responses that are mixed at a time.
    public let batch: Int
    public let minutesBetweenMixings: Int
    /// The public counter of participation is rounded down to this.
    public let participationStep: Int
    /// Characters in a free text.
    public let longestText: Int
    public let mostBackground: Int
    /// Whether counts in distribution tables are perturbed by the cell-key method instead of
    /// suppressed.
    public let cellKeys: Bool
    /// How many it takes to publish a release: with two, one person asks and another one publishes.
    public let personsToPublish: Int

    /// What no municipality's policy goes below: no setting turns the protection off.
    public static let loosest = Policy(longestText: 4000, mostBackground: 6)

    public init(
        smallestClass: Int = 5, smallestBase: Int = 30, smallestCell: Int = 5,
        widestInterval: Double = 0.30,
        batch: Int = 20, minutesBetweenMixings: Int = 30, participationStep: Int = 25,
        longestText: Int = 1000, mostBackground: Int = 4, cellKeys: Bool = false,
        personsToPublish: Int = 1
    ) {
        self.smallestClass = smallestClass
        self.smallestBase = smallestBase
        self.smallestCell = smallestCell
        self.widestInterval = widestInterval
        self.batch = batch
        self.minutesBetweenMixings = minutesBetweenMixings
        self.participationStep = participationStep
        self.longestText = longestText
        self.mostBackground = mostBackground
        self.cellKeys = cellKeys
        self.personsToPublish = personsToPublish
    }
}

/// Everything under `Surveys/`, typed and checked.
public struct Definitions: Sendable {
    public let surveys: [Survey]
    public let goals: Goals
    public let districts: Districts
    public let policy: Policy
    public let populations: [PopulationTable]
    /// Of the surveys that have a `themes.yaml`.
    public let themes: [SurveyThemes]

    public init(
        surveys: [Survey], goals: Goals, districts: Districts, policy: Policy,
        populations: [PopulationTable] = [], themes: [SurveyThemes] = []
    ) {
        self.surveys = surveys
        self.goals = goals
        self.districts = districts
        self.policy = policy
        self.populations = populations
        self.themes = themes
    }

    /// The survey with the id, in its version of today.
    public func survey(_ id: SurveyID) -> Survey? { surveys.first { $0.id == id } }

    /// The population table with the id.
    public func population(_ id: PopulationID) -> PopulationTable? {
        populations.first { $0.id == id }
    }

    /// The population table to reckon a survey's classes by: the one that its answers are weighted to, or
    /// else the first.
    public func population(for survey: Survey) -> PopulationTable? {
        survey.weighting.flatMap { population($0.population) } ?? populations.first
    }
}
