import Estimation

/// How a file of coded answers is estimated: what its columns mean, what weights are adjusted to,
/// and which figures are made of it. Read from YAML by `read(_:)`.
public struct EstimatePlan: Sendable, Equatable {
    /// The plan's own file name, as faults tell it.
    let file: String
    /// The column that tells rounds apart; `nil` when the file is one round.
    let round: String?
    /// Every background column, in the plan's order.
    let background: [BackgroundColumn]
    let sample: SampleDesign
    let weighting: WeightingChoice
    /// In the plan's order.
    let indicators: [PlannedIndicator]
    /// In the plan's order.
    let breakdowns: [PlannedBreakdown]
    let published: [PublishedFigure]
    /// Rounds that start a new series for every indicator.
    let breaks: [String]

    /// The background columns that weights or groups depend on.
    var usedBackground: Set<String> {
        let ofGroups = Set(breakdowns.flatMap(\.variables))
        return weighting.method == .none ? ofGroups : ofGroups.union(weighting.variables)
    }

    /// Every column of the file that the plan names.
    var columns: [String] {
        let named = [round, sample.baseWeight, sample.stratum].compactMap { $0 }
        return named + background.map(\.name) + indicators.map(\.column)
    }

    /// The name of the only round of a file that has no column of rounds.
    static let onlyRound = "all"
}

/// A column with something about the respondent, such as gender.
struct BackgroundColumn: Sendable, Equatable {
    let name: String
    /// In order; `nil` for the sorted codes of the file.
    let levels: [String]?
    /// Codes that mean that the level isn't known, as an empty field does.
    let unknown: Set<String>
}

/// How respondents were drawn: what the standard error has to know beside the weights.
struct SampleDesign: Sendable, Equatable {
    /// Persons in the population that respondents were drawn from.
    enum Population: Sendable, Equatable {
        case unknown
        case whole(Double)
        case perStratum([String: Double])
    }

    /// The column of base weights.
    let baseWeight: String?
    /// The column of strata.
    let stratum: String?
    let population: Population
    /// Whether the standard error is made smaller because respondents are a part of few.
    let isFinite: Bool
}

/// What weights are adjusted to, and within which bounds.
struct WeightingChoice: Sendable, Equatable {
    let method: WeightingPlan.Method
    /// The margins of the rounds that have none of their own.
    let margins: [PlannedMargin]
    /// Margins of single rounds.
    let marginsOfRound: [String: [PlannedMargin]]
    /// Bounds of a weight as a ratio of the mean weight.
    let trim: ClosedRange<Double>?
    let smallestCell: Int

    func margins(of round: String) -> [PlannedMargin] { marginsOfRound[round] ?? margins }

    /// The background columns that weights depend on.
    var variables: Set<String> {
        Set((margins + marginsOfRound.values.flatMap { $0 }).flatMap(\.variables))
    }
}

/// A population divided by one background column or by several crossed.
struct PlannedMargin: Sendable, Equatable {
    struct Level: Sendable, Equatable {
        /// One per variable.
        let codes: [String]
        /// Persons; `nil` when it isn't known.
        let population: Double?
    }

    let variables: [String]
    /// In the plan's order.
    let levels: [Level]

    /// As the plan writes it, such as `gender*age`.
    var name: String { crossed(variables) }
}

/// Groups of one background column or of several crossed.
struct PlannedBreakdown: Sendable, Equatable {
    let variables: [String]

    /// As the plan writes it, such as `age*district`.
    var name: String { crossed(variables) }
}

/// How an indicator reads the codes of a column.
struct PlannedIndicator: Sendable, Equatable {
    let id: String
    let column: String
    /// A share has the scores 0 and 1; anything else is a mean of its scores.
    let isShare: Bool
    /// What each valid code stands for.
    let scores: [String: Double]
    let dontKnow: Set<String>
    /// Codes that mean not asked or not answered, as an empty field does.
    let blank: Set<String>
    /// Rounds that start a new series for this indicator.
    let breaks: [String]

    /// Distinct and ascending; also for a share that counts every valid answer, or none.
    var scale: [Double] { isShare ? [0, 1] : Set(scores.values).sorted() }
}

/// A figure that somebody has published, to compare an estimate with.
struct PublishedFigure: Sendable, Equatable {
    let name: String
    let indicator: String
    /// The key of a group, such as `gender=K`, or `total`.
    let group: String
    /// `nil` for the last round.
    let round: String?
    /// A share in `0...1`, or in the points of a mean.
    let value: Double
    /// Half the width of its 95 % interval, in the same unit; `0` when it isn't known.
    let uncertainty: Double
    /// What it was rounded to, in the same unit: 0.01 for whole percent; `0` for not at all.
    let roundingStep: Double
}

/// The name of crossed columns or levels: `age*district`.
func crossed(_ names: [String]) -> String { names.joined(separator: "*") }

/// By size when all of them are numbers, as texts otherwise.
func sortedCodes(_ codes: some Sequence<String>) -> [String] {
    let texts = codes.sorted()
    let numbers = texts.compactMap { text in
        Double(text).flatMap { $0.isFinite ? (text: text, value: $0) : nil }
    }
    guard numbers.count == texts.count else { return texts }
    return numbers.sorted { ($0.value, $0.text) < ($1.value, $1.text) }.map(\.text)
}
