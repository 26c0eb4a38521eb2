@testable import Estimation

extension DomainEstimate {
    /// An estimate of answers that all weigh the same, of which some are positive.
    static func share(
        _ positives: Int, of valid: Int, standardError: Double?, effectiveBase: Double? = nil
    ) -> DomainEstimate {
        DomainEstimate(
            respondents: valid, valid: valid, positives: positives, dontKnow: 0,
            numerator: Double(positives), denominator: Double(valid),
            unweightedNumerator: Double(positives), weightedDontKnow: 0,
            standardError: standardError, effectiveBase: effectiveBase ?? Double(valid),
            isShare: true)
    }

    /// An estimate of a mean.
    static func mean(_ value: Double, of valid: Int, standardError: Double?) -> DomainEstimate {
        DomainEstimate(
            respondents: valid, valid: valid, positives: 0, dontKnow: 0,
            numerator: value * Double(valid), denominator: Double(valid),
            unweightedNumerator: value * Double(valid), weightedDontKnow: 0,
            standardError: standardError, effectiveBase: Double(valid), isShare: false)
    }
}
