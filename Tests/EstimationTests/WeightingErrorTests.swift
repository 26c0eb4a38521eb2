import Estimation
import Testing

/// Every way in which a sample can't be weighted as planned.
struct WeightingErrorTests {
    private func margin(_ name: String, _ populations: [Double]) -> Margin {
        Margin(
            name: name,
            levels: populations.enumerated().map {
                .init(name: "\(name) \($0.offset)", population: $0.element)
            })
    }

    /// One respondent per row of levels.
    private func failure(_ levels: [[Int?]], to margins: [Margin]) -> WeightingError? {
        #expect(throws: WeightingError.self) {
            try weigh(
                levels.map { SampleClass(respondents: 1, levels: $0) },
                by: WeightingPlan(method: .raked, margins: margins))
        }
    }

    @Test("nobody answered")
    func nobody() {
        #expect(failure([], to: [margin("age", [1])]) == .nobody)
    }

    @Test("a margin without population")
    func noPopulation() {
        let error = failure([[0, 0]], to: [margin("age", [10]), margin("area", [0, 0])])

        #expect(error == .noPopulation(margin: "area"))
    }

    @Test(
        "a population that is no number of persons",
        arguments: [-1, .nan, .infinity] as [Double])
    func impossiblePopulation(population: Double) {
        let error = failure([[0], [1]], to: [margin("age", [10, population])])

        #expect(error == .impossiblePopulation(margin: "age", level: "age 1"))
    }

    @Test("a level of the population where nobody answered")
    func emptyLevel() {
        let error = failure(
            [[0, 0], [1, 0]], to: [margin("age", [3, 4]), margin("area", [5, 2])])

        #expect(error == .emptyLevel(margin: "area", level: "area 1"))
    }

    @Test("an empty level is an error of post-stratification too, unless it is joined")
    func emptyCell() throws {
        let classes = [SampleClass(respondents: 8, levels: [0])]
        let age = margin("age", [30, 10])

        let joined = try weigh(
            classes, by: WeightingPlan(method: .poststratified, margins: [age], smallestCell: 1))

        #expect(joined.weights == [5])
        #expect(joined.postStrata == [0...1])
        #expect(throws: WeightingError.emptyLevel(margin: "age", level: "age 1")) {
            try weigh(classes, by: WeightingPlan(method: .poststratified, margins: [age]))
        }
    }

    @Test("answers in a level where the population has nobody")
    func levelWithoutPopulation() {
        let error = failure([[0], [1]], to: [margin("age", [10, 0])])

        #expect(error == .levelWithoutPopulation(margin: "age", level: "age 1"))
    }

    @Test("a level without population and without answers is no error")
    func emptyBoth() throws {
        let weighted = try weigh(
            [SampleClass(respondents: 2, levels: [0])],
            by: WeightingPlan(method: .raked, margins: [margin("age", [10, 0])]))

        #expect(weighted.weights == [5])
    }

    /// Age and area are the same variable in the answers, and another in the population.
    @Test("margins that contradict each other")
    func notConverged() {
        let error = failure(
            [[0, 0], [1, 1]], to: [margin("age", [90, 10]), margin("area", [20, 80])])

        #expect(error == .notConverged(margin: "age", level: "age 1"))
    }

    @Test("each says where it is, and what to do")
    func descriptions() {
        let errors: [WeightingError] = [
            .noPopulation(margin: "age"), .impossiblePopulation(margin: "age", level: "65+"),
            .emptyLevel(margin: "age", level: "65+"),
            .levelWithoutPopulation(margin: "age", level: "65+"),
            .notConverged(margin: "age", level: "65+"),
        ]

        #expect(errors.allSatisfy { $0.description.contains("age") })
        #expect(errors.dropFirst().allSatisfy { $0.description.contains("65+") })
        #expect(
            WeightingError.trimInfeasible(bounds: 0.2...5).description.contains("0.2 and 5.0"))
        #expect(WeightingError.nobody.description == "There are no respondents to weight.")
    }
}
