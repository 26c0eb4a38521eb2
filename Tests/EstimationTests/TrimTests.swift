import Estimation
import Testing

/// Weights brought into bounds, with the margins kept.
struct TrimTests {
    private let margins = [
        Margin(
            name: "gender",
            levels: [.init(name: "K", population: 500), .init(name: "M", population: 500)]),
        Margin(
            name: "area",
            levels: [.init(name: "A", population: 700), .init(name: "B", population: 300)]),
    ]

    private let classes = [
        SampleClass(respondents: 40, levels: [0, 0]), SampleClass(respondents: 30, levels: [0, 1]),
        SampleClass(respondents: 5, levels: [1, 0]), SampleClass(respondents: 25, levels: [1, 1]),
    ]

    @Test("after trimming every weight is inside and every margin holds")
    func inside() throws {
        let plan = WeightingPlan(method: .raked, margins: margins, trim: 0.1...5)

        let weighted = try weigh(classes, by: plan)

        let trimming = try #require(weighted.trimming)
        #expect(trimming.bounds == 0.1...5)
        #expect(trimming.before.upperBound > 5)
        #expect(trimming.rounds > 0)
        #expect(weighted.relativeWeights.lowerBound >= 0.1 - 1e-6)
        #expect(weighted.relativeWeights.upperBound <= 5 + 1e-6)
        let sums = zip(weighted.weights, classes).map { $0 * Double($1.respondents) }
        #expect(agree(sums[0] + sums[1], 500))
        #expect(agree(sums[2] + sums[3], 500))
        #expect(agree(sums[0] + sums[2], 700))
        #expect(agree(sums[1] + sums[3], 300))
    }

    @Test("bounds that all weights are inside of change nothing, in no rounds")
    func wide() throws {
        let untrimmed = try weigh(classes, by: WeightingPlan(method: .raked, margins: margins))

        let weighted = try weigh(
            classes, by: WeightingPlan(method: .raked, margins: margins, trim: 0.01...100))

        #expect(weighted.weights == untrimmed.weights)
        #expect(weighted.trimming?.rounds == 0)
        #expect(weighted.trimming?.before == untrimmed.relativeWeights)
    }

    @Test("bounds that no weights can meet are an error", arguments: [0.9...1.1, 2.0...5.0])
    func infeasible(bounds: ClosedRange<Double>) {
        let plan = WeightingPlan(method: .raked, margins: margins, trim: bounds)

        #expect(throws: WeightingError.trimInfeasible(bounds: bounds)) {
            try weigh(classes, by: plan)
        }
    }

    @Test("base weights are trimmed around their mean, and keep their sum")
    func baseWeights() throws {
        let classes = [
            SampleClass(respondents: 99, baseWeight: 1),
            SampleClass(respondents: 1, baseWeight: 21),
        ]

        let weighted = try weigh(classes, by: WeightingPlan(method: .none, trim: 0.5...5))

        #expect(weighted.relativeWeights.upperBound <= 5 + 1e-6)
        #expect(agree(weighted.weights[0] * 99 + weighted.weights[1], 120))
    }
}
