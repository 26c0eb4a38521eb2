import Estimation
import Testing

/// How uncertain the raked share of good grades is. Figures from R 4.2.2, package `survey` 4.1-1.
struct StandardErrorSpecification {
    private let everyone = Array(TwentyRespondents.classes.indices)

    @Test("linearised, with the weights taken as fixed")
    func linearised() throws {
        let share = try #require(try TwentyRespondents.estimate(TwentyRespondents.good))

        #expect(share.standardError.tenDecimals == "0.1169266773")
    }

    @Test("calibrated, with what the margins explain taken out")
    func calibrated() throws {
        let sample = try weigh(TwentyRespondents.classes, by: TwentyRespondents.raked)

        let error = Calibration(sample).standardError(
            of: TwentyRespondents.answers(TwentyRespondents.good), among: everyone)

        #expect(error.tenDecimals == "0.1128114333")
    }

    @Test("with the finite population correction of 20 out of 1 000")
    func finitePopulation() throws {
        let share = try #require(
            try TwentyRespondents.estimate(TwentyRespondents.good, finitePopulation: [1000]))

        #expect(share.standardError.tenDecimals == "0.1157515050")
    }

    @Test("as an effective number of answers: by the error, and by the weights alone")
    func effectiveBases() throws {
        let share = try #require(try TwentyRespondents.estimate(TwentyRespondents.good))

        #expect(share.varianceEffectiveBase.tenDecimals == "15.5210126960")
        #expect(share.effectiveBase.tenDecimals == "14.9047545859")
        #expect(share.degreesOfFreedom == 16)
    }

    /// Two strata, by hand. In the first, 2 of 4 with N = 40 say yes; in the second 3 of 5 with
    /// N = 100. The share is (20 + 60) / 140, and its variance (40² · (1/3) / 4 + 100² · (0.3) / 5)
    /// / 140²; with the correction each stratum's part is multiplied by 0.9 and by 0.95.
    @Test("of a stratified sample, from the spread within strata")
    func stratified() throws {
        let classes = [
            SampleClass(respondents: 4, baseWeight: 10, stratum: 0),
            SampleClass(respondents: 5, baseWeight: 20, stratum: 1),
        ]
        let sample = try weigh(classes, by: WeightingPlan(method: .none))
        let answers = CountedAnswers(scores: [0, 1], valid: [[2, 2], [2, 3]], dontKnow: [0, 0])

        let share = try #require(estimate(answers, among: [0, 1], of: sample))
        let corrected = try #require(
            estimate(answers, among: [0, 1], of: sample, finitePopulation: [40, 100]))

        let first = 40.0 * 40 / 3 / 4
        let second = 100.0 * 100 * 0.3 / 5
        #expect(abs(share.value - 80.0 / 140) < 1e-15)
        #expect(
            share.standardError.tenDecimals == ((first + second).squareRoot() / 140).tenDecimals)
        #expect(
            corrected.standardError.tenDecimals
                == ((0.9 * first + 0.95 * second).squareRoot() / 140).tenDecimals)
    }
}
