import Localization
import Pages
import Pipeline
import Staff
import SurveyDefinition
import SurveyDrafts

/// The questions whose wording is fixed, by goal.
struct BankPage {
    let followed: FollowedDraft
    let bank: QuestionBank
    let goals: Goals
    /// Where a question that is taken comes.
    let section: String

    func values(for person: Person, in text: PageText) -> [String: Any] {
        let id = followed.draft.id
        let asked = Set(followed.checked.document.questions.map(\.id))
        var seen: Set<String> = []
        // Surveys may ask the same question: once is enough.
        let entries = bank.entries.filter { seen.insert("\($0.id) \($0.kind)").inserted }
        func group(_ key: String, _ heading: String, _ entries: [QuestionBank.Entry])
            -> [String: Any]?
        {
            guard !entries.isEmpty else { return nil }
            return [
                "id": key, "heading": heading,
                "questions": entries.map { card($0, asked, in: text) },
            ]
        }
        var groups = goals.goals.compactMap { goal in
            group(
                "goal-\(goal.id)", text.html("goal.\(goal.id)", in: Goals.textFile),
                entries.filter { $0.goals.first == goal.id })
        }
        groups += [
            group(
                "background", text.compose("composer.bank-background"),
                entries.filter { $0.background != nil && $0.goals.isEmpty }),
            group(
                "leading", text.compose("composer.bank-leading"),
                entries.filter { $0.background == nil && $0.goals.isEmpty }),
        ].compactMap { $0 }
        return [
            "title": text.compose("composer.bank-title"),
            "lead": text.compose("composer.bank-lead"),
            "backPath": WorkspacePath.draft(id), "back": text.compose("composer.back-to-draft"),
            "token": person.token.formToken, "action": WorkspacePath.draft(id, .bank),
            "section": section, "groups": groups,
        ]
    }

    private func card(
        _ entry: QuestionBank.Entry, _ asked: Set<String>, in text: PageText
    ) -> [String: Any] {
        let file = entry.survey.value
        let document = entry.question
        let prefix =
            document["scale"]?.string.map { "scale.\($0)." }
            ?? "question.\(entry.id).option."
        let options = (entry.texts[Locales.source] ?? [:]).keys
        let codes: [Code] =
            switch entry.kind {
            case .singleChoice(let options), .multipleChoice(let options, _),
                .ranking(let options, _):
                options.map(\.code)
            default: []
            }
        var values: [String: Any] = [
            "id": entry.id.value, "survey": file,
            "text": text.html("question.\(entry.id).text", in: file),
            "options": codes.filter { options.contains(prefix + $0.value) }
                .map { ["text": text.html(prefix + $0.value, in: file)] },
        ]
        if asked.contains(entry.id.value) {
            values["taken"] = text.compose("composer.bank-taken")
        } else {
            values["button"] = text.compose("composer.bank-take")
        }
        return values
    }
}
