public import Localization

/// A draft of the assessment that article 35 of the GDPR asks for (*konsekvensbedömning avseende
/// dataskydd*): what the service knows is written, what only the municipality knows is a marked gap.
///
/// Source of the structure: article 35.7; the article 29 working party's guidelines WP 248 rev. 01.
public func impactAssessment(
    _ context: PrivacyContext, in localizer: Localizer
) -> PrivacyDocument {
    let words = PrivacyWords(localizer: localizer)
    let assessment = ImpactAssessment(sections: PrivacySections(context: context, words: words))
    return PrivacyDocument(
        title: words.text("privacy.assessment.title"),
        subtitle: words.title(
            of: context.facts.survey, period: context.facts.round.period),
        language: localizer.language, blocks: assessment.blocks)
}

/// The assessment's chapters in order.
private struct ImpactAssessment {
    typealias Block = PrivacyDocument.Block

    let sections: PrivacySections

    private var facts: PrivacyFacts { sections.facts }
    private var words: PrivacyWords { sections.words }
    private func text(_ key: String) -> LocalizedText { sections.text(key) }
    private func heading(_ key: String, level: Int = 2) -> Block {
        .heading(text(key), level: level)
    }
    private func gap(_ key: String) -> Block { .gap(label: text("privacy.gap"), text(key)) }

    var blocks: [Block] {
        start + description + purpose + necessity + risks + remainder + consultation
    }

    private var start: [Block] {
        [.notice(text("privacy.assessment.draft"))] + sections.notices
            + [sections.about, gap("privacy.gap.assessors")]
            + [heading("privacy.need.heading"), criteria, gap("privacy.gap.need")]
    }

    /// The criteria of WP 248 that the definition says something about.
    private var criteria: Block {
        let invited = facts.round.invited.map {
            words.text("privacy.need.scale.known", count: $0, ["count": words.number($0)])
        }
        let count = facts.sensitive.count
        let special = words.text(
            "privacy.need.special.yes", count: count, ["count": words.number(count)])
        return sections.table(
            "privacy.need.heading", [("privacy.need.criterion", 1), ("privacy.need.answer", 2)],
            [
                [
                    [text("privacy.need.special")],
                    [count == 0 ? text("privacy.categories.none") : special],
                ],
                [
                    [text("privacy.need.scale")],
                    [invited ?? text("privacy.need.scale.unknown")],
                ],
                [[text("privacy.need.vulnerable")], [text("privacy.need.vulnerable.view")]],
                [[text("privacy.need.technology")], [text("privacy.need.technology.view")]],
                [[text("privacy.need.decisions")], [text("privacy.need.decisions.view")]],
            ])
    }

    // MARK: Description

    private var description: [Block] {
        let steps: [LocalizedText] = [
            text("privacy.step.answer"), text("privacy.step.review"), text("privacy.step.send"),
        ]
        return [heading("privacy.description.heading"), .list(steps)]
            + sections.mixing
            + [heading("privacy.asked.heading", level: 3)] + sections.asked
            + [heading("privacy.categories.heading", level: 3)] + sections.categories
            + [heading("privacy.phase.heading", level: 3), sections.phases]
            + [heading("privacy.recipients.heading", level: 3), .list(recipients)]
            + [gap("privacy.gap.recipients")]
    }

    private var recipients: [LocalizedText] {
        var recipients = [text("privacy.recipients.public"), text("privacy.recipients.staff")]
        if !facts.texts.isEmpty { recipients.append(text("privacy.recipients.readers")) }
        recipients.append(text("privacy.recipients.nobody"))
        return recipients
    }

    // MARK: Purpose and necessity

    private var purpose: [Block] {
        let file = facts.survey.textFile
        return [
            heading("privacy.purpose.heading"),
            .paragraph(text("privacy.purpose.told")),
            .list(["why", "use"].map { words.text($0, in: file) }),
            gap("privacy.gap.purpose"), gap("privacy.gap.basis"),
        ]
            + (facts.sensitive.isEmpty && facts.texts.isEmpty ? [] : [gap("privacy.gap.special")])
            + [gap("privacy.gap.law")]
    }

    private var necessity: [Block] {
        [heading("privacy.necessity.heading"), gap("privacy.gap.proportionality")]
            + [heading("privacy.never.heading", level: 3), sections.neverKept]
            + [heading("privacy.kept.heading", level: 3), sections.kept] + sections.disposal
            + [heading("privacy.classes.heading", level: 3)] + sections.classes
            + [heading("privacy.rights.heading", level: 3), sections.rights]
    }

    // MARK: Risks

    private var risks: [Block] {
        [heading("privacy.risks.heading"), .paragraph(text("privacy.risks.lead"))]
            + [
                sections.table(
                    "privacy.risks.caption",
                    [
                        ("privacy.risks.event", 5), ("privacy.risks.likelihood", 2),
                        ("privacy.risks.severity", 2),
                    ],
                    facts.risks.map { risk in
                        [
                            [words.event(risk.event)], [words.likelihood(risk.likelihood)],
                            [words.severity(risk.severity)],
                        ]
                    }),
                gap("privacy.gap.risks"),
            ]
            + facts.risks.flatMap(measures)
    }

    private func measures(against risk: PrivacyRisk) -> [Block] {
        [
            .heading(words.event(risk.event), level: 3),
            .paragraph(
                words.measures(
                    against: risk.event, sections.numbers, hasLimits: !facts.lacksLimit)),
            .paragraph(words.remainder(of: risk.event, sections.numbers)),
        ]
    }

    private var remainder: [Block] {
        [heading("privacy.security.heading"), sections.security]
            + [heading("privacy.about.level", level: 3)] + sections.level + [sections.sees]
            + [heading("privacy.published.heading", level: 3)]
            + sections.published.map { .paragraph($0) }
            + [heading("privacy.limits.heading"), .paragraph(text("privacy.limits.lead"))]
            + [sections.limits]
            + [heading("privacy.duties.heading"), sections.duties]
    }

    private var consultation: [Block] {
        [heading("privacy.consultation.heading")]
            + [gap("privacy.gap.officer"), gap("privacy.gap.subjects"), gap("privacy.gap.prior")]
            + [heading("privacy.decision.heading"), gap("privacy.gap.decision")]
    }
}
