import Estimation
import TestSupport
import Testing

/// Counts per class give what a computation person by person gives.
struct PersonByPersonTests {
    static let seeds = Array(UInt64(1)...20)

    @Test("raked weights are those of each person", arguments: seeds)
    func raking(seed: UInt64) throws {
        let sample = RandomSample(seed: seed)
        let counted = CountedPeople(sample)

        let weighted = try weigh(counted.classes, by: sample.raked)

        let expected = PersonByPerson.rake(
            sample.people, from: sample.people.map(\.baseWeight), to: sample.margins)
        for (person, weight) in expected.enumerated() {
            #expect(agree(weighted.weights[counted.classOfPerson[person]], weight))
        }
        let sum = expected.reduce(0, +)
        let squares = expected.map { $0 * $0 }.reduce(0, +)
        #expect(agree(weighted.effectiveSize, sum * sum / squares))
        #expect(agree(weighted.designEffect, Double(expected.count) * squares / (sum * sum)))
    }

    @Test("trimmed weights and the number of rounds are those of each person", arguments: seeds)
    func trimming(seed: UInt64) throws {
        let sample = RandomSample(seed: seed)
        let counted = CountedPeople(sample)
        let spread = try weigh(counted.classes, by: sample.raked).relativeWeights
        let bounds = (spread.lowerBound * 1.1)...(spread.upperBound * 0.95)
        let plan = WeightingPlan(method: .raked, margins: sample.margins, trim: bounds)

        let weighted = try weigh(counted.classes, by: plan)

        let raked = PersonByPerson.rake(
            sample.people, from: sample.people.map(\.baseWeight), to: sample.margins)
        let expected = PersonByPerson.trim(raked, into: bounds) {
            PersonByPerson.rake(sample.people, from: $0, to: sample.margins)
        }
        #expect(weighted.trimming?.rounds == expected.rounds)
        #expect(expected.rounds > 0)
        for (person, weight) in expected.weights.enumerated() {
            #expect(agree(weighted.weights[counted.classOfPerson[person]], weight))
        }
    }

    @Test("values and standard errors are those of each person", arguments: seeds)
    func estimates(seed: UInt64) throws {
        let sample = RandomSample(seed: seed)
        let counted = CountedPeople(sample)
        let weighted = try weigh(counted.classes, by: sample.raked)
        let weights = counted.classOfPerson.map { weighted.weights[$0] }
        let calibration = Calibration(weighted)

        for (group, places) in counted.groups.enumerated() {
            let isInGroup = { (person: Person) in person.group == group }
            let found = try #require(estimate(counted.answers, among: places, of: weighted))
            let corrected = try #require(
                estimate(
                    counted.answers, among: places, of: weighted, finitePopulation: sample.strata))
            let calibrated = try #require(
                calibration.standardError(of: counted.answers, among: places))

            let u = PersonByPerson.differences(sample.people, weights, in: isInGroup)
            let residuals = PersonByPerson.residuals(sample.people, of: u, on: sample.margins)
            func error(_ u: [Double], _ population: [Double]? = nil) -> Double {
                PersonByPerson.standardError(
                    sample.people, weights, of: u, in: isInGroup, finitePopulation: population)
            }
            #expect(
                agree(found.value, PersonByPerson.value(sample.people, weights, in: isInGroup)))
            #expect(agree(try #require(found.standardError), error(u)))
            #expect(agree(try #require(corrected.standardError), error(u, sample.strata)))
            #expect(agree(calibrated, error(residuals)))
        }
    }

    @Test("counts, and what no opinion does to a share, are those of each person", arguments: seeds)
    func counts(seed: UInt64) throws {
        let sample = RandomSample(seed: seed)
        let counted = CountedPeople(sample)
        let weighted = try weigh(counted.classes, by: sample.raked)
        let people = sample.people.indices.filter { sample.people[$0].group == 0 }

        let found = try #require(
            estimate(counted.answers, among: counted.groups[0], of: weighted))

        let weights = counted.classOfPerson.map { weighted.weights[$0] }
        let valid = people.filter { sample.people[$0].score != nil }
        let dontKnow = people.filter {
            if case .dontKnow = sample.people[$0].answer { true } else { false }
        }
        let sum = valid.map { weights[$0] }.reduce(0, +)
        let unsure = dontKnow.map { weights[$0] }.reduce(0, +)
        let scores = valid.compactMap { sample.people[$0].score }
        #expect(found.respondents == people.count)
        #expect(found.valid == valid.count)
        #expect(found.dontKnow == dontKnow.count)
        #expect(found.positives == (found.isShare ? scores.count { $0 == 1 } : 0))
        #expect(agree(found.unweightedValue, scores.reduce(0, +) / Double(scores.count)))
        #expect(agree(found.dontKnowShare, unsure / (sum + unsure)))
        #expect(
            agree(
                found.effectiveBase,
                sum * sum / valid.map { weights[$0] * weights[$0] }.reduce(0, +)))
        if found.isShare {
            #expect(
                agree(
                    try #require(found.valueIncludingDontKnow),
                    found.value * sum / (sum + unsure)))
        }
    }
}
