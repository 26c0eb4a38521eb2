/// A share, mean, index or balance in a domain, which is a group of a sample or the whole of it,
/// with everything that intervals and tests are computed from. Nothing in it is rounded.
public struct DomainEstimate: Sendable, Equatable {
    /// Persons of the sample in the domain, whether they came to the question or not.
    public let respondents: Int
    /// Persons with a valid answer, above zero.
    public let valid: Int
    /// Persons with a positive answer, for a share; `0` for anything else.
    public let positives: Int
    /// Persons who chose *don't know*.
    public let dontKnow: Int

    /// The weighted sum of the scores of the valid answers.
    public let numerator: Double
    /// The weighted number of valid answers, above zero.
    public let denominator: Double
    /// The sum of the scores without weights: whole, and thus exact, when the scores are.
    public let unweightedNumerator: Double
    /// The weighted number of persons who chose *don't know*.
    public let weightedDontKnow: Double

    /// In the unit of the scores: linearised, with the weights taken as fixed. `nil` when there is
    /// nothing to estimate it from: all valid answers are in strata of a single respondent.
    public let standardError: Double?
    /// Kish's effective number of valid answers, (Σw)² / Σw²: at most `valid`.
    public let effectiveBase: Double
    /// Whether the scores are those of a share, so that the value lies in `0...1`.
    public let isShare: Bool
}

extension DomainEstimate {
    /// In the unit of the scores: `0...1` for a share.
    public var value: Double { numerator / denominator }

    /// The number of valid answers, as the denominator of `unweightedNumerator`.
    public var unweightedDenominator: Double { Double(valid) }

    /// What the value would be if everyone weighed the same.
    public var unweightedValue: Double { unweightedNumerator / unweightedDenominator }

    /// A share with those who chose *don't know* in its denominator; `nil` unless it is a share.
    public var valueIncludingDontKnow: Double? {
        isShare ? numerator / (denominator + weightedDontKnow) : nil
    }

    /// The weighted share who chose *don't know*, of them and the valid answers, in `0...1`.
    public var dontKnowShare: Double { weightedDontKnow / (denominator + weightedDontKnow) }

    /// The same share if everyone weighed the same.
    public var unweightedDontKnowShare: Double { Double(dontKnow) / Double(valid + dontKnow) }

    /// For a share, the number of independent answers that would give the standard error:
    /// p(1−p) / se². `nil` where there is no spread to compute it from, and unless it is a share.
    public var varianceEffectiveBase: Double? {
        guard isShare, let standardError, standardError > 1e-9 else { return nil }
        return value * (1 - value) / (standardError * standardError)
    }

    /// Of Student's t for this estimate: zero for a single valid answer, which allows none.
    public var degreesOfFreedom: Int { valid - 1 }
}
