/// What a number of answers can tell, before anybody has answered: for whoever decides how many to
/// ask.
///
/// A share of one half, which is the least certain one. Source: statistics.md 1.9, Cochran (1977),
/// *Sampling Techniques*, 4.4.
public struct PlannedPrecision: Sendable, Equatable {
    /// How far the share may be off, either way, in 95 samples of 100. A share, not points.
    public let halfWidth: Double
    /// The difference between two rounds of so many answers that a test at 5 % finds in 80 of 100.
    public let detectableChange: Double

    /// - Parameters:
    ///   - answers: valid answers, more than none.
    ///   - designEffect: by how much weights are expected to multiply the variance.
    public init(answers: Int, designEffect: Double = 1.25) {
        precondition(answers > 0, "Nobody's answers tell nothing.")
        let variance = designEffect / 4 / Double(answers)
        let confidence = normalQuantile(0.975)
        halfWidth = confidence * variance.squareRoot()
        detectableChange = (confidence + normalQuantile(0.8)) * (2 * variance).squareRoot()
    }
}
