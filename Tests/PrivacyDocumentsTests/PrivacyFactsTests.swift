import Dialogues
import SurveyDefinition
import TestSupport
import Testing
import Tickets

@testable import PrivacyDocuments

/// What is told is read off the definition, and changes with it.
struct PrivacyFactsTests {
    private func facts(_ survey: Survey, _ round: Round? = nil) -> PrivacyFacts {
        PrivacyFacts(of: survey, in: round ?? Sample.round(of: survey))
    }

    @Test("Each question is told once as what it is: background, part, sensitive or text")
    func everyQuestionHasItsPlace() {
        for survey in allSurveys {
            let facts = facts(survey)

            let told =
                facts.background + facts.parts.flatMap(\.questions) + facts.sensitive + facts.texts
            #expect(told.map(\.id.value).sorted() == survey.questions.map(\.id.value).sorted())
        }
    }

    @Test("Codes are kept at level code only, and what only an open round needs ends with it")
    func levels() {
        let survey = SmallSurvey.make()
        let open = facts(survey, Sample.round(of: survey, level: .open))
        let code = facts(survey, Sample.round(of: survey, level: .code))

        #expect(!open.keepings.contains { $0.thing == .codes })
        #expect(code.keepings.first { $0.thing == .codes }?.limit == .closing)
        #expect(!open.onlookers.contains(.letters) && code.onlookers.contains(.letters))
        #expect(!open.neverKept.contains(.code) && code.neverKept.contains(.code))
        #expect(open.limits.contains(.repeated) && !code.limits.contains(.repeated))
        #expect(!open.duties.contains(.codes) && code.duties.contains(.codes))
        #expect(!open.risks.contains { $0.event == .codes })
    }

    @Test(
        "At level blind a ticket is kept in place of a code, and an issuer and its limits are told of"
    )
    func blind() throws {
        let survey = SmallSurvey.make()
        let key = try TicketSigningKey().publicKey
        func facts(isPlainAllowed: Bool) -> PrivacyFacts {
            let terms = TicketTerms(key: key, isPlainAllowed: isPlainAllowed)
            return self.facts(survey, Sample.round(of: survey, level: .blind, tickets: terms))
        }

        let strict = facts(isPlainAllowed: false)
        let plain = facts(isPlainAllowed: true)

        #expect(strict.keepings.contains { $0.thing == .tickets && $0.limit == .closing })
        #expect(strict.keepings.contains { $0.thing == .exchanges })
        #expect(!strict.keepings.contains { $0.thing == .codes })
        #expect(strict.onlookers.contains(.issuer) && strict.duties.contains(.issuer))
        #expect(strict.limits.contains(.clocks) && strict.limits.contains(.script))
        #expect(!strict.limits.contains(.plain) && plain.limits.contains(.plain))
        #expect(!strict.limits.contains(.code))
    }

    @Test(
        "The limits of what is kept are the survey's own; without one the municipality has a duty more"
    )
    func retention() throws {
        let dialogue = facts(try Sample.survey("medborgardialog"))
        let small = facts(SmallSurvey.make())

        func limit(_ thing: Keeping.Thing, _ facts: PrivacyFacts) -> Keeping.Limit? {
            facts.keepings.first { $0.thing == thing }?.limit
        }
        #expect(limit(.texts, dialogue) == .months(12))
        #expect(limit(.answers, dialogue) == .months(60))
        #expect(limit(.counts, dialogue) == .months(60))
        #expect(limit(.texts, small) == .plan)
        #expect(!dialogue.duties.contains(.plan) && small.duties.contains(.plan))
        #expect(small.risks.first { $0.event == .retention }?.likelihood == .high)
        #expect(dialogue.risks.first { $0.event == .retention }?.likelihood == .medium)
    }

    @Test(
        "Of a closed round it is told what is destroyed, what is left, and what was disposed of when"
    )
    func closed() throws {
        let survey = try Sample.survey("medborgardialog")
        let round = Sample.round(
            of: survey, level: .code, stage: .closed, closedIn: "2026-12",
            textsDisposedOn: "2028-01-03")
        let fates = Dictionary(
            uniqueKeysWithValues: facts(survey, round).keepings.map { ($0.thing, $0.fate) })

        #expect(fates[.waiting] == .destroyed)
        #expect(fates[.codes] == .destroyed)
        #expect(fates[.answers] == .kept)
        #expect(fates[.texts] == .disposed(on: "2028-01-03"))
        #expect(fates[.releases] == .kept)
        #expect(fates[.proofs] == .kept)
        #expect(facts(survey).keepings.allSatisfy { $0.fate == nil })
    }

    @Test("A risk to sensitive answers is told where the survey has some, and makes theft graver")
    func risks() throws {
        let safety = facts(try Sample.survey("trygghet"))
        let dialogue = facts(try Sample.survey("medborgardialog"))

        #expect(safety.risks.contains { $0.event == .sensitiveAnswer })
        #expect(!dialogue.risks.contains { $0.event == .sensitiveAnswer })
        #expect(safety.risks.first { $0.event == .theft }?.severity == .grave)
        #expect(dialogue.risks.first { $0.event == .theft }?.severity == .significant)
        #expect(!safety.risks.contains { $0.event == .text })
        #expect(dialogue.risks.contains { $0.event == .text })
    }

    @Test(
        "Rarity is reckoned by the table that the survey is weighted to, if it counts what is asked"
    )
    func rarity() throws {
        let definitions = Sample.shipped
        let safety = try Sample.survey("trygghet")
        let site = try Sample.survey("anlaggning")

        let table = try #require(definitions.population(for: safety))
        let rarity = try #require(ClassRarity(of: safety, in: table))

        #expect(table.id == safety.weighting?.population)
        #expect(rarity.rarest.count == 5)
        #expect(rarity.rarest.map(\.residents) == rarity.rarest.map(\.residents).sorted())
        #expect(ClassRarity(of: site, in: table) == nil)
    }
}
