import Dialogues
import Localization
import SurveyDefinition

/// The sections that the sheet and the assessment share, for the data-protection officer.
extension PrivacySections {
    /// What is processed, by whom and where, in a table.
    var about: Block {
        let round = facts.round
        var rows: [(String, [LocalizedText])] = [
            ("privacy.about.controller", [words.name(context.controller.name)]),
            ("privacy.about.contact", [words.name(context.controller.contact)]),
            (
                "privacy.about.survey",
                [
                    words.title(of: survey, period: round.period),
                    words.text(
                        "privacy.about.version",
                        [
                            "survey": survey.id.value, "version": words.number(survey.version),
                            "digest": String(survey.digest.prefix(12)),
                        ]),
                ]
            ),
            ("privacy.about.round", [words.name(round.id.value), words.stage(round.stage)]),
            ("privacy.about.level", [words.level(round.anonymity)]),
            (
                "privacy.about.subjects",
                [words.respondents(round.sampling)]
                    + (facts.texts.isEmpty ? [] : [text("privacy.about.mentioned")])
            ),
            ("privacy.about.sensitive", named(facts.sensitive, else: "privacy.about.no-sensitive")),
            ("privacy.about.texts", named(facts.texts, else: "privacy.about.no-texts")),
            (
                "privacy.about.page",
                [context.pageAddress.map(words.name) ?? text("privacy.about.no-page")]
            ),
        ]
        if let version = context.softwareVersion {
            rows.append(
                (
                    "privacy.about.software",
                    [words.text("privacy.about.program", ["version": version])]
                ))
        }
        return table(
            "privacy.about.heading", [("privacy.about.item", 2), ("privacy.about.content", 5)],
            rows.map { [[text($0.0)], $0.1] })
    }

    private func named(_ questions: [Question], else none: String) -> [LocalizedText] {
        questions.isEmpty ? [text(none)] : words.questions(questions, of: survey)
    }

    /// In which phases there are personal data.
    var phases: Block {
        var rows = [
            ("privacy.phase.answering", "privacy.phase.answering.view"),
            ("privacy.phase.waiting", "privacy.phase.waiting.view"),
            (
                "privacy.phase.mixed",
                hasClass ? "privacy.phase.mixed.view" : "privacy.phase.mixed.view-any"
            ),
            ("privacy.phase.published", "privacy.phase.published.view"),
        ]
        if !facts.texts.isEmpty { rows.append(("privacy.phase.texts", "privacy.phase.texts.view")) }
        if facts.level.hasCodes { rows.append(("privacy.phase.codes", "privacy.phase.codes.view")) }
        return table(
            "privacy.phase.heading", [("privacy.phase.when", 2), ("privacy.phase.view", 5)],
            rows.map { [[text($0.0)], [text($0.1)]] })
    }

    /// What is special about the data, by the articles of the GDPR.
    var categories: [Block] {
        facts.sensitive.isEmpty
            ? [
                .paragraph(text("privacy.categories.none")),
                .paragraph(text("privacy.categories.opinions")),
            ]
            : [
                .paragraph(text("privacy.categories.sensitive")),
                .paragraph(text("privacy.categories.opinions")),
            ]
    }

    /// What the service does to protect answers, but for mixing, which has its own section.
    var security: Block {
        var keys = ["privacy.security.sealed", "privacy.security.split"]
        if !facts.texts.isEmpty { keys.append("privacy.security.texts") }
        if facts.level.hasTickets {
            keys.append("privacy.security.tickets")
        } else if facts.level.hasCodes {
            keys.append("privacy.security.codes")
        }
        keys += ["privacy.security.traces", "privacy.security.log", "privacy.security.released"]
        return .list(keys.map(text))
    }

    var rights: Block {
        .list(
            [
                "privacy.rights.information", "privacy.rights.voluntary", "privacy.rights.access",
                "privacy.rights.complaint",
            ]
            .map(text))
    }

    var limits: Block { .list(facts.limits.map(limit)) }

    private func limit(_ limit: PrivacyLimit) -> LocalizedText {
        switch limit {
        case .network: text("privacy.limit.network")
        case .machine: text("privacy.limit.machine")
        case .secret: text("privacy.limit.secret")
        case .order: text("privacy.limit.order")
        case .copies: text(hasClass ? "privacy.limit.copies" : "privacy.limit.copies-any")
        case .closing: text("privacy.limit.closing")
        case .code: text("privacy.sees.copies.code")
        case .plain: text("privacy.plain")
        case .texts: text("privacy.limit.texts")
        case .backups: text("privacy.limit.backups")
        case .proofs: text("privacy.limit.proofs")
        case .counters: text("privacy.limit.counters")
        case .clocks: text("privacy.limit.clocks")
        case .script: text("privacy.limit.script")
        case .repeated: text("privacy.limit.repeated")
        }
    }

    var duties: Block { .list(facts.duties.map(duty)) }

    private func duty(_ duty: MunicipalDuty) -> LocalizedText {
        switch duty {
        case .tls: text("privacy.duty.tls")
        case .secret: text("privacy.duty.secret")
        case .backups: text("privacy.duty.backups")
        case .access: text("privacy.duty.access")
        case .codes: text("privacy.duty.codes")
        case .issuer: text("privacy.duty.issuer")
        case .texts: text("privacy.duty.texts")
        case .disposal: text("privacy.duty.disposal")
        case .plan: text("privacy.duty.plan")
        case .population: text("privacy.duty.population")
        case .processors: text("privacy.duty.processors")
        case .records: text("privacy.duty.records")
        case .incidents: text("privacy.duty.incidents")
        }
    }
}
