import Localization
import SurveyDefinition
import TestSupport

@testable import SurveyDrafts

let locales = SiteFixture.shippedLocales
let definitions = SiteFixture.shippedDefinitions
let bank = QuestionBank(of: definitions, in: locales)

/// A language of the service.
func language(_ tag: LanguageTag) -> Language { locales.localizer(for: tag).language }

func shipped(_ id: SurveyID) throws -> SurveyDraft {
    guard let draft = SiteFixture.shippedSurveys[id] else { throw DraftRefusal.gone }
    return draft
}

func check(_ draft: SurveyDraft) -> CheckedDraft {
    CheckedDraft(draft, among: definitions, in: locales, bank: bank)
}

/// A survey with one page, and on it one question of the bank and one of one's own, without faults.
func smallDraft() throws -> SurveyDraft {
    var draft = SurveyDraft.blank("park", title: "Parken", in: language("sv"))
    draft = try draft.with(
        [
            "who-asks": "Kommunen", "why": "Vi bygger om.", "use": "Till planen.",
            "result": "I vår.",
        ], in: .facts, languages: locales.languages)
    draft = try draft.applying(.addSection(title: "Din park"), with: bank)
    draft = try draft.applying(
        .take("take-part", of: "medborgardialog", to: "din-park"), with: bank)
    draft = try draft.applying(
        .addQuestion(.singleChoice, text: "Hur ofta är du i parken?", to: "din-park"), with: bank)
    return try draft.with(
        ["option.new.1": "Ofta", "option.new.2": "Sällan", "also": "dont-know"],
        in: .question("hur-ofta-ar-du-i"), languages: locales.languages)
}
