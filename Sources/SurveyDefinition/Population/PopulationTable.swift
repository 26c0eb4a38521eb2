/// How many residents have each value of the background variables: what answers are weighted to.
///
/// Read from `Surveys/population/<id>.yaml`. Every margin counts the same population, and official
/// margins seldom add up to the same total, since each is perturbed by itself; whoever weights by
/// them scales them to the first.
public struct PopulationTable: Sendable, Hashable {
    public let id: PopulationID
    /// Who counted, as a text for people.
    public let source: String
    /// The day that the figures are of, `YYYY-MM-DD`.
    public let date: String
    /// The version of `districts.yaml` whose districts the figures count.
    public let regionVersion: String
    /// Whether the figures are made up: no result that is weighted by them may be called official.
    public let isExample: Bool
    /// Persons, by the codes of the background questions. No margin is empty, and none is of sites.
    public let margins: [BackgroundVariable: [Code: Int]]

    public init(
        id: PopulationID, source: String, date: String, regionVersion: String, isExample: Bool,
        margins: [BackgroundVariable: [Code: Int]]
    ) {
        self.id = id
        self.source = source
        self.date = date
        self.regionVersion = regionVersion
        self.isExample = isExample
        self.margins = margins
    }

    /// The variables that it has a margin of, in their fixed order.
    public var variables: [BackgroundVariable] {
        BackgroundVariable.allCases.filter { margins[$0] != nil }
    }

    /// The persons of a margin; zero when there is none.
    public func total(of variable: BackgroundVariable) -> Int {
        margins[variable, default: [:]].values.reduce(0, +)
    }

    /// The variables that residents are counted by. Nobody lives at a site.
    public static let countable: [BackgroundVariable] = [.gender, .age, .district]

    /// The largest difference between the totals of two margins, as a share of the first.
    ///
    /// Perturbed official tables differ by persons; margins that differ by more than this count
    /// different people.
    public static let largestDifference = 0.02
}
