public import Localization

/// The page for residents: what a round keeps of them, in short sections.
public func privacyPage(_ context: PrivacyContext, in localizer: Localizer) -> PrivacyDocument {
    let words = PrivacyWords(localizer: localizer)
    let page = PrivacyPage(
        sections: PrivacySections(context: context, words: words))
    return PrivacyDocument(
        title: words.text("privacy.page.title"),
        subtitle: words.title(
            of: context.facts.survey, period: context.facts.round.period),
        language: localizer.language, blocks: page.blocks)
}

/// What only the page says, between the sections that it shares.
private struct PrivacyPage {
    typealias Block = PrivacyDocument.Block

    let sections: PrivacySections

    private var facts: PrivacyFacts { sections.facts }
    private var words: PrivacyWords { sections.words }
    private func text(_ key: String) -> LocalizedText { sections.text(key) }

    var blocks: [Block] {
        let start = sections.notices + [.heading(words.shared("level.heading"))] + sections.level
        let kept: [Block] =
            [.heading(words.shared("round.not-kept")), sections.neverKept]
            + [.heading(text("privacy.asked.heading"))] + sections.asked
            + [.heading(text("privacy.mixing.heading"))] + sections.mixing
            + [.heading(text("privacy.kept.heading")), sections.kept] + sections.disposal
            + (facts.round.answersDisposedOn == nil
                ? [.paragraph(words.shared("kept.until"))] : [])
        let shown: [Block] =
            [.heading(text("privacy.sees.heading")), sections.sees]
            + [.heading(text("privacy.published.heading"))]
            + sections.published.map { .paragraph($0) }
        // Nobody is answering a closed round.
        let answering = facts.round.stage == .closed ? [] : browser + languages
        return start + kept + shown + answering + end
    }

    private var browser: [Block] {
        var items = [
            text("privacy.browser.cookies"),
            text(facts.level.hasTickets ? "privacy.browser.script" : "privacy.browser.no-script"),
            text("privacy.browser.page"),
        ]
        if facts.level.hasCodes { items.append(text("privacy.browser.code")) }
        items.append(text("privacy.browser.close"))
        return [.heading(text("privacy.browser.heading")), .list(items)]
    }

    private var languages: [Block] {
        let names = sections.context.languages.map {
            LocalizedText(string: $0.name, language: $0.tag, direction: $0.direction)
        }
        return [
            .heading(text("privacy.languages.heading")),
            .paragraph(text("privacy.languages.offered")), .list(names),
            .paragraph(
                text(
                    facts.survey.countsLanguages
                        ? "privacy.languages.counted" : "privacy.languages.not-kept")),
        ]
    }

    private var end: [Block] {
        [
            .heading(text("privacy.ask.heading")),
            .paragraph(
                words.text(
                    "privacy.ask.text", ["contact": sections.context.controller.contact])),
            .paragraph(
                words.text(
                    "privacy.page.generated", ["version": words.number(facts.survey.version)])),
        ]
    }
}
