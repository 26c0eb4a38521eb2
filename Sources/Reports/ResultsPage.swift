public import DisclosureControl
public import Localization
public import SurveyDefinition

/// A file of the same release, to download from its page.
public struct ReportDownload: Sendable, Hashable {
    /// What the file is.
    public enum Kind: Sendable, Hashable {
        case peopleCSV, machineCSV, json
    }

    public let kind: Kind
    /// What the link leads to.
    public let address: String

    public init(_ kind: Kind, at address: String) {
        self.kind = kind
        self.address = address
    }
}

/// One round's results as the body of a page: a heading, who answered, each goal, and the method.
///
/// It has the indicators that the round measured; what only registers tell is on the page of the goal.
/// The fragment begins with an `h1` and has no script, no style and no inline style. A text that fell
/// back to another language carries `lang` and `dir`. Its classes are in the site's `style.css`.
///
/// - Parameter goalAddress: where the page of a goal is; without it no goal has a link.
public func resultsPage(
    _ release: Release, _ context: ReportContext, downloads: [ReportDownload] = [],
    goalAddress: ((GoalID) -> String)? = nil, in localizer: Localizer
) -> String {
    let words = ReportWords(localizer)
    let goals = release.results(by: context.goals)
    let round = RoundFacts(release: release, context: context, words: words)
    let others = OtherQuestions(release: release, context: context, words: words).fields
    let written = WrittenAnswers(in: release, context, words)?.fields
    return renderResults([
        "kicker": [words.fields("results.heading")],
        "title": words.fields(words.title(of: context.survey)),
        "period": [context.round.period],
        "notice": notices([release], words) + words.reissues(of: release),
        "contents": goals.count > 1
            ? [
                contents(
                    goals.map(\.goal.id), hasOthers: others != nil, hasWritten: written != nil,
                    words)
            ] : [],
        "about": [
            "heading": words.fields("results.who-answered"),
            "rounds": [round.fields(isNamed: false)],
        ] as TemplateFields,
        "sections": goals.map { results in
            section(
                results.goal.id, address: goalAddress.map { $0(results.goal.id) },
                articles: results.measured.map { indicator in
                    IndicatorArticle(
                        indicator: indicator, release: release, context: context, words: words
                    ).fields
                }, words)
        } + [others, written].compactMap { $0 },
        "method": MethodText(of: [round], words).fields(words),
        "downloads": downloads.isEmpty ? [] : [downloadFields(downloads, words)],
    ])
}

/// A goal of a round: its heading, a link to the page of the goal, and the measured indicators.
private func section(
    _ goal: GoalID, address: String?, articles: [TemplateFields], _ words: ReportWords
) -> TemplateFields {
    let link = address.map { address in
        words.fields("results.all-about-goal").merging(["address": address]) { field, _ in field }
    }
    return [
        "id": sectionID(goal),
        "heading": [words.fields(words.goal(goal))],
        "letter": [words.fields("results.goal-letter", ["letter": goal.value])],
        "link": link.map { [$0] } ?? [],
        "parts": articleParts(measured: articles, registers: [], words),
    ]
}

/// The goals of the page by their short names, the questions without an indicator, and what people wrote.
private func contents(
    _ goals: [GoalID], hasOthers: Bool, hasWritten: Bool, _ words: ReportWords
) -> TemplateFields {
    let others = (words.text("results.other-questions"), OtherQuestions.id)
    let written = (words.text("results.written-answers"), WrittenAnswers.id)
    let links =
        goals.map { (words.shortGoal($0), sectionID($0)) } + (hasOthers ? [others] : [])
        + (hasWritten ? [written] : [])
    return [
        "heading": words.fields("results.contents"),
        "links": links.map { name, id in
            words.fields(name).merging(["address": "#" + id]) { field, _ in field }
        },
    ]
}

/// What a section of a page is called in its address.
func sectionID(_ goal: GoalID) -> String { "goal-\(goal)" }

/// One goal over rounds as the body of a page: each indicator with its newest figure, round by round.
///
/// Rounds that were collected or coded differently are never in one series: they get a table each.
///
/// - Parameter releases: the latest release of each closed round that measures the goal, newest first.
/// - Parameter goals: today's definitions, for what no round has measured.
public func goalPage(
    _ goal: GoalID, _ releases: [(release: Release, context: ReportContext)], goals: Goals,
    in localizer: Localizer
) -> String {
    let words = ReportWords(localizer)
    let series = GoalSeries(goal: goal, releases: releases, goals: goals, words: words)
    let rounds = releases.map { RoundFacts(release: $0.release, context: $0.context, words: words) }
    return renderResults([
        "kicker": [words.fields("results.goal-letter", ["letter": goal.value])],
        "title": words.fields(words.goal(goal)),
        "period": [],
        "notice": notices(releases.map(\.release), words),
        "contents": [],
        "about": [
            "heading": words.fields(releases.isEmpty ? "results.no-rounds" : "results.rounds"),
            "rounds": rounds.map { $0.fields(isNamed: true) },
        ] as TemplateFields,
        "sections": [series.fields],
        "method": MethodText(of: rounds, words, isTellingTexts: false).fields(words),
        "downloads": [],
    ])
}

/// The measured indicators of a goal, then those that are only shown, with a heading of their own.
func articleParts(
    measured: [TemplateFields], registers: [Indicator], _ words: ReportWords
) -> [TemplateFields] {
    let introduction: TemplateFields = [
        "heading": words.fields("results.registers"),
        "explanation": words.fields("results.registers-explanation"),
    ]
    let shown = registers.map { RegisterArticle(indicator: $0, words: words).fields }
    return [["introduction": [TemplateFields](), "articles": measured]]
        + (shown.isEmpty ? [] : [["introduction": [introduction], "articles": shown]])
}

/// Said at the top of every page with synthetic answers, and of one whose weights rest on made-up figures.
private func notices(_ releases: [Release], _ words: ReportWords) -> [TemplateFields] {
    let isDemonstration = releases.contains { $0.method.isDemonstration }
    let isExample = releases.contains { $0.method.weights?.population.isExample == true }
    let demonstration: TemplateFields = [
        "heading": words.fields("results.demonstration"),
        "explanation": words.fields("results.demonstration-means"),
    ]
    let example: TemplateFields = [
        "heading": words.fields("results.example-population"),
        "explanation": words.fields("results.not-official"),
    ]
    return (isDemonstration ? [demonstration] : []) + (isExample ? [example] : [])
}

private func downloadFields(_ downloads: [ReportDownload], _ words: ReportWords) -> TemplateFields {
    [
        "heading": words.fields("results.downloads"),
        "links": downloads.map { download in
            let name =
                switch download.kind {
                case .peopleCSV: words.fields("results.download.people-csv")
                case .machineCSV: words.fields("results.download.machine-csv")
                case .json: words.fields("results.download.json")
                }
            return name.merging(["address": download.address]) { field, _ in field }
        },
    ]
}
