/// Respondents who are alike in everything that weights depend on: a row of the sample.
///
/// Weights are a function of the class, so counts per class are all that an estimate needs, and no
/// figure is ever computed from a single person's answers.
public struct SampleClass: Sendable, Equatable {
    /// Persons in the class, above zero.
    public let respondents: Int
    /// The weight of each of them before any adjustment, above zero: N/n of their stratum in a
    /// stratified sample, 1 where everyone could answer.
    public let baseWeight: Double
    /// The place of their stratum, `0` for everyone in a sample without strata.
    public let stratum: Int
    /// One per margin of the plan: the place of their level in it; `nil` when it is unknown, or is
    /// none of the margin's.
    public let levels: [Int?]

    /// - Precondition: `respondents > 0`, `baseWeight` is finite and above zero, `stratum >= 0`.
    public init(respondents: Int, baseWeight: Double = 1, stratum: Int = 0, levels: [Int?] = []) {
        precondition(respondents > 0, "A class of a sample has somebody in it.")
        precondition(baseWeight > 0 && baseWeight.isFinite, "A base weight is above zero.")
        precondition(stratum >= 0, "Strata are numbered from zero.")
        self.respondents = respondents
        self.baseWeight = baseWeight
        self.stratum = stratum
        self.levels = levels
    }
}
