@testable import SurveyDefinition

/// A survey with one question of each sort that indicators are made of, broken down by gender, age
/// and district.
enum TinySurvey {
    static let survey = makeSurvey(questions: questions, codings: codings)

    static let goals = Goals(
        targetAreas: [3],
        goals: [Goal(id: "N", targetArea: 3)],
        indicators: ["trust", "safety", "problems", "respect"].map { id in
            Indicator(
                id: IndicatorID(id), goal: "N", kind: .measured, polarity: .higherIsBetter,
                unit: .percent, published: [])
        },
        isComplete: true)

    static let districts = Districts(
        regionVersion: "2026",
        list: [District(id: "north", name: "North"), District(id: "south", name: "South")])

    private static let questions = [
        question(
            "gender", .singleChoice(options("woman", "man", "prefer-not-to-say")),
            background: .gender),
        question(
            "age", .singleChoice(options("16-29", "30-49", "50-plus")), background: .age,
            coarseBands: [CoarseBand(id: "16-49", bands: ["16-29", "30-49"])]),
        question("district", .district(special: []), background: .district),
        question("safe", .singleChoice(options("bad", "fair", "good", "dont-know"))),
        question(
            "problems", .multipleChoice(options("dark", "litter", "traffic", "none"), most: nil)),
        question("trust", .scale(0...10, special: options("dont-know"))),
        question("respect", .singleChoice(options("yes", "no")), isSensitive: true),
    ]

    /// In another order than the goals'.
    private static let codings = [
        coding(
            "safety", of: "safe", .index, valid: ["bad", "fair", "good"], dontKnow: [.dontKnow]),
        coding("trust", of: "trust", .mean, valid: Set((0...10).map { Code(String($0)) })),
        coding(
            "problems", of: "problems", .share(positive: ["dark", "litter"]),
            valid: ["dark", "litter", "traffic", "none"]),
        coding("respect", of: "respect", .share(positive: ["yes"]), valid: ["yes", "no"]),
    ]

    /// The one place that knows how a survey is put together without reading a file.
    private static func makeSurvey(questions: [Question], codings: [IndicatorCoding]) -> Survey {
        Survey(
            id: "tiny", version: 1, minutes: 1, hasHelpLines: false,
            blocks: [Block(id: "all", goals: ["N"])],
            sections: [Section(id: "all", questions: questions)], codings: codings,
            policy: Policy(), districts: districts, source: "", isComplete: true)
    }

    private static func question(
        _ id: String, _ kind: Question.Kind, isSensitive: Bool = false,
        background: BackgroundVariable? = nil, coarseBands: [CoarseBand] = []
    ) -> Question {
        Question(
            id: QuestionID(id), kind: kind, isRequired: false, isSensitive: isSensitive,
            isGivenByLink: false,
            block: "all", background: background, coarseBands: coarseBands,
            optionTextPrefix: "question.\(id).option", shownWhen: [])
    }

    private static func options(_ codes: String...) -> [Option] {
        codes.map { Option(code: Code($0)) }
    }

    private static func coding(
        _ indicator: String, of question: String, _ measure: Measure, valid: Set<Code>,
        dontKnow: Set<Code> = []
    ) -> IndicatorCoding {
        IndicatorCoding(
            indicator: IndicatorID(indicator), question: QuestionID(question), measure: measure,
            valid: valid,
            dontKnow: dontKnow, comparability: .indicative)
    }
}
