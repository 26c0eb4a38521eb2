import Estimation
import TestSupport
import Testing

/// Where no two respondents have the same base weight, every one is a class, and the formulas give
/// what they give person by person.
struct IndividualWeightTests {
    @Test(
        "standard errors, also the calibrated ones, are those of each person",
        arguments: UInt64(400)...420)
    func standardErrors(seed: UInt64) throws {
        let sample = RandomSample(seed: seed, individualWeights: true)
        let counted = CountedPeople(sample)
        let weighted = try weigh(counted.classes, by: sample.raked)
        let weights = counted.classOfPerson.map { weighted.weights[$0] }
        let calibration = Calibration(weighted)
        #expect(weighted.classes.count == sample.people.count)

        let domains =
            [(counted.everyone, { (_: Person) in true })]
            + counted.groups.enumerated().map { group, classes in
                (classes, { (person: Person) in person.group == group })
            }
        for (classes, isInDomain) in domains {
            let found = try #require(estimate(counted.answers, among: classes, of: weighted))
            func calibrated(_ population: [Double]?) throws -> Double {
                try #require(
                    calibration.standardError(
                        of: counted.answers, among: classes, finitePopulation: population))
            }

            let u = PersonByPerson.differences(sample.people, weights, in: isInDomain)
            let residuals = PersonByPerson.residuals(sample.people, of: u, on: sample.margins)
            func error(_ u: [Double], _ population: [Double]? = nil) -> Double {
                PersonByPerson.standardError(
                    sample.people, weights, of: u, in: isInDomain, finitePopulation: population)
            }
            #expect(
                agree(found.value, PersonByPerson.value(sample.people, weights, in: isInDomain)))
            #expect(agree(try #require(found.standardError), error(u)))
            #expect(agree(try calibrated(nil), error(residuals)))
            #expect(agree(try calibrated(sample.strata), error(residuals, sample.strata)))
        }
    }

    @Test(
        "a class divided into single respondents changes no figure", arguments: UInt64(400)...410)
    func divided(seed: UInt64) throws {
        let sample = RandomSample(seed: seed)
        let counted = CountedPeople(sample)
        let weighted = try weigh(counted.classes, by: sample.raked)
        let single = singleRespondents(counted)
        let divided = try weigh(single.classes, by: sample.raked)

        for group in counted.groups.indices {
            let classes = counted.groups[group]
            let members = single.classOfRespondent.indices.filter {
                classes.contains(single.classOfRespondent[$0])
            }
            let one = Calibration(weighted).standardError(of: counted.answers, among: classes)
            let other = Calibration(divided).standardError(of: single.answers, among: members)
            #expect(agree(try #require(one), try #require(other)))
        }
    }

    /// Every respondent as a class of their own, with the class that they were in.
    private func singleRespondents(
        _ counted: CountedPeople
    ) -> (classes: [SampleClass], answers: CountedAnswers, classOfRespondent: [Int]) {
        var (classes, valid, dontKnow) = ([SampleClass](), [[Int]](), [Int]())
        var classOfRespondent: [Int] = []
        let scores = counted.answers.scores
        for (place, each) in counted.classes.enumerated() {
            var rows = scores.indices.flatMap { score in
                Array(
                    repeating: scores.indices.map { $0 == score ? 1 : 0 },
                    count: counted.answers.valid[place][score])
            }
            let unsure = rows.count..<(rows.count + counted.answers.dontKnow[place])
            rows += Array(
                repeating: scores.map { _ in 0 }, count: each.respondents - rows.count)
            valid += rows
            dontKnow += rows.indices.map { unsure.contains($0) ? 1 : 0 }
            classes += rows.map { _ in
                SampleClass(
                    respondents: 1, baseWeight: each.baseWeight, stratum: each.stratum,
                    levels: each.levels)
            }
            classOfRespondent += rows.map { _ in place }
        }
        return (
            classes, CountedAnswers(scores: scores, valid: valid, dontKnow: dontKnow),
            classOfRespondent
        )
    }
}
