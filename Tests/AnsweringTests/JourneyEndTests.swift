import Answering
import SurveyDefinition
import TestSupport
import Testing

/// Whatever is answered, a resident who goes on from page to page gets to the end.
struct JourneyEndTests {
    /// Goes through the survey as the public site does: a page comes again when its answers opened
    /// more questions on it, else the next page with something on it follows.
    private struct Walk {
        private(set) var journey: Journey
        private(set) var steps = 0

        init(
            through survey: Survey, using generator: inout some RandomNumberGenerator,
            answering isAnswered: (inout SeededGenerator) -> Bool
        ) {
            journey = Journey(through: survey, submissionKey: SubmissionKey(using: &generator))
            var chance = SeededGenerator(seed: generator.next())
            let limit = survey.sections.count + survey.questions.count
            var place = journey.pages.first?.section.id
            while let section = place, steps <= limit {
                steps += 1
                let shown = questions(of: section)
                for question in shown where question.isRequired || isAnswered(&chance) {
                    journey = journey.answering(
                        question.id, with: .random(to: question, in: survey, using: &chance))
                }
                let opened = Set(questions(of: section).map(\.id)).subtracting(shown.map(\.id))
                place = opened.isEmpty ? following(section) : section
            }
        }

        private func questions(of section: SectionID) -> [Question] {
            journey.pages.first { $0.section.id == section }?.questions ?? []
        }

        private func following(_ section: SectionID) -> SectionID? {
            let later = journey.survey.sections.map(\.id).drop { $0 != section }.dropFirst()
            return journey.pages.map(\.section.id).first(where: later.contains)
        }
    }

    @Test("Every journey ends, within as many pages as there are sections and questions")
    func everyJourneyEnds() throws {
        var generator = SeededGenerator(seed: 5)

        for survey in allSurveys + [ChainSurvey.survey] {
            let limit = survey.sections.count + survey.questions.count
            for round in 0..<60 {
                let walk = Walk(through: survey, using: &generator) { chance in
                    Int.random(in: 0..<60, using: &chance) < round
                }

                #expect(walk.steps <= limit, "\(survey.id)")
                #expect(walk.journey.faults.isEmpty)
                let completed = try walk.journey.completed()
                #expect(completed.asked == Set(walk.journey.path.map(\.id)))
            }
        }
    }

    @Test("A resident who answers everything has answered all that she was asked")
    func everythingAnswered() throws {
        var generator = SeededGenerator(seed: 6)

        for survey in allSurveys + [ChainSurvey.survey] {
            for _ in 0..<30 {
                let walk = Walk(through: survey, using: &generator) { _ in true }
                let completed = try walk.journey.completed()
                let linked = survey.questions.filter(\.isGivenByLink).map(\.id)

                #expect(completed.asked.subtracting(linked) == Set(completed.answers.keys))
            }
        }
    }
}
