import Pages
import SurveyDefinition

/// All results: the goals that have indicators, and the rounds that have a release.
struct ResultsIndexPage {
    let listings: [PublicVerbs.RoundListing]
    let goals: Goals
    let text: PageText

    func page(in frame: Frame) -> StaticPage {
        let tag = text.language.tag
        let rounds = listings.filter { $0.latestRelease != nil }
        let content = frame.templates.render(
            "resultsindex",
            [
                "title": text.html("results.index-title"),
                "lead": text.html("results.index-lead"),
                "goalsHeading": text.html("results.index-goals"),
                "goals": goals.goals.filter { !goals.indicators(of: $0.id).isEmpty }.map { goal in
                    [
                        "path": SitePath.goal(goal.id, tag),
                        "name": text.html("goal.\(goal.id).short", in: Goals.textFile),
                        "title": text.html("goal.\(goal.id)", in: Goals.textFile),
                    ]
                },
                "roundsHeading": text.html("results.index-rounds"),
                "anyRounds": !rounds.isEmpty,
                "rounds": rounds.map { listing in
                    [
                        "path": SitePath.results(of: listing.round.id, tag),
                        "title": RoundTitle.html(of: listing, in: text),
                    ]
                },
                "none": text.html("results.index-none"),
            ])
        let page = Frame.Page(
            title: text.localizer.string("results.index-title"), path: SitePath.results)
        return StaticPage(html: frame.html(page, content: content, in: text), language: tag.value)
    }
}
