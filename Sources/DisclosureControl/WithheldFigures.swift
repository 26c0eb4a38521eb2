public import Indicators
public import SurveyDefinition

/// How many of a round's figures are shown, and why the others aren't: for staff, who see the release before it is
/// published.
///
/// Numbers of the whole release, and never which figure is withheld for which reason: a release doesn't tell that
/// (rule R7), and nor does this.
public struct WithheldFigures: Sendable, Hashable {
    public private(set) var shown = 0
    /// Fewer answers than the smallest base.
    public private(set) var ofSmallGroups = 0
    /// Answers enough, but the figure says too little: its interval is too wide, or nearly all answered alike.
    public private(set) var unreliable = 0
    /// Withheld so that another can't be worked out by subtraction.
    public private(set) var protectingOthers = 0

    public var withheld: Int { ofSmallGroups + unreliable + protectingOthers }

    /// Counts the rows of indicators, decided as `protect` does.
    public init(of table: IndicatorTable, policy: Policy) {
        for indicators in Dictionary(grouping: table.indicators, by: \.question).values {
            let withholding = Withholding(
                of: indicators, isWeighted: table.isWeighted, policy: policy)
            for place in withholding.tables.indices {
                for row in withholding.tables[place].rows {
                    count(row, of: place, in: withholding, times: indicators.count, policy)
                }
            }
        }
    }

    private mutating func count(
        _ row: Int, of place: Int, in withholding: Withholding, times: Int, _ policy: Policy
    ) {
        let columns = withholding.tables[place].columns
        if withholding.isShown(row: row, of: place) {
            shown += times
        } else if columns.contains(where: { $0[row].tally.valid < policy.smallestBase }) {
            ofSmallGroups += times
        } else if columns.contains(where: { $0[row].isThin }) {
            unreliable += times
        } else {
            protectingOthers += times
        }
    }
}
