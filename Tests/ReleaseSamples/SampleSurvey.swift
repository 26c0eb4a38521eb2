import Diagnostics
import SurveyDefinition

/// A survey at random, with and without weights: two to four background variables, and questions
/// whose indicators share one base in every way that surveys do.
///
/// - `safe` has one to three shares, whose answers are nested or apart;
/// - `trust` is a scale with a mean, and may have a share of its upper end;
/// - `works` is an index of ordered options without *don't know*, and may have a share;
/// - `way` has a distribution and no indicator;
/// - `helped` is asked of some only.
struct SampleSurvey {
    let plain: Survey
    let weighted: Survey
    let definitions: Definitions

    /// The population that the weighted survey's answers are brought to.
    var population: PopulationTable { definitions.populations[0] }

    init(using generator: inout some RandomNumberGenerator) {
        let design = SampleDesign(using: &generator)
        let faults = FaultCollector()
        guard
            let definitions = readDefinitions(
                texts: design.files, areAllSurveys: false, reportingTo: faults),
            faults.diagnostics.isEmpty,
            let plain = definitions.survey("plain"), let weighted = definitions.survey("weighted")
        else { preconditionFailure("The sample survey has faults: \(faults.diagnostics)") }
        (self.plain, self.weighted, self.definitions) = (plain, weighted, definitions)
    }
}

/// What is drawn at random of a survey, and its files.
private struct SampleDesign {
    let variables: [BackgroundVariable]
    let groups: [BackgroundVariable: [String]]
    let residents: [BackgroundVariable: [Int]]
    let weighting: String
    let indicators: String

    init(using generator: inout some RandomNumberGenerator) {
        let number = Int.random(in: 2...4, using: &generator)
        let chosen = Set(BackgroundVariable.allCases.shuffled(using: &generator).prefix(number))
        variables = BackgroundVariable.allCases.filter(chosen.contains)
        let districts = Int.random(in: 2...8, using: &generator)
        groups = [
            .gender: ["woman", "man", "other"],
            .age: ["16-29", "30-49", "50-64", "65-plus"],
            .district: (1...districts).map { "d\($0)" },
            .site: ["bath", "rink", "track"],
        ]
        residents = SampleDesign.residents(of: groups, using: &generator)
        weighting = SampleDesign.weighting(
            by: variables.filter(PopulationTable.countable.contains), using: &generator)
        indicators = SampleDesign.indicators(using: &generator)
    }

    /// Whole thousands, so that every margin counts about the same population.
    private static func residents(
        of groups: [BackgroundVariable: [String]], using generator: inout some RandomNumberGenerator
    ) -> [BackgroundVariable: [Int]] {
        var residents: [BackgroundVariable: [Int]] = [:]
        for variable in PopulationTable.countable {
            // The population isn't counted by the third gender.
            let counted = groups[variable, default: []].filter { $0 != "other" }
            let parts = counted.map { _ in Int.random(in: 1...9, using: &generator) }
            residents[variable] = parts.map { 60_000 * $0 / parts.reduce(0, +) }
        }
        return residents
    }

    private static func weighting(
        by countable: [BackgroundVariable], using generator: inout some RandomNumberGenerator
    ) -> String {
        let number = Int.random(in: 1...countable.count, using: &generator)
        let margins = countable.shuffled(using: &generator).prefix(number).map(\.rawValue)
        let isPoststratified = margins.count == 1 && Bool.random(using: &generator)
        let isTrimmed = Int.random(in: 0..<4, using: &generator) == 0
        let trim = isTrimmed ? "\n  trim: [0.2, 5]" : ""
        return """
            weighting:
              method: \(isPoststratified ? "poststratified" : "raked")
              variables: [\(margins.joined(separator: ", "))]
              population: town\(trim)
            """
    }

    private static func indicators(using generator: inout some RandomNumberGenerator) -> String {
        let four = ["a", "b", "c", "d"]
        var list = [share("safe", of: "safe", ["a", "b"], valid: four, dontKnow: true)]
        if Bool.random(using: &generator) {
            list.append(share("very-safe", of: "safe", ["a"], valid: four, dontKnow: true))
        }
        if Int.random(in: 0..<3, using: &generator) == 0 {
            list.append(share("unsafe", of: "safe", ["d"], valid: four, dontKnow: true))
        }
        let scale = (1...5).map(String.init)
        list.append(points("trust", of: "trust", "mean", valid: scale, dontKnow: true))
        if Int.random(in: 0..<3, using: &generator) == 0 {
            list.append(
                share("high-trust", of: "trust", ["4", "5"], valid: scale, dontKnow: true))
        }
        let three = ["a", "b", "c"]
        list.append(points("works", of: "works", "index", valid: three, dontKnow: false))
        if Int.random(in: 0..<3, using: &generator) == 0 {
            list.append(share("works-well", of: "works", ["a"], valid: three, dontKnow: false))
        }
        list.append(share("helped", of: "helped", ["a"], valid: ["a", "b"], dontKnow: true))
        return list.joined(separator: "\n")
    }

    private static func share(
        _ id: String, of question: String, _ positive: [String], valid: [String], dontKnow: Bool
    ) -> String {
        points(id, of: question, "share", valid: valid, dontKnow: dontKnow)
            + "\n    positive: [\(quoted(positive))]"
    }

    private static func points(
        _ id: String, of question: String, _ measure: String, valid: [String], dontKnow: Bool
    ) -> String {
        """
          - id: \(id)
            question: \(question)
            measure: \(measure)
            valid: [\(quoted(valid))]
            comparability: C
        """ + (dontKnow ? "\n    dontKnow: [dont-know]" : "")
    }

    private static func quoted(_ codes: [String]) -> String {
        codes.map { "\"\($0)\"" }.joined(separator: ", ")
    }

    var files: [String: String] {
        [
            "policy.yaml": Self.policy, "goals.yaml": Self.goals, "districts.yaml": districts,
            "population/town.yaml": population, "plain/survey.yaml": survey("plain"),
            "weighted/survey.yaml": survey("weighted") + weighting + "\n",
        ]
    }

    private var districts: String {
        let list = groups[.district, default: []].map { "  - {id: \($0), name: \($0)}" }
        return "regionVersion: \"1\"\ndistricts:\n" + list.joined(separator: "\n") + "\n"
    }

    private var population: String {
        let margins = PopulationTable.countable.map { variable in
            let lines = zip(groups[variable, default: []], residents[variable, default: []])
                .map { "    \($0): \($1)" }
            return "  \(variable.rawValue):\n" + lines.joined(separator: "\n")
        }
        return """
            source: made up
            date: 2025-12-31
            regionVersion: "1"
            example: false
            margins:
            \(margins.joined(separator: "\n"))

            """
    }

    private func survey(_ id: String) -> String {
        let background = variables.map { variable in
            let options = groups[variable, default: []].joined(separator: ", ")
            let kind =
                switch variable {
                case .district: "kind: district"
                case .age:
                    "kind: single-choice, options: [\(options)], "
                        + "coarse: {16-49: [16-29, 30-49], 50-plus: [50-64, 65-plus]}"
                case .gender, .site: "kind: single-choice, options: [\(options)]"
                }
            return "      - {id: \(variable), background: \(variable), \(kind)}"
        }
        return """
            id: \(id)
            version: 1
            minutes: 2
            blocks:
              - {id: all, goals: [N]}
            sections:
              - id: all
                questions:
                  - {id: safe, kind: single-choice, block: all, options: [a, b, c, d], also: [dont-know]}
                  - {id: trust, kind: scale, block: all, from: 1, to: 5, also: [dont-know]}
                  - {id: works, kind: single-choice, block: all, options: [a, b, c]}
                  - {id: way, kind: single-choice, block: all, options: [a, b, c, d, e]}
                  - id: helped
                    kind: single-choice
                    block: all
                    options: [a, b]
                    also: [dont-know]
                    shownWhen: [{question: works, isAnyOf: [a, b]}]
              - id: background
                questions:
            \(background.joined(separator: "\n"))
            indicators:
            \(indicators)

            """
    }

    private static let policy = """
        smallestClass: 5
        smallestBase: 30
        smallestCell: 5
        widestInterval: 0.30
        batch: 20
        minutesBetweenMixings: 30
        participationStep: 25
        longestText: 1000
        mostBackground: 4

        """

    private static let goals: String = {
        let percent = ["safe", "very-safe", "unsafe", "high-trust", "works-well", "helped"]
        let indicators = (percent + ["trust", "works"]).map { id in
            let unit = percent.contains(id) ? "percent" : "points"
            return "  - {id: \(id), goal: N, kind: measured, polarity: higher-is-better, "
                + "unit: \(unit), published: []}"
        }
        return """
            targetAreas: [1]
            goals:
              - {id: N, targetArea: 1}
            indicators:
            \(indicators.joined(separator: "\n"))

            """
    }()
}
