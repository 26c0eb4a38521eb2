import Answering
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization

/// What is stored as short texts reads as it was written.
struct KeyCodingTests {
    @Test(
        "A class is its four parts, a hyphen where one is missing",
        arguments: [
            (RespondentClass(), "-/-/-/-"),
            (RespondentClass(gender: "woman"), "woman/-/-/-"),
            (RespondentClass(age: "30-49", district: "lina-hage"), "-/30-49/lina-hage/-"),
            (
                RespondentClass(gender: "man", age: "65-plus", district: "north", site: "pool"),
                "man/65-plus/north/pool"
            ),
        ])
    func respondentClass(respondentClass: RespondentClass, key: String) {
        #expect(respondentClass.key == key)
        #expect(RespondentClass(key: key) == respondentClass)
    }

    @Test("Every class that a survey can give comes back from its key, and no two share one")
    func everyClass() {
        let survey = SurveyVariants.withSite
        func values(_ variable: BackgroundVariable) -> [Code?] {
            (survey.question(for: variable).map(survey.codes(of:)) ?? []) + [nil]
        }
        var keys: Set<String> = []
        var classes = 0

        for gender in values(.gender) {
            for age in values(.age) {
                for district in values(.district) {
                    for site in values(.site) {
                        let each = RespondentClass(
                            gender: gender, age: age, district: district, site: site)
                        keys.insert(each.key)
                        classes += 1
                        #expect(RespondentClass(key: each.key) == each)
                    }
                }
            }
        }

        #expect(keys.count == classes)
    }

    @Test(
        "A kept answer is a mark, nothing, or its codes",
        arguments: [
            (.notAsked, "_"), (.blank, ""), (.chosen(["very-safe"]), "very-safe"),
            (.chosen(["schools", "light"]), "schools+light"), (.chosen(["7"]), "7"),
        ] as [(KeptAnswer, String)])
    func keptAnswer(answer: KeptAnswer, key: String) {
        #expect(answer.key == key)
        #expect(KeptAnswer(key: key) == answer)
    }

    @Test("A fragment is written in numbers of options, and comes back")
    func fragment() throws {
        let survey = SmallSurvey.make()
        let questions = survey.keptQuestions(in: "place")
        let cases: [(answers: [KeptAnswer], text: String)] = [
            ([.blank, .notAsked, .blank], ";_;"),
            ([.chosen(["very-safe"]), .notAsked, .chosen(["under-one"])], "0;_;0"),
            ([.chosen(["unsafe"]), .chosen(["dark", "people"]), .blank], "2;0.2;"),
            ([.chosen([.dontKnow]), .notAsked, .chosen(["over-five"])], "3;_;2"),
        ]

        for (answers, text) in cases {
            #expect(FragmentCoding.encode(answers, to: questions, in: survey) == text)
            #expect(FragmentCoding.decode(text, to: questions, in: survey) == answers)
        }
    }

    @Test("The fragments of every response come back")
    func everyFragment() throws {
        var generator = SeededGenerator(seed: 8)

        for survey in allSurveys {
            for _ in 0..<60 {
                let response = anonymize(try .random(to: survey, using: &generator))
                for block in survey.blocks {
                    let questions = survey.keptQuestions(in: block.id)
                    let answers = try #require(response.blocks[block.id])
                    let text = FragmentCoding.encode(answers, to: questions, in: survey)

                    #expect(FragmentCoding.decode(text, to: questions, in: survey) == answers)
                    for answer in answers {
                        #expect(KeptAnswer(key: answer.key) == answer)
                    }
                }
            }
        }
    }
}
