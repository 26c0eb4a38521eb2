import Estimation
import Testing

/// The intervals of a share at 95 % confidence, method by method, for the share of good grades
/// among the twenty respondents. Figures from R 4.2.2, package `survey` 4.1-1; they agree to one
/// unit of the tenth decimal. Wald's upper bound is 0.942293326553, where R's figure ends in a 5.
struct IntervalSpecification {
    /// A method, the interval that it gives, and R's.
    private typealias Row = (String, ClosedRange<Double>?, ClosedRange<Double>)

    @Test("unweighted, 11 of 17")
    func unweighted() throws {
        let share = 11.0 / 17
        let error = (share * (1 - share) / 17).squareRoot()

        try expect([
            ("Wilson", wilsonInterval(share: share, base: 17), 0.4130036349...0.8269027960),
            (
                "Clopper–Pearson", clopperPearsonInterval(positives: 11, valid: 17),
                0.3832836634...0.8579025169
            ),
            (
                "Wald", waldInterval(value: share, standardError: error, degreesOfFreedom: nil),
                0.4198910734...0.8742265736
            ),
        ])
    }

    @Test("raked, 69.4 % with a standard error of 11.7 points and 16 degrees of freedom")
    func raked() throws {
        let estimate = try #require(try TwentyRespondents.estimate(TwentyRespondents.good))
        let share = estimate.value
        let error = try #require(estimate.standardError)
        let freedom = estimate.degreesOfFreedom

        #expect(freedom == 16)
        try expect([
            (
                "logit",
                logitInterval(share: share, standardError: error, degreesOfFreedom: freedom),
                0.4140511839...0.8796343459
            ),
            (
                "arcsine",
                arcsineInterval(share: share, standardError: error, degreesOfFreedom: freedom),
                0.4308622187...0.9030298152
            ),
            (
                "Wald with t",
                waldInterval(value: share, standardError: error, degreesOfFreedom: freedom),
                0.4465463608...0.9422933265
            ),
        ])
    }

    @Test("raked, on an effective base of 15.5 by its variance and 14.9 by Kish's formula")
    func effectiveBases() throws {
        let estimate = try #require(try TwentyRespondents.estimate(TwentyRespondents.good))
        let share = estimate.value
        let base = try #require(estimate.varianceEffectiveBase)

        try expect([
            (
                "Korn–Graubard",
                kornGraubardInterval(
                    share: share, valid: estimate.valid, varianceEffectiveBase: base),
                0.4155891212...0.8965504179
            ),
            (
                "Wilson on Kish's base", wilsonInterval(share: share, base: estimate.effectiveBase),
                0.4422794754...0.8668794991
            ),
            (
                "Wilson on the variance's base", wilsonInterval(share: share, base: base),
                0.4470703977...0.8646246108
            ),
        ])
    }

    @Test("the default for the raked share is the logit interval: six answers are not good")
    func byDefault() throws {
        let estimate = try #require(try TwentyRespondents.estimate(TwentyRespondents.good))

        let found = try #require(defaultInterval(ofShare: estimate))

        #expect(found.method == .logit)
        try expect([("logit", found.interval, 0.4140511839...0.8796343459)])
    }

    /// By Wilson's formula, in numpy, on the base of women and their share from R.
    @Test("of women three answers are not good, so that theirs is Wilson's on Kish's base")
    func women() throws {
        let women = TwentyRespondents.classes("gender", "K")
        let estimate = try #require(
            try TwentyRespondents.estimate(TwentyRespondents.good, among: women))

        let found = try #require(defaultInterval(ofShare: estimate))

        #expect(found.method == .wilsonKish)
        try expect([("Wilson", found.interval, 0.362615086176...0.901490525050)])
    }

    /// By the formula with scipy 1.17.1's `t.ppf`, from R's index and standard error.
    @Test("the index has Student's interval, inside its scale")
    func index() throws {
        let estimate = try #require(try TwentyRespondents.estimate(TwentyRespondents.index))

        let interval = try #require(meanInterval(of: estimate, clampedTo: 0...100))

        #expect(abs(interval.lowerBound - 45.58075904) < 1e-8)
        #expect(abs(interval.upperBound - 77.8961311) < 1e-7)
    }

    private func expect(_ rows: [Row]) throws {
        for (method, interval, expected) in rows {
            let found = try #require(interval, "\(method)")
            #expect(abs(found.lowerBound - expected.lowerBound) < 1e-10, "\(method)")
            #expect(abs(found.upperBound - expected.upperBound) < 1e-10, "\(method)")
        }
    }
}
