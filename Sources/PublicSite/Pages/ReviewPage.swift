import Dialogues
import FreeText
import Pages
import SurveyDefinition

/// Renders the page before sending as a template with slots: every answer, and exactly what will be kept.
struct ReviewPage {
    let survey: Survey
    let round: Round
    let text: PageText
    let path: String

    /// The name of the field with what was worked out.
    static let workField = "work"

    /// The main part of the page as HTML with marks.
    func html(by templates: Templates, marks: inout Marks) -> String {
        let level = round.anonymity
        let parts = KeptParts(of: survey, in: round, in: text)
        var kept = [text.html("review.kept-answers")]
        if survey.questions.contains(where: \.isDetached) {
            kept.append(text.html("review.kept-apart"))
        }
        if survey.countsLanguages {
            kept.append(text.html("review.kept-language", ["language": text.language.name]))
        }
        if survey.countsModes { kept.append(text.html("kept.mode")) }
        if level == .code { kept.append(text.html("kept.code")) }
        if level == .blind { kept.append(text.html("kept.ticket")) }
        var values: [String: Any] = [
            "action": path,
            "journey": marks.slot(.journey),
            "heldStart": marks.group(.held),
            "held": marks.slot(.heldText),
            "progress": text.html(
                "section.progress", ["step": marks.slot(.step), "steps": marks.slot(.steps)]),
            "title": text.html("review.title"),
            "lead": text.html("review.lead"),
            "sections": survey.sections.map { section($0, marks: &marks) },
            "change": text.html("review.change"),
            "keptHeading": text.html("review.kept"),
            "kept": kept.map { ["text": $0] },
            "levelHeading": text.html("level.heading"),
            "level": text.html("level.\(level.rawValue)"),
            // In a tab of its own: whoever goes away from this page would lose their answers.
            "morePath": SitePath.privacy(round.id, text.language.tag),
            "more": text.html("review.more"),
            "notKeptHeading": text.html("review.not-kept"),
            "notKept": parts.notKept.map { ["text": $0] },
            "send": text.html("review.send"),
            "back": text.html("section.back"),
            "calm": text.html("review.calm"),
            "end": Marks.close,
        ]
        if round.isGuarded {
            values["work"] = [
                "field": Self.workField, "challenge": marks.slot(.challenge),
                "bits": String(ProofOfWork.bits),
                "note": text.html("review.work"), "working": text.html("review.working"),
            ]
        }
        if !survey.backgroundVariables.isEmpty { values["class"] = marks.slot(.respondentClass) }
        return templates.render("review", values)
    }

    private func section(_ section: Section, marks: inout Marks) -> [String: Any] {
        [
            "id": section.id.value,
            "shown": marks.group(.section(section.id)),
            "heading": text.html("section.\(section.id).title", in: survey.textFile),
            "end": Marks.close,
            "questions": section.questions.map { question in
                var values: [String: Any] = [
                    "shown": marks.group(.question(question.id)),
                    "text": text.html("question.\(question.id).text", in: survey.textFile),
                    "answer": marks.slot(.answer(question.id)),
                    "end": Marks.close,
                ]
                if question.isDetached { values["apart"] = text.html("review.apart") }
                if question.isFreeText {
                    values["warning"] = warning(of: question, in: section, marks: &marks)
                }
                return values
            },
        ]
    }

    /// What is said beside a text in which something looks like personal data, with the way to change it.
    private func warning(
        of question: Question, in section: Section, marks: inout Marks
    ) -> [String: Any] {
        [
            "section": section.id.value,
            "shown": marks.group(.warned(question.id)),
            "isMasked": marks.group(.masked(question.id)),
            "masked": text.html("review.masked", ["marker": MaskedText.marker]),
            "isFlagged": marks.group(.flagged(question.id)),
            "flagged": text.html("review.flagged"),
            "change": text.html("review.change-text"),
        ]
    }
}
