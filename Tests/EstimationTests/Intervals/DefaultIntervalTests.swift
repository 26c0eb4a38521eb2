import Testing

@testable import Estimation

struct DefaultIntervalTests {
    @Test(
        "a share has a logit interval when five answers or more are on either side",
        arguments: [
            (5, IntervalMethod.logit), (4, .wilsonKish), (0, .wilsonKish), (95, .logit),
            (96, .wilsonKish), (100, .wilsonKish),
        ])
    func method(positives: Int, expected: IntervalMethod) throws {
        let estimate = DomainEstimate.share(positives, of: 100, standardError: 0.02)

        let found = try #require(defaultInterval(ofShare: estimate))

        #expect(found.method == expected)
    }

    @Test("the logit interval has a degree of freedom less than there are valid answers")
    func logit() throws {
        let estimate = DomainEstimate.share(11, of: 17, standardError: 0.12)

        let found = try #require(defaultInterval(ofShare: estimate))

        #expect(
            found.interval
                == logitInterval(share: 11.0 / 17, standardError: 0.12, degreesOfFreedom: 16))
    }

    @Test("Wilson's interval rests on Kish's effective base")
    func wilson() throws {
        let estimate = DomainEstimate.share(
            1, of: 100, standardError: 0.01, effectiveBase: 80.5)

        let found = try #require(defaultInterval(ofShare: estimate))

        #expect(found.interval == wilsonInterval(share: 0.01, base: 80.5))
    }

    @Test("a share that rounding noise left without a standard error has Wilson's")
    func noise() throws {
        let estimate = DomainEstimate.share(50, of: 100, standardError: 1e-17)

        #expect(defaultInterval(ofShare: estimate)?.method == .wilsonKish)
    }

    @Test("a single answer has an interval too")
    func singleAnswer() throws {
        let estimate = DomainEstimate.share(1, of: 1, standardError: nil)

        let found = try #require(defaultInterval(ofShare: estimate))

        #expect(found.interval == wilsonInterval(share: 1, base: 1))
    }

    @Test("a mean's interval is Student's, cut at the ends of its scale")
    func mean() throws {
        let middle = DomainEstimate.mean(60, of: 17, standardError: 2)
        let edge = DomainEstimate.mean(98, of: 17, standardError: 2)

        let inside = try #require(meanInterval(of: middle, clampedTo: 0...100))
        let cut = try #require(meanInterval(of: edge, clampedTo: 0...100))

        #expect(inside.isClose(to: 55.760189401557492...64.239810598442508))
        #expect(cut.isClose(to: 93.760189401557492...100))
        #expect(cut.upperBound == 100)
    }

    @Test("a mean of one answer, or of answers that are all the same, has no interval")
    func meanWithoutInterval() {
        let single = DomainEstimate.mean(60, of: 1, standardError: nil)
        let same = DomainEstimate.mean(60, of: 17, standardError: 0)

        #expect(meanInterval(of: single, clampedTo: 0...100) == nil)
        #expect(meanInterval(of: same, clampedTo: 0...100) == nil)
    }

    @Test("files and pages call the methods by their names")
    func names() {
        #expect(IntervalMethod.allCases.map(\.rawValue) == ["logit", "wilson-kish", "student-t"])
    }
}
