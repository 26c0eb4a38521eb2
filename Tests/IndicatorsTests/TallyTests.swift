import Anonymization
import SurveyDefinition
import Testing

@testable import Indicators

struct TallyTests {
    private func tally(_ indicator: IndicatorID, _ answers: [String: Int]) throws -> Tally {
        let coding = try #require(TinySurvey.survey.codings.first { $0.indicator == indicator })
        let question = try #require(TinySurvey.survey.question(coding.question))
        let scale = ScoreScale(of: coding, options: question.options)
        var tally = Tally()
        for (answer, count) in answers {
            tally.add(count, of: KeptAnswer(key: answer), by: coding, scale: scale)
        }
        return tally
    }

    @Test("who was not asked is counted nowhere")
    func notAsked() throws {
        #expect(try tally("safety", ["_": 50]) == Tally())
    }

    @Test("blank and don't know are asked, not valid")
    func notValid() throws {
        let tally = try tally("safety", ["": 3, "dont-know": 4, "good": 5])

        #expect(tally.asked == 12)
        #expect(tally.valid == 5)
        #expect(tally.blank == 3)
        #expect(tally.dontKnow == 4)
    }

    @Test("prefer not to say is asked and nothing else")
    func declined() throws {
        let tally = try tally("safety", ["prefer-not-to-say": 6])

        #expect(tally.asked == 6)
        #expect(tally.valid + tally.dontKnow + tally.blank == 0)
    }

    @Test("in a multiple choice a respondent counts once in the base and once as positive")
    func multipleChoice() throws {
        let tally = try tally(
            "problems", ["dark+litter": 10, "litter+traffic": 5, "traffic": 3, "none": 2, "": 4])

        #expect(tally.valid == 20)
        #expect(tally.positive == 15)
        #expect(tally.counts == ["dark": 10, "litter": 15, "traffic": 8, "none": 2])
    }

    @Test("a mean sums the numbers of a scale and their squares")
    func mean() throws {
        let tally = try tally("trust", ["0": 2, "7": 3, "10": 1, "dont-know": 9])

        #expect(tally.valid == 6)
        #expect(tally.sum == 31)
        #expect(tally.sumOfSquares == 247)
    }

    @Test("an index scores the valid options from nought, in the question's order")
    func index() throws {
        let tally = try tally("safety", ["bad": 4, "fair": 3, "good": 2])

        #expect(tally.sum == 7)
        #expect(tally.positive == 0)
        let estimate = try #require(
            Estimate(of: tally, scale: scale(of: "safety"), respondents: 9))
        #expect(estimate.value == 7 * 100 / (9 * 2.0))
    }

    @Test("a mean of a single answer has no interval, and one of nobody no estimate")
    func singleAnswer() throws {
        let single = try tally("trust", ["7": 1])

        let estimate = try #require(
            Estimate(of: single, scale: scale(of: "trust"), respondents: 50))
        #expect(estimate.value == 7)
        #expect(estimate.interval == nil)
        #expect(Estimate(of: Tally(), scale: try scale(of: "trust"), respondents: 50) == nil)
    }

    @Test("the interval of a mean stays within the scale")
    func withinScale() throws {
        let tally = try tally("trust", ["0": 1, "10": 2])

        let interval = try #require(
            Estimate(of: tally, scale: scale(of: "trust"), respondents: 3)?.interval)

        #expect(interval == 0...10)
    }

    private func scale(of indicator: IndicatorID) throws -> ScoreScale? {
        let coding = try #require(TinySurvey.survey.codings.first { $0.indicator == indicator })
        let question = try #require(TinySurvey.survey.question(coding.question))
        return ScoreScale(of: coding, options: question.options)
    }
}
