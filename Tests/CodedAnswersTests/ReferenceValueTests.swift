import Foundation
import Testing

@testable import CodedAnswers

/// The figures of R 4.2.2 and `survey` 4.1-1 on the data set of twenty respondents, through the
/// whole way from files to JSON.
@Suite("The reference values of R")
struct ReferenceValueTests {
    /// What the printed ten decimals leave, and as much again for the way they were computed.
    private static let tolerance = 1e-10

    @Test("Raked weights of every respondent, in the order of the file, and their spread")
    func rakedWeights() async throws {
        let figures = try await estimated(
            TwentyRespondents.answers, by: TwentyRespondents.plan, withWeights: true)

        let weights = try figures.numbers("rounds", "all", "weights")
        try expect(
            weights,
            [
                60.3580364347, 39.1385289447, 91.3005565140, 59.2028781065,
                64.3397014423, 64.3397014423, 41.7203974141, 41.7203974141,
                97.3234202869, 63.1083402790, 63.1083402790, 31.4406922727,
                31.4406922727, 20.3873836401, 20.3873836401, 47.5587489461,
                47.5587489461, 30.8389666423, 64.3397014423, 20.3873836401,
            ])
        try expect(figures.number("rounds", "all", "n"), 20)
        try expect(figures.number("rounds", "all", "kishDeff"), 1.1810303799)
        try expect(figures.number("rounds", "all", "kishNeff"), 16.9343653982)
        try expect(
            figures.number("rounds", "all", "relativeWeights", "min"), 20.3873836401 / 50)
        try expect(
            figures.number("rounds", "all", "relativeWeights", "max"), 97.3234202869 / 50)
        #expect(figures.keys("rounds", "all")?.contains("trim") == false)
    }

    @Test("Post-stratified on gender alone")
    func postStratified() async throws {
        let figures = try await estimated(
            TwentyRespondents.answers,
            by: TwentyRespondents.background + TwentyRespondents.margins
                + "weighting: {method: poststratified, variables: [gender]}\n"
                + TwentyRespondents.share,
            withWeights: true)

        let weights = try figures.numbers("rounds", "all", "weights")
        try expect([weights[0], weights[2]], [41.6666666667, 62.5])
    }

    @Test("Counts, shares and standard errors")
    func shares() async throws {
        let figures = try await estimated(TwentyRespondents.answers, by: TwentyRespondents.plan)

        for (key, expected) in [
            ("n", 20), ("nValid", 17), ("k", 11), ("dontKnow", 2), ("df", 16),
            ("shareUnweighted", 0.6470588235), ("share", 0.6944198437),
            ("shareIncludingDontKnow", 0.6503933837), ("se", 0.1169266773),
            ("seCalibrated", 0.1128114333), ("neffVariance", 15.5210126960),
            ("neffKish", 14.9047545859),
        ] as [(String, Double)] {
            try expect(
                figures.number("rounds", "all", "indicators", "good", "total", key), expected)
        }
    }

    @Test("Intervals by every method")
    func intervals() async throws {
        let figures = try await estimated(TwentyRespondents.answers, by: TwentyRespondents.plan)

        for (key, expected) in [
            ("wilsonUnweighted", [0.4130036349, 0.8269027960]),
            ("wilsonKish", [0.4422794754, 0.8668794991]),
            ("logit", [0.4140511839, 0.8796343459]),
            ("kornGraubard", [0.4155891212, 0.8965504179]),
            ("wald", [0.4465463608, 0.9422933265]),
        ] {
            try expect(
                figures.numbers(
                    "rounds", "all", "indicators", "good", "total", "intervals", key), expected)
        }
        let usual = ["rounds", "all", "indicators", "good", "total", "intervals", "default"]
        #expect(figures.value(usual + ["method"]) as? String == "logit")
        try expect(#require(figures.value(usual + ["low"]) as? Double), 0.4140511839)
        try expect(#require(figures.value(usual + ["high"]) as? Double), 0.8796343459)
    }

    @Test("Women, men and their difference, each group against the rest")
    func groups() async throws {
        let figures = try await estimated(TwentyRespondents.answers, by: TwentyRespondents.plan)

        for (group, share, error) in [
            ("gender=K", 0.6952823651, 0.1631234104), ("gender=M", 0.6936996299, 0.1658106947),
        ] {
            let path = ["rounds", "all", "indicators", "good", group]
            try expect(#require(figures.value(path + ["share"]) as? Double), share)
            try expect(#require(figures.value(path + ["se"]) as? Double), error)
        }
        let men = ["groupAgainstRest", "all", "good", "gender=M"]
        try expect(#require(figures.value(men + ["group"]) as? Double), 0.6936996299)
        try expect(#require(figures.value(men + ["rest"]) as? Double), 0.6952823651)
        try expect(#require(figures.value(men + ["difference"]) as? Double), -0.0015827351)
        try expect(#require(figures.value(men + ["se"]) as? Double), 0.2325992981)
    }

    @Test("The index from 0 to 100 and the balance of top and bottom")
    func means() async throws {
        let figures = try await estimated(TwentyRespondents.answers, by: TwentyRespondents.plan)

        try expect(figures.number("rounds", "all", "means", "index", "mean"), 61.7384450714)
        try expect(figures.number("rounds", "all", "means", "index", "se"), 7.6218904844)
        try expect(figures.number("rounds", "all", "means", "balance", "mean"), 38.8839687320)
        try expect(figures.number("rounds", "all", "means", "balance", "se"), 23.3853354661)
        #expect(try figures.number("rounds", "all", "means", "index", "nValid") == 17)
    }

    @Test("The index without weights")
    func unweightedIndex() async throws {
        let figures = try await estimated(
            TwentyRespondents.answers, by: TwentyRespondents.share + TwentyRespondents.means)

        try expect(figures.number("rounds", "all", "means", "index", "mean"), 58.8235294118)
        #expect(
            figures.keys("rounds", "all", "indicators", "good", "total")?
                .contains("seCalibrated") == false)
    }

    @Test("The standard error of a sample of a finite population of 1000")
    func finitePopulation() async throws {
        let figures = try await estimated(
            TwentyRespondents.answers,
            by: TwentyRespondents.plan + "sample: {population: 1000, finitePopulation: true}\n")

        try expect(
            figures.number("rounds", "all", "indicators", "good", "total", "se"), 0.1157515050)
    }

    private func expect(
        _ value: Double, _ expected: Double, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(abs(value - expected) < Self.tolerance, sourceLocation: sourceLocation)
    }

    private func expect(
        _ values: [Double], _ expected: [Double],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(values.count == expected.count, sourceLocation: sourceLocation)
        for (value, expected) in zip(values, expected) {
            try expect(value, expected, sourceLocation: sourceLocation)
        }
    }
}
