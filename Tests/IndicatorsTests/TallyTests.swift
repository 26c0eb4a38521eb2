import Anonymization
import SurveyDefinition
import Testing

@testable import Indicators

struct TallyTests {
    private func tally(_ indicator: IndicatorID, _ answers: [String: Int]) throws -> Tally {
        let coding = try #require(TinySurvey.survey.codings.first { $0.indicator == indicator })
        var tally = Tally()
        for (answer, count) in answers {
            tally.add(count, of: KeptAnswer(key: answer), by: AnswerReading(coding))
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

    @Test("tallies of groups without a common respondent add up, and so do their cell keys")
    func sum() throws {
        let reading = AnswerReading(valid: ["yes", "no"], dontKnow: [.dontKnow], positive: ["yes"])
        var women = Tally()
        women.add(3, of: .chosen(["yes"]), by: reading, cellKey: 0xFFFF_FFFF)
        women.add(1, of: .blank, by: reading, cellKey: 5)
        var men = Tally()
        men.add(2, of: .chosen(["yes"]), by: reading, cellKey: 3)
        men.add(4, of: .chosen(["no"]), by: reading, cellKey: 9)

        var all = women
        all += men

        #expect(all.asked == 10)
        #expect(all.valid == 9)
        #expect(all.positive == 5)
        #expect(all.blank == 1)
        #expect(all.counts == ["yes": 5, "no": 4])
        #expect(all.cellKeys == ["yes": 2, "no": 9])
    }
}
