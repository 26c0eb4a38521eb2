import DisclosureControl
import Localization
import SurveyDefinition

/// Who answered a round and how they were found, before any figure is shown.
struct RoundFacts {
    let release: Release
    let context: ReportContext
    let words: ReportWords

    /// - Parameter isNamed: whether the round's name stands over the facts, on a page with several.
    func fields(isNamed: Bool) -> TemplateFields {
        [
            "name": isNamed ? [words.fields(words.title(of: context.survey))] : [],
            "period": context.round.period,
            "facts": facts.map(words.fields),
        ]
    }

    private var facts: [LocalizedText] {
        let count = release.responsesAtLeast
        let closed = context.round.closesOn.map { words.text("results.closed-on", ["date": $0]) }
        let answered = words.text(
            "results.responses-at-least", count: count, ["n": words.localizer.number(count)])
        let asker = words.text("results.municipality", ["municipality": context.municipality])
        return [
            asker, answered,
            words.whoWasAsked(release.sampling), words.meaningOfInterval(release.sampling), closed,
        ].compactMap { $0 }
    }
}

/// How the figures were made, in plain words, with what is needed to make them again.
///
/// - Parameter rounds: newest first, whose policy is the one that is told.
func methodFields(_ rounds: [RoundFacts], _ words: ReportWords) -> [TemplateFields] {
    guard let newest = rounds.first else { return [] }
    let measures = Set(rounds.flatMap { $0.release.table.indicators.map(\.measure) })
    let rules = words.rules(of: newest.release.method, measures: measures)
    let provenance = rounds.map { words.provenance(of: $0.release) }
    return [
        [
            "heading": words.fields("results.method.heading"),
            "sentences": (rules + provenance).map(words.fields),
        ]
    ]
}

extension ReportWords {
    fileprivate func rules(
        of method: Release.Method, measures: Set<String>
    ) -> [LocalizedText] {
        var rules = [text("results.method.share")]
        if measures.contains("mean") { rules.append(text("results.method.mean")) }
        if measures.contains("index") { rules.append(text("results.method.index")) }
        if measures.contains("balance") { rules.append(text("results.method.balance")) }
        if method.weighting == "none" { rules.append(text("results.method.unweighted")) }
        return rules + [
            text("results.method.interval"),
            text("results.method.smallest-base", ["base": localizer.number(method.smallestBase)]),
            text("results.method.smallest-cell", ["cell": localizer.number(method.smallestCell)]),
            text("results.method.rounding"),
        ]
    }

    /// The release, the survey version with the start of its digest, and the software.
    fileprivate func provenance(of release: Release) -> LocalizedText {
        text(
            "results.method.provenance",
            [
                "round": release.round.value, "number": String(release.number),
                "survey": release.survey.id.value, "version": String(release.survey.version),
                "digest": String(release.survey.digest.prefix(12)),
                "software": release.method.softwareVersion,
            ])
    }
}
