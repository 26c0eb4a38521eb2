import Localization
import Pages
import Pipeline

/// Asks once more before a draft is deleted, and shows what is in it: who is asked has looked at it.
struct DraftDeletionPage {
    let followed: FollowedDraft
    /// Whether somebody has changed the draft since it was looked at: then it is looked at first.
    var isOutdated = false

    private var previewed: PreviewedSurvey { PreviewedSurvey(followed) }

    var title: String { previewed.title }

    func values(for person: Person, in text: PageText) -> [String: Any] {
        let id = followed.draft.id
        let words = PageText(localizer: previewed.localizer(text.language.tag))
        let questions = followed.checked.document.questions
        var values: [String: Any] = [
            "backPath": WorkspacePath.draft(id), "back": text.compose("composer.back-to-draft"),
            "title": text.compose("composer.delete"), "name": title,
            "consequence": text.compose(consequence),
            "questionsHeading": text.compose(
                "composer.questions", count: questions.count,
                ["count": text.localizer.number(questions.count)]),
            "questions": questions.map {
                ["text": words.html("question.\($0.id).text", in: id.value)]
            },
        ]
        if isOutdated {
            values["refused"] = text.compose("composer.delete-changed")
        } else {
            values["confirm"] = [
                "path": WorkspacePath.draft(id, .delete), "token": person.token.formToken,
                "revision": followed.revision, "button": text.compose("composer.delete"),
                "keep": text.compose("composer.delete-keep"),
                "keepPath": WorkspacePath.draft(id),
            ]
        }
        return values
    }

    /// What is lost: a key.
    private var consequence: String {
        if followed.published == nil { return "composer.delete-unpublished" }
        return followed.next == .nothing
            ? "composer.delete-same" : "composer.delete-published"
    }
}
