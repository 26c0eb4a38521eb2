import Estimation
import Testing

/// Weights that meet the population of one variable: N / n of the level, times base weights.
struct PostStratificationSpecification {
    @Test("each gender's weights add up to its population")
    func gender() throws {
        let plan = WeightingPlan(method: .poststratified, margins: [TwentyRespondents.gender])
        let classes = TwentyRespondents.classes.map {
            SampleClass(
                respondents: $0.respondents, baseWeight: $0.baseWeight, levels: [$0.levels[0]])
        }

        let weights = try TwentyRespondents.weights(by: plan, classes)

        #expect(weights["1"].tenDecimals == "41.6666666667")
        #expect(weights["20"].tenDecimals == "41.6666666667")
        #expect(weights["3"].tenDecimals == "62.5000000000")
        #expect(weights["18"].tenDecimals == "62.5000000000")
    }

    /// Ages 16–29, 30–44, 45–64 and 65+ of populations 100, 200, 300 and 400.
    @Test(
        "a level with fewer than 20 respondents is joined with the next, the last with the previous",
        arguments: [
            (respondents: [20, 20, 20, 20], weights: "5.0 10.0 15.0 20.0"),
            (respondents: [10, 20, 20, 20], weights: "10.0 10.0 15.0 20.0"),
            (respondents: [20, 20, 20, 15], weights: "5.0 10.0 20.0 20.0"),
            (respondents: [4, 4, 12, 25], weights: "30.0 30.0 30.0 16.0"),
            (respondents: [25, 20, 0, 10], weights: "4.0 30.0 - 30.0"),
            (respondents: [1, 2, 3, 4], weights: "100.0 100.0 100.0 100.0"),
        ])
    func joining(respondents: [Int], weights: String) throws {
        let age = Margin(
            name: "age",
            levels: [("16–29", 100), ("30–44", 200), ("45–64", 300), ("65+", 400)].map {
                .init(name: $0.0, population: $0.1)
            })
        let plan = WeightingPlan(method: .poststratified, margins: [age], smallestCell: 20)
        let answering = respondents.indices.filter { respondents[$0] > 0 }
        let classes = answering.map { SampleClass(respondents: respondents[$0], levels: [$0]) }

        let sample = try weigh(classes, by: plan)

        let row = respondents.indices.map { level in
            answering.firstIndex(of: level).map { "\(sample.weights[$0])" } ?? "-"
        }
        #expect(row.joined(separator: " ") == weights)
    }
}
