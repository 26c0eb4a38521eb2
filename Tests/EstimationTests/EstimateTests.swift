import Estimation
import Testing

/// What holds for every estimate, and what is left out where there is too little to go by.
struct EstimateTests {
    private func sample(_ classes: [SampleClass]) throws -> WeightedSample {
        try weigh(classes, by: WeightingPlan(method: .none))
    }

    @Test("equal weights give the unweighted figure", arguments: UInt64(200)...210)
    func equalWeights(seed: UInt64) throws {
        let random = RandomSample(seed: seed)
        let counted = CountedPeople(random)
        let equal = try sample(
            counted.classes.map { SampleClass(respondents: $0.respondents, baseWeight: 2.7) })

        let found = try #require(estimate(counted.answers, among: counted.groups[1], of: equal))

        #expect(agree(found.value, found.unweightedValue))
        #expect(agree(found.effectiveBase, Double(found.valid)))
        #expect(agree(found.dontKnowShare, found.unweightedDontKnowShare))
    }

    @Test(
        "two equal rounds together halve the variance, up to n/(n−1)", arguments: UInt64(200)...210)
    func twoRounds(seed: UInt64) throws {
        let random = RandomSample(seed: seed)
        let counted = CountedPeople(random)
        let answers = counted.answers
        let one = try sample(counted.classes.map(unstratified))
        let two = try sample(counted.classes.map(unstratified).map(twice))
        let doubled = CountedAnswers(
            scores: answers.scores, valid: answers.valid.map { $0.map { $0 * 2 } },
            dontKnow: answers.dontKnow.map { $0 * 2 })

        let first = try #require(estimate(answers, among: counted.groups[0], of: one))
        let both = try #require(estimate(doubled, among: counted.groups[0], of: two))

        let n = Double(one.respondents)
        let expected = 0.5 * (2 * n / (2 * n - 1)) / (n / (n - 1))
        let variance = try #require(first.standardError) * #require(first.standardError)
        let halved = try #require(both.standardError) * #require(both.standardError)
        #expect(agree(both.value, first.value))
        #expect(agree(halved / variance, expected))
    }

    private func unstratified(_ each: SampleClass) -> SampleClass {
        SampleClass(respondents: each.respondents, baseWeight: each.baseWeight)
    }

    private func twice(_ each: SampleClass) -> SampleClass {
        SampleClass(respondents: each.respondents * 2, baseWeight: each.baseWeight)
    }

    @Test("a group's figure is the same to the last bit beside whatever other groups")
    func groupsInAnyOrder() throws {
        let random = RandomSample(seed: 7)
        let counted = CountedPeople(random)
        let weighted = try weigh(counted.classes, by: random.raked)

        let forward = counted.groups.map { estimate(counted.answers, among: $0, of: weighted) }
        let backward = counted.groups.reversed().map {
            estimate(counted.answers, among: $0, of: weighted)
        }

        #expect(forward == backward.reversed())
    }

    @Test("a share and its complement are as uncertain as each other", arguments: UInt64(1)...5)
    func complement(seed: UInt64) throws {
        let random = RandomSample(seed: seed)
        let counted = CountedPeople(random)
        let weighted = try weigh(counted.classes, by: random.raked)
        let turned = CountedAnswers(
            scores: counted.answers.scores.map { -$0 }.reversed(),
            valid: counted.answers.valid.map { $0.reversed() }, dontKnow: counted.answers.dontKnow)

        let one = try #require(
            estimate(counted.answers, among: counted.everyone, of: weighted))
        let other = try #require(estimate(turned, among: counted.everyone, of: weighted))

        #expect(agree(one.value, -other.value))
        #expect(agree(try #require(one.standardError), try #require(other.standardError)))
    }

    /// Squares of a million minus squares of a million would leave few digits.
    @Test("the standard error does not depend on where the scores begin")
    func shift() throws {
        let sample = try sample([SampleClass(respondents: 9), SampleClass(respondents: 6)])
        let valid = [[2, 3, 4], [1, 2, 2]]
        let near = CountedAnswers(scores: [0, 1, 2], valid: valid, dontKnow: [0, 1])
        let far = CountedAnswers(
            scores: [1_000_000, 1_000_001, 1_000_002], valid: valid, dontKnow: [0, 1])

        let one = try #require(estimate(near, among: [0, 1], of: sample)?.standardError)
        let other = try #require(estimate(far, among: [0, 1], of: sample)?.standardError)

        #expect(abs(one - other) < 1e-9)
    }

    @Test("a billion respondents are counted like ten")
    func billion() throws {
        let sample = try sample([SampleClass(respondents: 2_000_000_000)])
        let answers = CountedAnswers(
            scores: [0, 1], valid: [[500_000_000, 500_000_000]], dontKnow: [0])

        let found = try #require(estimate(answers, among: [0], of: sample))

        #expect(found.value == 0.5)
        let correction = (2e9 / (2e9 - 1)).squareRoot()
        let expected = correction * 0.5 / 1e9.squareRoot()
        #expect(agree(try #require(found.standardError) / expected, 1))
    }

    @Test("without a valid answer there is no estimate, and no calibrated error")
    func nobody() throws {
        let sample = try sample([SampleClass(respondents: 5), SampleClass(respondents: 5)])
        let answers = CountedAnswers(scores: [0, 1], valid: [[0, 0], [2, 3]], dontKnow: [4, 0])

        #expect(estimate(answers, among: [0], of: sample) == nil)
        #expect(estimate(answers, among: [], of: sample) == nil)
        #expect(Calibration(sample).standardError(of: answers, among: [0]) == nil)
    }

    @Test("a single respondent has a value and no standard error")
    func single() throws {
        let sample = try sample([SampleClass(respondents: 1)])
        let answers = CountedAnswers(scores: [0, 1], valid: [[0, 1]], dontKnow: [0])

        let found = try #require(estimate(answers, among: [0], of: sample))

        #expect(found.value == 1)
        #expect(found.standardError == nil)
        #expect(found.degreesOfFreedom == 0)
        #expect(Calibration(sample).standardError(of: answers, among: [0]) == nil)
    }

    @Test("a stratum of one respondent adds nothing to the variance")
    func lonelyStratum() throws {
        let sample = try sample([
            SampleClass(respondents: 4, stratum: 0), SampleClass(respondents: 1, stratum: 1),
        ])
        let answers = CountedAnswers(scores: [0, 1], valid: [[2, 2], [1, 0]], dontKnow: [0, 0])

        let both = try #require(estimate(answers, among: [0, 1], of: sample))
        let alone = try #require(estimate(answers, among: [1], of: sample))

        // 2 of 5; the first stratum's differences are ±0.5 around their mean of 0.1, over five.
        #expect(agree(try #require(both.standardError), (4.0 / 3 * 4 * 0.25).squareRoot() / 5))
        #expect(alone.standardError == nil)
    }

    @Test("where everyone says the same there is no spread to count answers by", arguments: [0, 1])
    func unanimous(score: Int) throws {
        let sample = try sample([
            SampleClass(respondents: 9, baseWeight: 0.1),
            SampleClass(respondents: 7, baseWeight: 3),
        ])
        let row = score == 1 ? [[0, 9], [0, 7]] : [[9, 0], [7, 0]]

        let found = try #require(
            estimate(
                CountedAnswers(scores: [0, 1], valid: row, dontKnow: [0, 0]), among: [0, 1],
                of: sample))

        #expect(found.value == Double(score))
        #expect(found.standardError == 0)
        #expect(found.varianceEffectiveBase == nil)
    }

    @Test("a sample that is its whole stratum has no sampling error left")
    func census() throws {
        let sample = try sample([SampleClass(respondents: 10)])
        let answers = CountedAnswers(scores: [0, 1], valid: [[4, 6]], dontKnow: [0])

        let found = try #require(estimate(answers, among: [0], of: sample, finitePopulation: [10]))

        #expect(found.standardError == 0)
    }
}
