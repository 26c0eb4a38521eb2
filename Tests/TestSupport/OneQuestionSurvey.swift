public import Anonymization
import Diagnostics
public import Indicators
public import SurveyDefinition

/// A survey that asks `safe`, and who answers it, for tests that say how many answered what: its
/// files are read, and its counts tabulated, as every survey's are.
public struct OneQuestionSurvey: Sendable {
    /// How the answers become one indicator.
    public struct Coding: Sendable {
        public let indicator: IndicatorID
        public let measure: Measure
        public let comparability: Comparability

        public init(
            _ indicator: IndicatorID, _ measure: Measure, comparability: Comparability = .indicative
        ) {
            self.indicator = indicator
            self.measure = measure
            self.comparability = comparability
        }
    }

    /// What the answers are weighted to.
    public struct Target: Sendable {
        public let method: SurveyWeighting.Method
        public let population: [BackgroundVariable: [Code: Int]]
        public let trim: ClosedRange<Double>?
        public let strata: BackgroundVariable?

        public init(
            _ method: SurveyWeighting.Method = .raked,
            to population: [BackgroundVariable: [Code: Int]], trim: ClosedRange<Double>? = nil,
            strata: BackgroundVariable? = nil
        ) {
            self.method = method
            self.population = population
            self.trim = trim
            self.strata = strata
        }
    }

    public let definitions: Definitions

    /// - Parameters:
    ///   - options: the valid ones, in their order; whole numbers in a row where a mean is coded.
    ///   - groups: what each background variable can be answered with, in order.
    ///   - target: with variables that `groups` has.
    /// - Precondition: the files that this makes have no faults.
    public init(
        options: [Code], codings: [Coding], groups: [BackgroundVariable: [Code]],
        target: Target? = nil
    ) {
        let text = SurveyText(options: options, codings: codings, groups: groups, target: target)
        let faults = FaultCollector()
        let definitions = readDefinitions(
            texts: text.files, areAllSurveys: true, reportingTo: faults)
        guard let definitions, faults.diagnostics.isEmpty else {
            preconditionFailure("The survey of one question has faults: \(faults.diagnostics)")
        }
        self.definitions = definitions
    }

    public var survey: Survey { definitions.surveys[0] }

    /// The table of a round in which so many of each class answered so.
    public func tabulate(
        _ counts: [RespondentClass: [KeptAnswer: Int]], cellKeys: CellKeying? = nil
    ) -> IndicatorTable {
        tabulate(Self.responses(counts), cellKeys: cellKeys)
    }

    public func tabulate(_ responses: ResponseTable, cellKeys: CellKeying? = nil) -> IndicatorTable
    {
        Indicators.tabulate(
            responses, by: survey, goals: definitions.goals,
            population: definitions.populations.first, cellKeys: cellKeys)
    }

    /// The responses of a round in which so many of each class answered so.
    public static func responses(
        _ counts: [RespondentClass: [KeptAnswer: Int]]
    ) -> ResponseTable {
        var responses = ResponseTable()
        for (respondentClass, answers) in counts {
            for (answer, count) in answers where count > 0 {
                responses.add(count, to: respondentClass)
                responses.add(
                    count,
                    to: .init(question: "safe", respondentClass: respondentClass, answer: answer))
            }
        }
        return responses
    }
}

/// The files of a survey of one question.
private struct SurveyText {
    let options: [Code]
    let codings: [OneQuestionSurvey.Coding]
    let groups: [BackgroundVariable: [Code]]
    let target: OneQuestionSurvey.Target?

    var files: [String: String] {
        var files = [
            "one/survey.yaml": survey, "goals.yaml": goals, "districts.yaml": districts,
            "policy.yaml": SmallSurvey.files["policy.yaml"] ?? "",
        ]
        if let target { files["population/here.yaml"] = population(target) }
        return files
    }

    private var survey: String {
        let isScale = codings.contains { $0.measure == .mean }
        let kind =
            isScale
            ? "kind: scale, from: \(options[0]), to: \(options[options.count - 1])"
            : "kind: single-choice, options: \(list(options))"
        let background = BackgroundVariable.allCases.compactMap { variable in
            groups[variable].map { question(for: variable, $0) }
        }
        return """
            id: one
            version: 1
            minutes: 1
            blocks: [{id: all, goals: [N]}]
            sections:
              - id: all
                questions:
                  - {id: safe, block: all, \(kind), also: [dont-know]}
            \(background.joined())
            indicators:
            \(codings.map(coding).joined())
            \(target.map(weighting) ?? "")
            """
    }

    private func question(for variable: BackgroundVariable, _ codes: [Code]) -> String {
        let kind =
            switch variable {
            case .district: "kind: district"
            case .age: "kind: single-choice, options: \(list(codes)), coarse: {all: \(list(codes))}"
            case .gender, .site: "kind: single-choice, options: \(list(codes))"
            }
        return "      - {id: \(variable.rawValue), background: \(variable.rawValue), \(kind)}\n"
    }

    private func coding(_ coding: OneQuestionSurvey.Coding) -> String {
        let counted =
            switch coding.measure {
            case .share(let positive): "positive: \(list(positive)), "
            case .balance(let positive, let negative):
                "positive: \(list(positive)), negative: \(list(negative)), "
            case .mean, .index: ""
            }
        return """
              - {id: \(coding.indicator), question: safe, measure: \(coding.measure.name), \(counted)\
            valid: \(list(options)), dontKnow: [dont-know], \
            comparability: \(coding.comparability.rawValue)}

            """
    }

    private func weighting(_ target: OneQuestionSurvey.Target) -> String {
        let variables = BackgroundVariable.allCases.filter { target.population[$0] != nil }
            .filter { target.method == .raked || $0 != target.strata }
        let trim = target.trim.map { ", trim: [\($0.lowerBound), \($0.upperBound)]" } ?? ""
        let strata = target.strata.map { ", strata: \($0.rawValue)" } ?? ""
        let names = variables.map(\.rawValue).joined(separator: ", ")
        return "weighting: {method: \(target.method.rawValue), variables: [\(names)], "
            + "population: here\(trim)\(strata)}\n"
    }

    private var goals: String {
        let indicators = codings.map { coding in
            let unit = if case .share = coding.measure { "percent" } else { "points" }
            return "  - {id: \(coding.indicator), goal: N, kind: measured, "
                + "polarity: higher-is-better, unit: \(unit), published: []}\n"
        }
        return "targetAreas: [1]\ngoals: [{id: N, targetArea: 1}]\nindicators:\n"
            + indicators.joined()
    }

    private var districts: String {
        let codes = groups[.district] ?? ["nowhere"]
        return "regionVersion: \"2026\"\ndistricts:\n"
            + codes.map { "  - {id: \(quoted($0)), name: \(quoted($0))}\n" }.joined()
    }

    private func population(_ target: OneQuestionSurvey.Target) -> String {
        let margins = BackgroundVariable.allCases.compactMap { variable in
            target.population[variable].map { margin in
                let lines = margin.sorted { $0.key < $1.key }
                    .map { "\(quoted($0.key)): \($0.value)" }
                return "  \(variable.rawValue): {\(lines.joined(separator: ", "))}\n"
            }
        }
        let size = target.population.values.flatMap(\.values).reduce(0, +)
        return
            "source: Made up of \(size)\ndate: 2025-12-31\nregionVersion: \"2026\"\nexample: true\n"
            + "margins:\n" + margins.joined()
    }

    private func list(_ codes: some Sequence<Code>) -> String {
        "[\(codes.map(quoted).joined(separator: ", "))]"
    }

    private func quoted(_ code: Code) -> String { "\"\(code)\"" }
}
