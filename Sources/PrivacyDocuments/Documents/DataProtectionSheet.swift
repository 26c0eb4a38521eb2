public import Localization

/// Two pages or so for the data-protection officer (*dataskyddsombud*): what is processed, how it is
/// protected, and what isn't.
public func dataProtectionSheet(
    _ context: PrivacyContext, in localizer: Localizer
) -> PrivacyDocument {
    let words = PrivacyWords(localizer: localizer)
    let sections = PrivacySections(context: context, words: words)
    func heading(_ key: String) -> PrivacyDocument.Block { .heading(words.text(key)) }

    let processing: [PrivacyDocument.Block] =
        [.paragraph(words.text("privacy.sheet.lead"))] + sections.notices + [sections.about]
        + [heading("privacy.phase.heading"), sections.phases]
        + [heading("privacy.categories.heading")] + sections.categories
        + [heading("privacy.asked.heading")] + sections.askedInBrief
        + [heading("privacy.never.heading"), sections.neverKept]
        + [heading("privacy.kept.heading"), sections.kept] + sections.disposal
    let protection: [PrivacyDocument.Block] =
        [heading("privacy.about.level")] + sections.level + [sections.sees]
        + [heading("privacy.mixing.heading")] + sections.mixing
        + [heading("privacy.security.heading"), sections.security]
        + [heading("privacy.published.heading")] + sections.published.map { .paragraph($0) }
        + [heading("privacy.classes.heading")] + sections.classes
    let remainder: [PrivacyDocument.Block] = [
        heading("privacy.rights.heading"), sections.rights,
        heading("privacy.limits.heading"), sections.limits,
        heading("privacy.duties.heading"), sections.duties,
    ]
    return PrivacyDocument(
        title: words.text("privacy.sheet.title"),
        subtitle: words.title(
            of: context.facts.survey, period: context.facts.round.period),
        language: localizer.language, blocks: processing + protection + remainder)
}
