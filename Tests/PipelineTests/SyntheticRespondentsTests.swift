import Answering
import Pipeline
import SurveyDefinition
import TestSupport
import Testing

/// Made-up respondents differ as real ones do: some groups answer less often, and rounds drift.
struct SyntheticRespondentsTests {
    private static let count = 8_000

    private struct Collected {
        var answers: [[QuestionID: Answer]] = []
        var languages: [Code?] = []

        func count(_ given: [QuestionID: Code]) -> Int {
            answers.count { answers in
                given.allSatisfy { answers[$0.key] == .code($0.value) }
            }
        }

        /// Of those who answered the question in one of these ways, the share who chose the first.
        func share(of code: Code, in question: QuestionID, among codes: [Code]) -> Double {
            Double(count([question: code]))
                / Double(codes.reduce(0) { $0 + count([question: $1]) })
        }
    }

    private func collect(
        _ count: Int = count, shift: Double = 0, languages: [Code] = [], population: Bool = true
    ) throws -> Collected {
        let definitions = SiteFixture.shippedDefinitions
        let survey = try #require(definitions.survey("trygghet"))
        let table = try #require(survey.weighting.flatMap { definitions.population($0.population) })
        var respondents = SyntheticRespondents(
            answering: survey, goals: definitions.goals, population: population ? table : nil,
            shift: shift, using: SeededGenerator(seed: 1))
        var collected = Collected()
        for _ in 0..<count {
            collected.answers.append(respondents.next().answers)
            collected.languages.append(respondents.nextLanguage(among: languages))
        }
        return collected
    }

    @Test(
        "Young men answer half as often as young women, others as often", arguments: [true, false])
    func youngMen(population: Bool) throws {
        let collected = try collect(population: population)
        func menPerWoman(_ age: Code) -> Double {
            Double(collected.count(["gender": "man", "age": age]))
                / Double(collected.count(["gender": "woman", "age": age]))
        }

        #expect((0.42...0.58).contains(menPerWoman("16-29")))
        for age in ["30-49", "50-64", "65-plus"] as [Code] {
            #expect((0.88...1.14).contains(menPerWoman(age)))
        }
    }

    @Test("One district answers half as often as its residents are many, the last a third")
    func districts() throws {
        let collected = try collect()
        let table = try #require(SiteFixture.shippedDefinitions.populations.first)
        let residents = try #require(table.margins[.district])
        func responses(_ district: Code) throws -> Double {
            Double(collected.count(["district": district]))
                / Double(try #require(residents[district]))
        }
        let usual = try responses("lina-hage")

        #expect((0.42...0.58).contains(try responses("hovsjo") / usual))
        #expect((0.25...0.45).contains(try responses("molnbo") / usual))
        #expect((0.9...1.1).contains(try responses("centrum") / usual))
    }

    @Test("A shift moves every share by as much, as far as shares go")
    func shift() throws {
        let question = try #require(
            SiteFixture.shippedDefinitions.survey("trygghet")?.codings.first {
                if case .share = $0.measure { true } else { false }
            })
        guard case .share(let positive) = question.measure else { return }
        func share(_ collected: Collected) -> Double {
            positive.reduce(0) {
                $0 + collected.share(of: $1, in: question.question, among: Array(question.valid))
            }
        }

        let (before, after) = (
            share(try collect()), share(try collect(shift: 0.1))
        )

        #expect((0.07...0.13).contains(after - before))
    }

    @Test("Language versions are answered in as they are given, the first most often")
    func languages() throws {
        let languages: [Code] = ["sv", "fi", "ar"]

        let collected = try collect(2_000, languages: languages)
        let none = try collect(10)

        let counts = languages.map { code in collected.languages.count { $0 == code } }
        #expect(counts.reduce(0, +) == 2_000)
        #expect(counts[0] > 1_700 && counts[1] > counts[2] && counts[2] > 20)
        #expect(none.languages.allSatisfy { $0 == nil })
    }
}
