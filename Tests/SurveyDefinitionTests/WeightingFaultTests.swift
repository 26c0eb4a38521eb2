import Diagnostics
import SurveyDefinition
import TestSupport
import Testing

/// A survey's weighting: how it reads, and its faults, each alone.
struct WeightingFaultTests {
    private static let here = "population/here.yaml"

    /// The small survey with a weighting block, and its other files with changes.
    private static func read(
        _ weighting: String, replacing others: [String: String] = [:],
        reportingTo faults: FaultCollector
    ) -> Definitions? {
        let source = SmallSurvey.source + weighting
        return SmallSurvey.read(
            replacing: others.merging(["small/survey.yaml": source]) { $1 }, reportingTo: faults)
    }

    /// What reading the survey reports with one line of its weighting changed.
    private static func faults(
        _ line: String, _ other: String, table: (from: String, to: String)? = nil
    ) throws -> [Diagnostic] {
        try #require(SmallSurvey.weighting.ranges(of: line).count == 1)
        var text = try #require(SmallSurvey.files[here])
        if let table { text = text.replacing(table.from, with: table.to) }
        let faults = FaultCollector()
        _ = read(
            SmallSurvey.weighting.replacing(line, with: other), replacing: [here: text],
            reportingTo: faults)
        return faults.diagnostics
    }

    @Test("A weighting reads as it is written")
    func reads() throws {
        let faults = FaultCollector()

        let definitions = Self.read(
            SmallSurvey.weighting + "  strata: district\ncountsLanguages: true\n",
            reportingTo: faults)

        #expect(faults.diagnostics == [])
        let survey = try #require(definitions?.surveys.first)
        #expect(survey.countsLanguages)
        #expect(
            survey.weighting
                == SurveyWeighting(
                    method: .raked, variables: [.gender, .age, .district], population: "here",
                    trim: 0.2...5, strata: .district))
    }

    @Test("A survey that says nothing isn't weighted, and doesn't count languages")
    func unweighted() {
        #expect(SmallSurvey.make().weighting == nil)
        #expect(!SmallSurvey.make().countsLanguages)
    }

    @Test(
        "A fault in the block is found alone",
        arguments: [
            ("method: raked", "method: magic", "weighting.method", "'magic' is unknown"),
            ("  method: raked\n", "", "weighting", "'method' is missing"),
            ("  population: here\n", "", "weighting", "'population' is missing"),
            ("trim:", "bounds:", "weighting.bounds", "'bounds' is unknown"),
            ("[gender, age, district]", "[]", "weighting.variables", "nothing to weight by"),
            (
                "[gender, age, district]", "[gender, income]", "weighting.variables[1]",
                "'income' is unknown"
            ),
            ("[gender, age, district]", "[age, age]", "weighting.variables[1]", "stands twice"),
            (
                "[gender, age, district]", "[gender, site]", "weighting.variables[1]",
                "aren't counted by site"
            ),
            ("method: raked", "method: poststratified", "weighting.variables", "meets one margin"),
            ("[0.2, 5]", "[0.2]", "weighting.trim", "with 1 between them"),
            ("[0.2, 5]", "[0, 5]", "weighting.trim", "with 1 between them"),
            ("[0.2, 5]", "[1.2, 5]", "weighting.trim", "with 1 between them"),
            ("[0.2, 5]", "[0.2, 0.9]", "weighting.trim", "with 1 between them"),
            ("[0.2, 5]", "[0.2, .inf]", "weighting.trim[1]", "A number"),
            ("[0.2, 5]", "[0.2, inf]", "weighting.trim", "with 1 between them"),
            ("[0.2, 5]", "[0.2, 5]\n  strata: site", "weighting.strata", "aren't counted by site"),
            (
                "population: here", "population: there", "weighting.population",
                "no population table 'there'"
            ),
        ])
    func block(line: String, other: String, path: String, problem: String) throws {
        let found = try Self.faults(line, other)

        #expect(found.map(\.path) == [path])
        #expect(found.first?.problem.contains(problem) == true, "\(found)")
        #expect(found.first?.remedy.isEmpty == false)
    }

    @Test(
        "A table that doesn't fit the survey is found alone",
        arguments: [
            ("  gender: {woman: 500, man: 510}\n", "", "variables", "has no margin by gender"),
            ("16-29: 200, 30-49: 300", "16-49: 500", "population", "counts 16-49, which 'age'"),
            ("woman: 500, man: 510", "woman: 1010", "population", "counts only woman"),
        ])
    func table(from: String, to: String, key: String, problem: String) throws {
        let found = try Self.faults("population: here", "population: here", table: (from, to))

        #expect(found.map(\.path) == ["weighting.\(key)"])
        #expect(found.first?.problem.contains(problem) == true, "\(found)")
    }

    @Test("An option that no figures exist for is no fault: it is weighted as unknown")
    func uncountedOption() throws {
        let found = try Self.faults(
            "population: here", "population: here",
            table: ("age: {16-29: 200, 30-49: 300", "age: {30-49: 500"))

        #expect(found == [])
    }

    @Test("A variable that the survey doesn't ask for is found")
    func unasked() throws {
        let start = try #require(SmallSurvey.source.range(of: "      - id: gender"))
        let end = try #require(SmallSurvey.source.range(of: "      - id: age"))
        var source = SmallSurvey.source
        source.removeSubrange(start.lowerBound..<end.lowerBound)
        let faults = FaultCollector()

        _ = SmallSurvey.read(
            replacing: ["small/survey.yaml": source + SmallSurvey.weighting], reportingTo: faults)

        #expect(faults.diagnostics.map(\.path) == ["weighting.variables"])
        #expect(faults.diagnostics.first?.problem == "The survey doesn't ask for gender.")
    }

    @Test("A table with faults of its own isn't called missing as well")
    func faultyTable() throws {
        let found = try Self.faults(
            "population: here", "population: here", table: ("2025-12-31", "yesterday"))

        #expect(found.map(\.path) == ["date"])
    }

    @Test("A kept source stays readable when its population table is gone")
    func tableGone() throws {
        let definitions = SmallSurvey.makeDefinitions()
        let faults = FaultCollector()

        let survey = readSurvey(
            source: SmallSurvey.source
                + SmallSurvey.weighting.replacing("population: here", with: "population: gone"),
            named: "round spring-2026", districts: definitions.districts,
            policy: definitions.policy, goals: definitions.goals, reportingTo: faults)

        #expect(survey?.weighting?.population == "gone")
        #expect(faults.diagnostics == [])
    }
}
