@testable import SurveyDefinition

/// A survey with a question for each indicator, two background questions with a third of districts, and one
/// question without an indicator.
enum Sample {
    static let survey = makeSurvey(
        questions: [
            question("take-part", .singleChoice(howWell)),
            question("corruption", .singleChoice(howWell)),
            question("trust-scale", .scale(0...10, special: [])),
            question("unsafe", .singleChoice(howWell)),
            question(
                "had-contact", .singleChoice(options("yes", "no", "dont-know")),
                textPrefix: "scale.yes-no"),
            question(
                "gender", .singleChoice(options("woman", "man", "other")), background: .gender,
                textPrefix: "question.gender.option"),
            question(
                "age", .singleChoice(options("16-29", "30-49", "50-64", "65-plus")),
                background: .age, textPrefix: "question.age.option"),
            question("district", .district(special: []), background: .district),
            question("wish", .freeText(longest: 500)),
            question("why", .freeText(longest: 500)),
        ],
        codings: [
            coding("active-participation", of: "take-part", share),
            coding("free-from-corruption", of: "corruption", share, .notComparable),
            coding("trust-in-people", of: "trust-scale", .mean, .notComparable),
            coding("unsafe-at-night", of: "unsafe", share),
        ])

    static let districts = Districts(
        regionVersion: "2026",
        list: [
            District(id: "hovsjo", name: "Hovsjö"), District(id: "jarna", name: "@Järna"),
            District(id: "lina", name: "Lina; \"hage\" & <berg>"),
        ])

    static let goals = makeGoals(
        goals: [
            Goal(id: "A", targetArea: 1), Goal(id: "G", targetArea: 3),
            Goal(id: "H", targetArea: 3),
            Goal(id: "N", targetArea: 6),
        ],
        indicators: [
            indicator(
                "voter-turnout", of: "G", .register,
                published: [
                    published("sodertalje", 63, 2022, subgroup: "municipal-election"),
                    published("county", 79.4, 2022, subgroup: "municipal-election"),
                ]),
            indicator(
                "turnout-gap", of: "G", .register, .lowerIsBetter, .percentagePoints,
                published: [
                    published("sodertalje", 54, 2022, note: "highest-minus-lowest"),
                    published("country", 1, 2022),
                ]),
            indicator(
                "active-participation", of: "G",
                published: [
                    published("sodertalje", 32, 2025, note: "medborgarundersokningen"),
                    published("county", 41, 2025), published("country", 36, 2025),
                ]),
            indicator(
                "free-from-corruption", of: "H", published: [published("sodertalje", 21, 2025)]),
            indicator("trust-in-people", of: "H", unit: .points),
            indicator("unsafe-at-night", of: "N", polarity: .lowerIsBetter),
            indicator("litter", of: "A"),
        ])

    private static let howWell = options("very-well", "fairly-well", "fairly-badly", "dont-know")
    private static let share = Measure.share(positive: ["very-well", "fairly-well"])

    /// The one place that makes a survey, whose initialiser belongs to its reader.
    private static func makeSurvey(questions: [Question], codings: [IndicatorCoding]) -> Survey {
        Survey(
            id: "trygghet", version: 1, minutes: 4, hasHelpLines: false, blocks: [],
            sections: [Section(id: "only", questions: questions)], codings: codings,
            policy: Policy(),
            districts: districts, source: "", isComplete: true)
    }

    /// The one place that makes goals, for the same reason.
    private static func makeGoals(goals: [Goal], indicators: [Indicator]) -> Goals {
        Goals(
            targetAreas: [1, 3, 6], goals: goals, indicators: indicators, isComplete: true)
    }

    private static func options(_ codes: Code...) -> [Option] { codes.map { Option(code: $0) } }

    private static func question(
        _ id: QuestionID, _ kind: Question.Kind, background: BackgroundVariable? = nil,
        textPrefix: String = "scale.how-well"
    ) -> Question {
        Question(
            id: id, kind: kind, isRequired: false, isSensitive: false, isGivenByLink: false,
            block: nil,
            background: background, coarseBands: [], optionTextPrefix: textPrefix, shownWhen: [])
    }

    private static func coding(
        _ indicator: IndicatorID, of question: QuestionID, _ measure: Measure,
        _ comparability: Comparability = .sameConstruct
    ) -> IndicatorCoding {
        IndicatorCoding(
            indicator: indicator, question: question, measure: measure,
            valid: ["very-well", "fairly-well", "fairly-badly"], dontKnow: [.dontKnow],
            comparability: comparability)
    }

    private static func indicator(
        _ id: IndicatorID, of goal: GoalID, _ kind: Indicator.Kind = .measured,
        _ polarity: Indicator.Polarity = .higherIsBetter, _ unit: Indicator.Unit = .percent,
        published: [PublishedValue] = []
    ) -> Indicator {
        Indicator(
            id: id, goal: goal, kind: kind, polarity: polarity, unit: unit, published: published)
    }

    private static func indicator(
        _ id: IndicatorID, of goal: GoalID, polarity: Indicator.Polarity = .higherIsBetter,
        unit: Indicator.Unit = .percent
    ) -> Indicator {
        indicator(id, of: goal, .measured, polarity, unit)
    }

    private static func published(
        _ territory: String, _ value: Double, _ year: Int, subgroup: String? = nil,
        note: String? = nil
    ) -> PublishedValue {
        PublishedValue(
            territory: territory, value: value, year: year, source: "kolada", subgroup: subgroup,
            note: note)
    }
}
