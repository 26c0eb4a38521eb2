public import SurveyDefinition

/// A closed round's figures on their way to the ledger, which gives them a number.
public struct ReleaseCandidate: Sendable, Equatable {
    public let round: RoundID
    public let survey: Release.SurveyReference
    public let method: Release.Method
    /// Responses of the round, rounded down to the policy's step for participation.
    public let responsesAtLeast: Int
    public let table: ProtectedTable
    public let series: [IndicatorSeries]?

    public init(
        round: RoundID, survey: Release.SurveyReference, method: Release.Method,
        responsesAtLeast: Int, table: ProtectedTable, series: [IndicatorSeries]? = nil
    ) {
        self.round = round
        self.survey = survey
        self.method = method
        self.responsesAtLeast = responsesAtLeast
        self.table = table
        self.series = series
    }
}

/// Why a candidate does not become a release.
public enum ReleaseError: Error, Equatable, CustomStringConvertible {
    /// The round has a release with other figures. Somebody who held both could tell from the
    /// difference how single persons answered.
    case wouldChangeFrozenRound(RoundID, latest: Int)

    /// What is wrong and what to do, in a sentence for the analyst.
    public var description: String {
        switch self {
        case .wouldChangeFrozenRound(let round, let latest):
            "The figures of '\(round)' would differ from its release \(latest), and the difference could reveal single answers. The release stands; undo what has changed in the policy, the districts or the goals since."
        }
    }
}

/// The release that stands after a candidate: rule R3, a closed round's figures are frozen.
///
/// - Parameter previous: the round's latest release, or `nil` when it has none.
/// - Returns: the first release, number 1; or `previous`, number and method unchanged, when the
///   figures are the same.
/// - Throws: `wouldChangeFrozenRound` when they are not.
/// - Precondition: `previous` is of the candidate's round.
public func nextRelease(
    after previous: Release?, candidate: ReleaseCandidate
) throws(ReleaseError) -> Release {
    guard let previous else { return Release(candidate, number: 1) }
    precondition(previous.round == candidate.round, "A release follows a release of its own round.")
    guard previous.hasFigures(of: candidate) else {
        throw .wouldChangeFrozenRound(previous.round, latest: previous.number)
    }
    return previous
}

extension Release {
    fileprivate init(_ candidate: ReleaseCandidate, number: Int) {
        self.init(
            round: candidate.round, number: number, survey: candidate.survey,
            method: candidate.method,
            responsesAtLeast: candidate.responsesAtLeast, table: candidate.table,
            series: candidate.series)
    }

    fileprivate func hasFigures(of candidate: ReleaseCandidate) -> Bool {
        table == candidate.table && responsesAtLeast == candidate.responsesAtLeast
            && survey == candidate.survey
    }
}
