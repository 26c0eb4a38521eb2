public import SurveyDefinition

/// One released round of a survey, on its way into a series.
public struct ReleasedRound: Sendable {
    public let round: RoundID
    public let period: String
    /// The number of the release; of a candidate the number that it would get.
    public let release: Int
    public let table: ProtectedTable
    public let isWeighted: Bool
    /// How each indicator was coded, and in which version of the survey.
    public let codings: [IndicatorID: IndicatorCoding]
    public let surveyVersion: Int
    /// What changed before the whole round, if anything did.
    public let startsSeries: SeriesBreak?

    public init(
        round: RoundID, period: String, release: Int, table: ProtectedTable, isWeighted: Bool,
        survey: Survey, startsSeries: SeriesBreak?
    ) {
        self.round = round
        self.period = period
        self.release = release
        self.table = table
        self.isWeighted = isWeighted
        codings = Dictionary(
            survey.codings.map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
        surveyVersion = survey.version
        self.startsSeries = startsSeries
    }
}

extension ReleasedRound {
    /// Why an indicator's figures of this round are no series with those of an earlier one.
    ///
    /// - Returns: `nil` where the two compare: nothing was declared to have changed, and the coding
    ///   is the same.
    public func breakSince(_ earlier: ReleasedRound, of indicator: IndicatorID) -> SeriesBreak? {
        if let startsSeries { return startsSeries }
        guard let now = codings[indicator], let then = earlier.codings[indicator] else {
            return .scale
        }
        if earlier.surveyVersion < now.comparableSince { return now.breakReason ?? .wording }
        let isSameCoding =
            now.question == then.question && now.measure == then.measure
            && now.valid == then.valid && now.dontKnow == then.dontKnow
        return isSameCoding ? nil : .scale
    }

    private func figures(of indicator: IndicatorID) -> ProtectedRow? {
        table.indicators.first { $0.id == indicator }?.tables.first?.rows.first
    }

    /// - Parameter earlier: the rounds before it, oldest first. A break of one that did not measure
    ///   the indicator stands between those that did.
    fileprivate func point(
        of indicator: IndicatorID, after earlier: ArraySlice<ReleasedRound>
    ) -> SeriesPoint? {
        figures(of: indicator).map { row in
            let last = earlier.lastIndex { $0.figures(of: indicator) != nil }
            let between = last.flatMap { place in
                breakSince(earlier[place], of: indicator)
                    ?? earlier[(place + 1)...].compactMap(\.startsSeries).first
            }
            return SeriesPoint(
                round: round, period: period, release: release, figures: row.figures,
                isWeighted: isWeighted, breakBefore: between)
        }
    }
}

/// Each indicator of the last round over all rounds that measured it.
///
/// - Parameter rounds: of one survey, collected alike, oldest first.
public func series(over rounds: [ReleasedRound]) -> [IndicatorSeries] {
    (rounds.last?.table.indicators ?? []).map { indicator in
        let points = rounds.indices.compactMap { place in
            rounds[place].point(of: indicator.id, after: rounds[..<place])
        }
        return IndicatorSeries(indicator: indicator.id, points: points)
    }
}
