import Testing

@testable import CodedAnswers

@Suite("Faults of the plan")
struct PlanFaultTests {
    private static let share = """
        indicators:
          - {id: good, column: q, positive: [3, 4], valid: [1, 2, 3, 4], dontKnow: [9]}

        """

    private func complaint(_ plan: String) async throws -> String? {
        try await CodedAnswersTests.complaint("gender,q\nK,4\nM,3\n", by: plan)
    }

    @Test(
        "One fault is one line that names its place",
        arguments: [
            ("rounds: year", "rounds: The key 'rounds' is unknown here."),
            ("background: {gender: K}", "background.gender: Levels are expected here."),
            ("background: {gender: [K, K]}", "background.gender: The level 'K' is there twice."),
            ("breakdowns: [gender]", "breakdowns[0]: 'gender' is not a background column."),
            (
                "background: [gender]\nbreakdowns: [gender*gender]",
                "breakdowns[0]: A column is crossed with itself."
            ),
            (
                "background: [gender]\nbreakdowns: [gender, gender]",
                "breakdowns: There are two with the name 'gender'."
            ),
            ("weighting: raking", "weighting: There is no weighting 'raking'."),
            ("weighting: raked", "weighting: Raking needs a margin."),
            (
                "weighting: poststratified",
                "weighting: Post-stratification has exactly one margin."
            ),
            (
                "weighting: {method: none, trim: [0.2, 5]}",
                "weighting: There are bounds, and nothing to weigh by."
            ),
            (
                "background: [gender]\nmargins: {gender: {K: 5, M: 5}}\n"
                    + "weighting: {method: raked, smallestCell: 20}",
                "weighting: Only post-stratification joins small cells."
            ),
            (
                "background: [gender]\nmargins: {gender: {K: 5, M: 5}}\n"
                    + "weighting: {method: raked, trim: [2, 5]}",
                "weighting.trim: Bounds are two ratios of the mean weight, below and above 1."
            ),
            (
                "background: [gender]\nmargins: {gender: {K: 5, M: 5}}\n"
                    + "weighting: {method: raked, variables: [gender, age]}",
                "weighting.variables[1]: There is no margin 'age'."
            ),
            ("margins: {age: {K: 5}}", "margins.age: 'age' is not a background column."),
            (
                "background: {gender: [K, M]}\nmargins: {gender: {K: 5, X: 5}}",
                "margins.gender: gender has no level 'X' in background."
            ),
            (
                "background: [gender]\nmargins: {gender: {K: few}}",
                "margins.gender.K: A number of persons is expected here."
            ),
            (
                "sample: {stratum: part, population: 10}",
                "sample.population: A stratified sample needs the population of each stratum."
            ),
            (
                "sample: {populations: {north: 10}}",
                "sample.populations: There is no column of strata."
            ),
            ("sample: {population: 0}", "sample.population: A number above zero is expected here."),
            (
                "sample: {finitePopulation: true}",
                "sample: A finite population needs its size."
            ),
            (
                "published: [{name: SCB, indicator: god, value: 0.5}]",
                "published[0].indicator: There is no indicator 'god'."
            ),
            (
                "published: [{name: SCB, indicator: good, value: 32}]",
                "published[0].value: A share is in 0–1."
            ),
            (
                "published: [{name: SCB, indicator: good, value: 0.5, uncertainty: -1}]",
                "published[0].uncertainty: A number that is zero or more is expected here."
            ),
        ])
    func faultsOfTheFrame(plan: String, complaint: String) async throws {
        let text = try #require(await self.complaint(plan + "\n" + Self.share))

        #expect(text.hasPrefix("plan.yaml: " + complaint), "\(text)")
        #expect(!text.contains("\n"))
    }

    @Test(
        "A fault of an indicator is one line that names its place",
        arguments: [
            ("{id: a, column: q, positive: [3]}", ": The key 'valid' is missing."),
            ("{id: a, column: q, valid: [3]}", ": The key 'positive' is missing."),
            ("{id: a, column: q, valid: []}", ".valid: No code is valid."),
            (
                "{id: a, column: q, positive: [5], valid: [3, 4]}",
                ".positive: The code '5' is not valid."
            ),
            (
                "{id: a, column: q, positive: [3], valid: [3, 4], dontKnow: [4]}",
                ": The code '4' is there twice."
            ),
            (
                "{id: a, column: q, measure: median, valid: [3, 4]}",
                ".measure: There is no measure 'median'."
            ),
            (
                "{id: a, column: q, measure: mean, valid: [low, high]}",
                ": The code 'low' is not a number"
            ),
            (
                "{id: a, column: q, measure: index, valid: [3]}",
                ": An index needs two different codes."
            ),
            (
                "{id: a, column: q, measure: mean, range: [10, 0]}",
                ".range: A range has a lowest and a highest whole number"
            ),
            (
                "{id: a, column: q, measure: mean, range: [3, 4], valid: [3]}",
                ".valid: The range says already what is valid."
            ),
            (
                "{id: a, column: q, measure: balance, positive: [4], negative: [4], valid: [3, 4]}",
                ": The code '4' is positive and negative."
            ),
        ])
    func faultsOfAnIndicator(indicator: String, complaint: String) async throws {
        let text = try #require(await self.complaint("indicators: [\(indicator)]\n"))

        #expect(text.hasPrefix("plan.yaml: indicators[0]" + complaint), "\(text)")
        #expect(!text.contains("\n"))
    }

    @Test("All faults of a plan are told at once")
    func allAtOnce() async throws {
        let text = try #require(
            await complaint("weighting: raking\nbreakdowns: [age]\nrounds: year\n" + Self.share))

        #expect(text.split(separator: "\n").count == 3)
    }

    @Test("Two indicators can't have one id")
    func repeatedIndicator() async throws {
        let indicator = "{id: a, column: q, positive: [3], valid: [3, 4]}"

        let text = try #require(await complaint("indicators: [\(indicator), \(indicator)]\n"))

        #expect(text.hasPrefix("plan.yaml: indicators: There are two with the name 'a'."))
    }

    @Test("A plan that isn't there is told by its name")
    func missingPlan() {
        let error = #expect(throws: CodedAnswersError.self) {
            try EstimatePlan.read(.init(filePath: "/nowhere/plan.yaml"))
        }
        #expect(error?.description.hasPrefix("plan.yaml: The file can't be read") == true)
    }
}
