import Dialogues
import Pages
import SurveyDefinition

/// The first page: what can be answered now, what opens soon, what has come of earlier rounds.
struct StartPage {
    let listings: [PublicVerbs.RoundListing]
    let text: PageText

    func page(in frame: Frame) -> StaticPage {
        let open = listings.filter { $0.round.stage == .open }
        let prepared = listings.filter { $0.round.stage == .prepared }
        let ended = listings.filter { $0.round.stage == .closed && $0.dialogue != nil }
        let withResults = listings.filter { $0.latestRelease != nil }
        let tag = text.language.tag
        let content = frame.templates.render(
            "start",
            [
                "heading": text.html("start.title"),
                "lead": text.html("start.lead", ["municipality": frame.identity.municipality]),
                "openHeading": text.html("start.open"),
                "anyOpen": !open.isEmpty,
                "open": open.map(card),
                "noneOpen": text.html("start.none-open"),
                "anyPrepared": !prepared.isEmpty,
                "preparedHeading": text.html("start.prepared"),
                "prepared": prepared.map { link($0, SitePath.round($0.round.id, tag)) },
                "anyEnded": !ended.isEmpty,
                "endedHeading": text.html("start.ended"),
                "ended": ended.map { link($0, SitePath.dialogue($0.round.id, tag)) },
                "resultsHeading": text.html("start.results"),
                "resultsLead": text.html("start.results-lead"),
                "anyResults": !withResults.isEmpty,
                "withResults": withResults.map { link($0, SitePath.results(of: $0.round.id, tag)) },
                "resultsPath": SitePath.results(tag),
                "allResults": text.html("start.all-results"),
                "noResults": text.html("start.no-results"),
                "promiseHeading": text.html("start.promise"),
                "promise": text.html("start.promise-text"),
            ])
        let page = Frame.Page(title: text.localizer.string("start.title"), path: SitePath.start)
        return StaticPage(html: frame.html(page, content: content, in: text), language: tag.value)
    }

    private func card(_ listing: PublicVerbs.RoundListing) -> [String: Any] {
        var values: [String: Any] = [
            "title": text.html("title", in: listing.survey.textFile),
            "why": text.html("why", in: listing.survey.textFile),
            "facts": RoundTitle.facts(of: listing, in: text),
            "path": SitePath.round(listing.round.id, text.language.tag),
            "answer": text.html("start.answer"),
        ]
        if let dialogue = listing.dialogue {
            values["title"] = RoundTitle.html(of: listing, in: text)
            values["why"] = text.html(.question, of: dialogue) ?? ""
            values["about"] = [
                "aboutPath": SitePath.dialogue(listing.round.id, text.language.tag),
                "label": text.html("dialogue.about"),
            ]
        }
        return values
    }

    private func link(_ listing: PublicVerbs.RoundListing, _ path: String) -> [String: Any] {
        ["title": RoundTitle.html(of: listing, in: text), "path": path]
    }
}
