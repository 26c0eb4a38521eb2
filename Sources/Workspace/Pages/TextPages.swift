import Pages
import Pipeline
import Staff
import SurveyDefinition

/// The free-text questions of a round, and how far the reading of each has come.
struct TextProgressPage {
    let listing: StaffRound
    let progress: [TextProgress]

    func values(in text: PageText) -> [String: Any] {
        var values: [String: Any] = [
            "title": text.work("texts.title"), "lead": text.work("texts.lead"),
            "round": listing.title(in: text), "backPath": WorkspacePath.start,
            "back": text.work("texts.back"),
        ]
        if let date = listing.round.textsDisposedOn {
            values["disposed"] = text.work("texts.disposed", ["date": date])
        } else {
            values["questions"] = progress.map { card($0, in: text) }
        }
        return values
    }

    private func card(_ each: TextProgress, in text: PageText) -> [String: Any] {
        let counts: [(key: String, count: Int)] = [
            ("texts.count", each.texts), ("texts.count-read", each.read),
            ("texts.count-coded", each.coded), ("texts.count-approved", each.approved),
            ("texts.count-rejected", each.rejected),
        ]
        var values: [String: Any] = [
            "question": text.html(
                "question.\(each.question).text", in: listing.survey.textFile),
            "facts": counts.map {
                ["text": text.work($0.key, ["count": text.localizer.number($0.count)])]
            },
            "any": each.texts > 0, "read": text.work("texts.read"),
            "path": WorkspacePath.texts(to: each.question, of: listing.round.id),
        ]
        if each.isPublished { values["published"] = text.work("texts.standing") }
        return values
    }
}

/// Some texts of a question, each with what can be said of it.
struct TextsPage {
    let listing: StaffRound
    let question: Question
    let which: TextSelection.Which
    let texts: [ReadText]
    let isLast: Bool
    let isDone: Bool
    /// What was typed and couldn't be kept, of the only text.
    var typed: (wording: String, themes: Set<ThemeID>)?
    var problem: TextProblem?

    func values(
        of progress: TextProgress?, for person: Person, in text: PageText
    ) -> [String: Any] {
        let round = listing.round.id
        var values: [String: Any] = [
            "question": text.html("question.\(question.id).text", in: listing.survey.textFile),
            "round": listing.title(in: text), "whichLabel": text.plain("texts.which"),
            "which": TextSelection.Which.allCases.map { choice in
                [
                    "path": WorkspacePath.texts(
                        to: question.id, of: round, which: choice.rawValue),
                    "label": text.work("texts.which-\(choice.rawValue)"),
                    "current": choice == which,
                ] as [String: Any]
            },
            "any": !texts.isEmpty, "none": text.work("texts.none"),
            "texts": texts.map { card($0, of: progress, for: person, in: text) },
            "backPath": WorkspacePath.texts(of: round), "back": text.work("texts.back"),
        ]
        if isDone { values["done"] = text.work("done.text") }
        if progress?.isPublished == true { values["standing"] = text.work("texts.standing") }
        if let problem, let first = texts.first {
            values["problem"] = problem.values(
                at: "w-\(first.reference.id)", label: "texts.wording", in: text)
        }
        if !isLast, let last = texts.last {
            values["next"] = [
                "path": WorkspacePath.texts(
                    to: question.id, of: round, which: which.rawValue,
                    after: "\(last.reference.id)"),
                "label": text.work("texts.next"),
            ]
        }
        return values
    }

    private func card(
        _ each: ReadText, of progress: TextProgress?, for person: Person, in text: PageText
    ) -> [String: Any] {
        var wording = each.text
        if case .approved(let approved) = each.judgement?.publication { wording = approved }
        var values: [String: Any] = [
            "id": "\(each.reference.id)", "revision": each.reference.revision,
            "text": each.text, "facts": facts(of: each, in: text).map { ["text": $0] },
            "action": WorkspacePath.texts(to: question.id, of: listing.round.id),
            "token": person.token.formToken, "current": which.rawValue,
            "wordingLabel": text.work("texts.wording"),
            "wordingHint": text.work("texts.wording-hint"),
            "wording": typed?.wording ?? wording, "approve": text.work("texts.approve"),
            "reject": text.work("texts.reject"),
        ]
        if each.isFlagged { values["flagged"] = text.work("texts.flagged") }
        if let progress, !progress.themes.isEmpty, !progress.isPublished {
            let chosen = typed?.themes ?? Set(each.judgement?.themes ?? [])
            values["coding"] = [
                "legend": text.work("texts.themes"), "code": text.work("texts.code"),
                "themes": progress.themes.map { theme in
                    [
                        "id": theme.value, "chosen": chosen.contains(theme),
                        "name": text.html(
                            SurveyThemes.textKey(of: theme), in: listing.survey.textFile),
                    ] as [String: Any]
                },
            ]
        }
        return values
    }

    /// What has been said of it so far.
    private func facts(of each: ReadText, in text: PageText) -> [String] {
        var facts: [String] = []
        if each.judgement?.themes != nil { facts.append(text.work("texts.is-coded")) }
        switch each.judgement?.publication {
        case .approved: facts.append(text.work("texts.is-approved"))
        case .rejected: facts.append(text.work("texts.is-rejected"))
        case .undecided, nil: break
        }
        return facts.isEmpty ? [text.work("texts.is-unread")] : facts
    }
}

/// Why a verdict wasn't kept, as the page tells it.
struct TextProblem {
    private let key: String
    private let values: [String: String]

    /// - Throws: `WorkspaceProblem` for what concerns no text that is there.
    init(_ error: ModerationError) throws {
        switch error {
        case .judgedMeanwhile: (key, values) = ("texts.error-meanwhile", [:])
        case .themesPublished: (key, values) = ("texts.standing", [:])
        case .emptyWording: (key, values) = ("texts.error-empty", [:])
        case .wordingTooLong(let longest):
            (key, values) = ("texts.error-long", ["longest": String(longest)])
        case .wordingTellsPersonalData: (key, values) = ("texts.error-personal", [:])
        case .unknownText, .unknownQuestion, .textsDisposed: throw WorkspaceProblem.unknownPage
        case .unknownTheme, .themeGone: throw WorkspaceProblem.badForm
        }
    }

    /// Values for the template `problems`.
    func values(at field: String, label: String, in text: PageText) -> [String: Any] {
        [
            "heading": text.work("form.problem"), "field": field, "label": text.work(label),
            "message": text.work(key, values),
        ]
    }
}
