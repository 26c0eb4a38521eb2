import Estimation
import Testing

/// What is put together from sums is what a visit to every class gives.
struct DomainSumsTests {
    static let seeds = Array(UInt64(300)...320)

    private func sums(
        _ counted: CountedPeople, _ classes: [Int], of sample: WeightedSample
    ) -> DomainSums {
        DomainSums(counted.answers, among: classes, of: sample)
    }

    @Test("each group's rest is that of a visit to everybody else", arguments: seeds)
    func restByVisiting(seed: UInt64) throws {
        let random = RandomSample(seed: seed, individualWeights: true)
        let counted = CountedPeople(random)
        let weighted = try weigh(counted.classes, by: random.raked)

        let rests = rests(of: counted.groups.map { sums(counted, $0, of: weighted) })

        #expect(rests.count == counted.groups.count)
        for (group, rest) in zip(counted.groups, rests) {
            let others = counted.everyone.filter { !group.contains($0) }
            let found = try #require(
                estimate(from: rest, of: weighted, finitePopulation: random.strata))
            let visited = try #require(
                estimate(
                    counted.answers, among: others, of: weighted, finitePopulation: random.strata))
            try expectSame(found, visited)
        }
    }

    /// Of 1e12 and a little, a difference would keep four digits of the little.
    @Test("a rest that weighs next to nothing has all its digits")
    func lightRest() throws {
        let light = [0.31, 0.47, 0.83, 1.9]
        let classes = ([4e11, 6e11] + light).map { SampleClass(respondents: 2, baseWeight: $0) }
        let answers = CountedAnswers(
            scores: [0, 1], valid: [[1, 1], [1, 1], [2, 0], [1, 1], [0, 2], [1, 0]],
            dontKnow: [0, 0, 0, 0, 0, 1])
        let weighted = try weigh(classes, by: WeightingPlan(method: .none))
        let parts = [[0, 1], [2, 3], [4, 5]].map {
            DomainSums(answers, among: $0, of: weighted)
        }

        let rest = try #require(estimate(from: rests(of: parts)[0], of: weighted))

        let visited = try #require(estimate(answers, among: [2, 3, 4, 5], of: weighted))
        try expectSame(rest, visited)
        #expect(agree(rest.denominator, 2 * (0.31 + 0.47 + 0.83) + 1.9))
    }

    @Test("whoever is everybody has exactly nobody as rest", arguments: seeds)
    func everybody(seed: UInt64) throws {
        let random = RandomSample(seed: seed, individualWeights: true)
        let counted = CountedPeople(random)
        let weighted = try weigh(counted.classes, by: random.raked)
        let nobody = sums(counted, [], of: weighted)
        let everybody = sums(counted, counted.everyone, of: weighted)

        #expect(rests(of: [everybody]) == [nobody])
        #expect(rests(of: [nobody, everybody]) == [everybody, nobody])
        #expect(estimate(from: nobody, of: weighted) == nil)
        #expect(rests(of: []) == [])
    }

    @Test("groups add up to everybody", arguments: seeds)
    func addition(seed: UInt64) throws {
        let random = RandomSample(seed: seed, individualWeights: true)
        let counted = CountedPeople(random)
        let weighted = try weigh(counted.classes, by: random.raked)

        var together = sums(counted, counted.groups[0], of: weighted)
        for group in counted.groups.dropFirst() { together += sums(counted, group, of: weighted) }

        let everybody = try #require(
            estimate(counted.answers, among: counted.everyone, of: weighted))
        try expectSame(try #require(estimate(from: together, of: weighted)), everybody)
    }

    /// What is not weighted is whole, and a share of it can lie exactly on a half.
    @Test("without weights a rest is exact", arguments: seeds)
    func unweighted(seed: UInt64) throws {
        let counted = CountedPeople(RandomSample(seed: seed))
        let equal = try weigh(
            counted.classes.map { SampleClass(respondents: $0.respondents) },
            by: WeightingPlan(method: .none))

        let rests = rests(of: counted.groups.map { sums(counted, $0, of: equal) })

        for (group, rest) in zip(counted.groups, rests) {
            let others = counted.everyone.filter { !group.contains($0) }
            #expect(
                estimate(from: rest, of: equal)
                    == estimate(counted.answers, among: others, of: equal))
        }
    }

    /// Squares around zero, less those of the means, would leave an error of 1e-9 or so.
    @Test("strata that are of one mind each leave no error at all")
    func unanimousStrata() throws {
        let classes = [0, 0, 1, 1].map {
            SampleClass(respondents: 7, baseWeight: 0.3, stratum: $0)
        }
        let answers = CountedAnswers(
            scores: [0, 1], valid: [[7, 0], [7, 0], [0, 7], [0, 7]], dontKnow: [0, 0, 0, 0])
        let weighted = try weigh(classes, by: WeightingPlan(method: .none))

        let found = try #require(estimate(answers, among: [0, 1, 2, 3], of: weighted))

        #expect(found.value == 0.5)
        #expect(try #require(found.standardError) < 1e-15)
    }

    /// Counts are the same, and figures agree to twelve digits.
    private func expectSame(
        _ one: DomainEstimate, _ other: DomainEstimate,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let counts = [one, other].map { [$0.respondents, $0.valid, $0.positives, $0.dontKnow] }
        #expect(counts[0] == counts[1], sourceLocation: sourceLocation)
        let error = try #require(one.standardError, sourceLocation: sourceLocation)
        let otherError = try #require(other.standardError, sourceLocation: sourceLocation)
        let figures = [
            (one.numerator, other.numerator), (one.denominator, other.denominator),
            (one.unweightedNumerator, other.unweightedNumerator),
            (one.weightedDontKnow, other.weightedDontKnow),
            (one.effectiveBase, other.effectiveBase), (error, otherError),
        ]
        for (figure, expected) in figures {
            #expect(
                abs(figure - expected) <= 1e-12 * abs(expected), sourceLocation: sourceLocation)
        }
    }
}
