import DisclosureControl
import Localization
import SurveyDefinition

/// Who answered a round and how they were found, before any figure is shown.
struct RoundFacts {
    let release: Release
    let context: ReportContext
    let words: ReportWords

    /// - Parameter isNamed: whether the round's name stands over the facts, on a page with several; who
    ///   answered and who is missing is only told of a round that has the page to itself.
    func fields(isNamed: Bool) -> TemplateFields {
        let coverage = isNamed ? nil : coverage
        return [
            "name": isNamed ? [words.fields(words.title(of: context.survey))] : [],
            "period": context.round.period,
            "facts": facts.map { $0.fields(words) },
            "coverage": coverage.map { [$0.fields(in: "results-about")] } ?? [],
        ]
    }

    /// How many came in and how many were asked.
    var counts: [NamedSentence] {
        let count = release.responsesAtLeast
        let answered = words.text(
            "results.responses-at-least", count: count, ["n": words.localizer.number(count)])
        return [NamedSentence(text: answered)] + (coverage?.facts ?? [])
    }

    var asker: LocalizedText {
        words.text("results.municipality", ["municipality": context.municipality])
    }

    var closing: LocalizedText? {
        context.round.closesOn.map { words.text("results.closed-on", ["date": $0]) }
    }

    /// When the answers or the free texts were disposed of, of which no other figure can be made any more.
    var disposals: [LocalizedText] {
        [
            context.round.answersDisposedOn.map {
                words.text("results.answers-disposed-on", ["date": $0])
            },
            context.round.textsDisposedOn.map {
                words.text("results.texts-disposed-on", ["date": $0])
            },
        ].compactMap { $0 }
    }

    private var coverage: CoverageFields? {
        release.table.coverage.map {
            CoverageFields(coverage: $0, context: context, words: words)
        }
    }

    private var facts: [NamedSentence] {
        let kinds = [
            words.whoWasAsked(release.sampling), words.meaningOfInterval(release.sampling), closing,
        ].compactMap { $0 }
        return [NamedSentence(text: asker)] + counts + kinds.map { NamedSentence(text: $0) }
    }
}
