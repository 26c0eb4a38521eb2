import Dialogues
import Localization
import Pages
import Pipeline
import Staff
import SurveyDefinition

/// What a dialogue asks, and every published survey that it could ask instead while it hasn't opened.
struct AskedPage {
    let followed: FollowedDialogue
    let asked: Survey
    /// None when it can't be changed any more.
    let choices: [ListedSurvey]
    let advice: ClassAdvice?
    var isChosen = false
    /// Why something wasn't done: a key.
    var refusal: String?

    private var id: RoundID { followed.dialogue.id }

    var title: String { followed.dialogue.texts.text(.title, in: Locales.source) ?? id.value }

    func values(for person: Person, in text: PageText) -> [String: Any] {
        var values: [String: Any] = [
            "backPath": WorkspacePath.dialogue(id), "back": text.work("dialogue.back-to"),
            "title": text.compose("asked.heading"), "name": title,
            "asked": askedSurvey(in: text),
            "token": person.token.formToken,
        ]
        if isChosen { values["done"] = text.compose("composer-done.chosen") }
        if let refusal { values["refused"] = text.compose(refusal) }
        guard followed.round.stage == .prepared else {
            values["isFixed"] = text.compose("asked.fixed")
            return values
        }
        values["choosing"] = [
            "heading": text.compose("asked.choose"), "lead": text.compose("asked.choose-lead"),
            "action": WorkspacePath.asked(in: id), "surveys": choices.map { card($0, in: text) },
        ]
        if person.signedIn.mayDo(.editRounds) {
            values["own"] = [
                "heading": text.compose("asked.own"), "lead": text.compose("asked.own-lead"),
                "action": WorkspacePath.ownQuestions(of: id),
                "label": text.compose("composer.survey-title"), "value": title,
                "button": text.compose("asked.own-button"),
            ]
        }
        return values
    }

    private func askedSurvey(in text: PageText) -> [String: Any] {
        var values = AskedSurvey(asked, in: id).values(in: text)
        if let advice { values["advice"] = advice.values(naming: text.localizer, in: text) }
        return values
    }

    private func card(_ survey: ListedSurvey, in text: PageText) -> [String: Any] {
        var values: [String: Any] = ["id": survey.id.value, "title": survey.title]
        if let version = survey.version {
            values["version"] = text.compose(
                "composer.version", ["version": text.localizer.number(version)])
        }
        if survey.id == asked.id, survey.version == asked.version {
            values["now"] = text.compose("asked.now")
        } else {
            values["button"] = text.compose("composer.choose")
        }
        return values
    }
}

/// The survey that a dialogue asks, where a page names it: what it is, and the way to look at it.
struct AskedSurvey {
    private let survey: Survey
    private let round: RoundID

    init(_ survey: Survey, in round: RoundID) {
        self.survey = survey
        self.round = round
    }

    func values(in text: PageText) -> [String: Any] {
        let count = survey.questions.count
        var values: [String: Any] = [
            "heading": text.compose("asked.heading"),
            "title": text.html("title", in: survey.textFile),
            "facts": [
                text.compose(
                    "composer.version", ["version": text.localizer.number(survey.version)]),
                text.compose(
                    "composer.questions", count: count, ["count": text.localizer.number(count)]),
            ].map { ["text": $0] },
        ]
        if let first = survey.sections.first {
            values["look"] = [
                "path": WorkspacePath.preview(
                    ofQuestionsIn: round, first.id.value, in: text.language.tag),
                "label": text.compose("asked.look"),
            ]
        }
        return values
    }
}
