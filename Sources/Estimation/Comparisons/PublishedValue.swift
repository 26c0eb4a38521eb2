/// The standard error of a value that somebody else published, from what was printed beside it.
///
/// - Parameters:
///   - uncertainty: the half of its 95 % interval, called *osäkerhetstal* by Statistics Sweden; 0
///     when it is not known, which the reader must then be told.
///   - roundingStep: what it was rounded to, in the same unit: 0.01 for a share in whole percent.
/// - Returns: in the same unit; √((uncertainty/1.96)² + step²/12), where the second term is the
///   variance of what rounding took away.
/// - Precondition: neither is negative.
public func publishedStandardError(uncertainty: Double, roundingStep: Double) -> Double {
    precondition(uncertainty >= 0 && roundingStep >= 0, "An uncertainty is not negative.")
    let sampling = uncertainty / 1.96
    return (sampling * sampling + roundingStep * roundingStep / 12).squareRoot()
}

extension DomainEstimate {
    /// The difference from a published value of the same indicator.
    ///
    /// - Parameters:
    ///   - published: in the unit of the estimate.
    ///   - uncertainty: the half of its 95 % interval; 0 when it is not known.
    ///   - roundingStep: what it was rounded to.
    /// - Returns: the estimate less the published value; `nil` when the estimate has no standard
    ///   error.
    public func against(
        published: Double, uncertainty: Double, roundingStep: Double
    ) -> Difference? {
        guard let standardError else { return nil }
        let other = publishedStandardError(uncertainty: uncertainty, roundingStep: roundingStep)
        return difference(
            value - published,
            standardError: (standardError * standardError + other * other).squareRoot())
    }
}
