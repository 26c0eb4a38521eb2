import Estimation
import TestSupport
import Testing

/// What holds for the weights of every sample.
struct WeighTests {
    static let seeds = Array(UInt64(100)...120)

    @Test("raked weights are positive and add up to every margin", arguments: seeds)
    func targets(seed: UInt64) throws {
        let sample = RandomSample(seed: seed)
        let classes = CountedPeople(sample).classes

        let weighted = try weigh(classes, by: sample.raked)

        #expect(weighted.weights.allSatisfy { $0 > 0 })
        let size = sample.margins[0].levels.map(\.population).reduce(0, +)
        let base = total(of: classes.map(\.baseWeight), in: classes) { _ in true }
        for (place, margin) in sample.margins.enumerated() {
            let own = margin.levels.map(\.population).reduce(0, +)
            let unknown =
                total(of: classes.map(\.baseWeight), in: classes) { $0.levels[place] == nil } / base
            for (level, population) in margin.levels.map(\.population).enumerated() {
                let sum = total(of: weighted.weights, in: classes) { $0.levels[place] == level }
                let target = population / own * size * (1 - unknown)
                #expect(abs(sum / target - 1) <= 1e-8)
            }
        }
    }

    @Test("weights do not depend on the order of the classes", arguments: seeds)
    func order(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sample = RandomSample(seed: seed)
        let classes = CountedPeople(sample).classes
        let order = classes.indices.shuffled(using: &generator)

        let weighted = try weigh(classes, by: sample.raked)
        let shuffled = try weigh(order.map { classes[$0] }, by: sample.raked)

        for (place, original) in order.enumerated() {
            #expect(agree(shuffled.weights[place], weighted.weights[original]))
        }
    }

    @Test("weights do not depend on the scale of base weights", arguments: seeds)
    func scale(seed: UInt64) throws {
        let sample = RandomSample(seed: seed)
        let classes = CountedPeople(sample).classes
        let scaled = classes.map {
            SampleClass(
                respondents: $0.respondents, baseWeight: $0.baseWeight * 7.3, stratum: $0.stratum,
                levels: $0.levels)
        }

        let weighted = try weigh(classes, by: sample.raked)
        let other = try weigh(scaled, by: sample.raked)

        #expect(zip(weighted.weights, other.weights).allSatisfy(agree))
    }

    @Test("a margin that occurs twice changes nothing", arguments: seeds)
    func duplicateMargins(seed: UInt64) throws {
        let sample = RandomSample(seed: seed)
        let counted = CountedPeople(sample)
        let doubled = counted.classes.map {
            SampleClass(
                respondents: $0.respondents, baseWeight: $0.baseWeight, stratum: $0.stratum,
                levels: $0.levels + $0.levels)
        }

        let weighted = try weigh(counted.classes, by: sample.raked)
        let other = try weigh(
            doubled, by: WeightingPlan(method: .raked, margins: sample.margins + sample.margins))

        #expect(zip(weighted.weights, other.weights).allSatisfy(agree))
        let error = Calibration(weighted).standardError(
            of: counted.answers, among: counted.everyone)
        let otherError = Calibration(other).standardError(
            of: counted.answers, among: counted.everyone)
        #expect(agree(try #require(error), try #require(otherError)))
    }

    /// Whole populations add up to the same total in any order.
    @Test("the levels in another order give the same weights to the last bit", arguments: seeds)
    func permutedLevels(seed: UInt64) throws {
        let sample = RandomSample(seed: seed)
        let classes = CountedPeople(sample).classes
        let margins = sample.margins.map { margin in
            Margin(
                name: margin.name,
                levels: margin.levels.map {
                    .init(name: $0.name, population: $0.population.rounded())
                })
        }
        let turned = margins.map { Margin(name: $0.name, levels: $0.levels.reversed()) }
        let turnedClasses = classes.map { each in
            SampleClass(
                respondents: each.respondents, baseWeight: each.baseWeight,
                stratum: each.stratum,
                levels: zip(each.levels, margins).map { level, margin in
                    level.map { margin.levels.count - 1 - $0 }
                })
        }

        let weighted = try weigh(classes, by: WeightingPlan(method: .raked, margins: margins))
        let other = try weigh(turnedClasses, by: WeightingPlan(method: .raked, margins: turned))

        #expect(weighted.weights == other.weights)
    }

    @Test("post-stratified weights are N/n of the level in the proportions of base weights")
    func poststratified() throws {
        let classes = [
            SampleClass(respondents: 10, baseWeight: 1, levels: [0]),
            SampleClass(respondents: 5, baseWeight: 2, levels: [0]),
            SampleClass(respondents: 4, baseWeight: 3, levels: [1]),
        ]
        let margin = Margin(
            name: "age",
            levels: [.init(name: "young", population: 40), .init(name: "old", population: 60)])

        let weighted = try weigh(
            classes, by: WeightingPlan(method: .poststratified, margins: [margin]))

        #expect(weighted.weights == [2, 4, 15])
        #expect(weighted.postStrata == [0...0, 1...1])
    }

    @Test("a margin in which everyone is unknown changes nothing but the total")
    func everyoneUnknown() throws {
        let margin = Margin(name: "age", levels: [.init(name: "young", population: 60)])
        let classes = [
            SampleClass(respondents: 2, baseWeight: 1, levels: [nil]),
            SampleClass(respondents: 1, baseWeight: 4, levels: [nil]),
        ]

        let weighted = try weigh(classes, by: WeightingPlan(method: .raked, margins: [margin]))

        #expect(weighted.weights == [10, 40])
    }

    @Test("without a method base weights stay, whatever the margins")
    func noMethod() throws {
        let sample = RandomSample(seed: 1)
        let classes = CountedPeople(sample).classes

        let weighted = try weigh(
            classes, by: WeightingPlan(method: .none, margins: sample.margins))

        #expect(weighted.weights == classes.map(\.baseWeight))
        #expect(weighted.trimming == nil)
        #expect(weighted.postStrata == nil)
    }

    private func total(
        of weights: [Double], in classes: [SampleClass], where isMember: (SampleClass) -> Bool
    ) -> Double {
        zip(weights, classes).filter { isMember($0.1) }
            .map { $0 * Double($1.respondents) }.reduce(0, +)
    }
}
