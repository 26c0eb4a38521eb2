public import Indicators
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
    public let texts: ProtectedTexts?
    /// What staff have left out; `nil` when nothing was.
    let leftOut: [ReleasePart]?

    public init(
        round: RoundID, survey: Release.SurveyReference, method: Release.Method,
        responsesAtLeast: Int, table: ProtectedTable, series: [IndicatorSeries]? = nil,
        texts: ProtectedTexts? = nil
    ) {
        self.init(
            round: round, survey: survey, method: method, responsesAtLeast: responsesAtLeast,
            table: table, series: series, texts: texts, leftOut: nil)
    }

    init(
        round: RoundID, survey: Release.SurveyReference, method: Release.Method,
        responsesAtLeast: Int, table: ProtectedTable, series: [IndicatorSeries]?,
        texts: ProtectedTexts?, leftOut: [ReleasePart]?
    ) {
        self.round = round
        self.survey = survey
        self.method = method
        self.responsesAtLeast = responsesAtLeast
        self.table = table
        self.series = series
        self.texts = texts
        self.leftOut = leftOut
    }

    /// The same figures with what may be published of the texts.
    public func adding(_ texts: ProtectedTexts?) -> ReleaseCandidate {
        ReleaseCandidate(
            round: round, survey: survey, method: method, responsesAtLeast: responsesAtLeast,
            table: table, series: series, texts: texts)
    }
}

/// Why a candidate does not become a release.
public enum ReleaseError: Error, Equatable, CustomStringConvertible {
    /// The round has a release with other figures. Somebody who held both could tell from the
    /// difference how single persons answered.
    case wouldChangeFrozenRound(RoundID, latest: Int)
    /// The auditor worked a figure out that must not be told.
    case wouldDisclose(RoundID, Disclosure)

    /// What is wrong and what to do, in a sentence for the analyst.
    public var description: String {
        switch self {
        case .wouldChangeFrozenRound(let round, let latest):
            "The figures of '\(round)' would differ from its release \(latest), and the difference could reveal single answers. The release stands; undo what has changed in the policy, the districts or the goals since."
        case .wouldDisclose(let round, let disclosure):
            "'\(round)' is not released. \(disclosure) Nothing is published; report this as a fault of the program, with the survey's name."
        }
    }
}

/// The release that stands after a candidate, once the auditor has failed to break it.
///
/// Whatever is left out, all of the candidate is compared with the ledger and attacked: to show less than what was
/// found safe tells nobody more, and what is left out today may be shown tomorrow.
///
/// - Parameters:
///   - ledger: the round's releases, oldest first.
///   - exact: what the candidate was made from.
///   - parts: what staff leave out.
/// - Returns: the first release, number 1; the latest, number and method unchanged, when figures and
///   texts are the same; the same figures under the next number, when only the texts are others; or a
///   correction of it, when rule R3 allows one.
/// - Throws: `wouldChangeFrozenRound` when it doesn't, `wouldDisclose` when a figure could be worked
///   out from all releases together.
/// - Precondition: the ledger is of the candidate's round.
public func nextRelease(
    after ledger: [Release], candidate: ReleaseCandidate, of exact: IndicatorTable, policy: Policy,
    leavingOut parts: Set<ReleasePart> = []
) throws(ReleaseError) -> Release {
    precondition(
        ledger.allSatisfy { $0.round == candidate.round },
        "A release follows a release of its own round.")
    let shown = candidate.leavingOut(parts, of: exact)
    if let latest = ledger.last, latest.hasFigures(of: shown) {
        return latest.texts == shown.texts
            ? latest
            : latest.replacing(
                texts: shown.texts, leftOut: shown.leftOut, number: latest.number + 1)
    }

    let corrections = ledger.map { Correction(of: $0, by: candidate, of: exact) }
    if let latest = ledger.last, corrections.contains(where: { !$0.isAllowed }) {
        throw .wouldChangeFrozenRound(candidate.round, latest: latest.number)
    }
    let readTogether = zip(ledger, corrections).filter { $0.1.isOfSameAnswers }.map(\.0.table)
    do {
        try audit(readTogether + [candidate.table], of: exact, policy: policy)
    } catch {
        throw .wouldDisclose(candidate.round, error)
    }
    return Release(
        shown, number: (ledger.last?.number ?? 0) + 1, reissues: ledger.last?.reissues)
}

extension Release {
    fileprivate init(_ candidate: ReleaseCandidate, number: Int, reissues: [Reissue]?) {
        self.init(
            round: candidate.round, number: number, survey: candidate.survey,
            method: candidate.method,
            responsesAtLeast: candidate.responsesAtLeast, table: candidate.table,
            series: candidate.series, texts: candidate.texts, leftOut: candidate.leftOut,
            reissues: reissues)
    }

    fileprivate func hasFigures(of candidate: ReleaseCandidate) -> Bool {
        table == candidate.table && responsesAtLeast == candidate.responsesAtLeast
            && survey == candidate.survey
    }
}
