import Dialogues
import Localization
import SurveyDefinition
import TestSupport
import Tickets

@testable import PrivacyDocuments

/// Rounds of every survey, and documents as plain texts.
enum Sample {
    static let controller = DataController(
        name: "Södertälje kommun", contact: "kontakt@example.org")

    static func round(
        of survey: Survey, level: AnonymityLevel = .open, tickets: TicketTerms? = nil,
        stage: RoundStage = .open,
        closedIn: String? = nil, textsDisposedOn: String? = nil, answersDisposedOn: String? = nil
    ) -> Round {
        Round(
            id: "omgang-2026", survey: survey.id, surveyVersion: survey.version, period: "2026",
            sampling: level == .open ? .selfSelected : .probability, anonymity: level,
            tickets: tickets, stage: stage,
            closedIn: closedIn.flatMap { CalendarMonth($0) }, textsDisposedOn: textsDisposedOn,
            answersDisposedOn: answersDisposedOn)
    }

    /// The survey at a level, with the population table that it would be reckoned by.
    static func context(
        _ survey: Survey, _ round: Round? = nil, population: PopulationTable? = nil
    ) -> PrivacyContext {
        PrivacyContext(
            PrivacyFacts(of: survey, in: round ?? Self.round(of: survey), among: population),
            controller: controller, languages: SiteFixture.shippedLocales.languages,
            pageAddress: "https://radslag.example.org/sv/d/omgang-2026/integritet",
            softwareVersion: "0.3.0")
    }

    static func localizer(_ tag: LanguageTag) -> Localizer {
        SiteFixture.shippedLocales.localizer(for: tag)
    }

    static let shipped = SiteFixture.shippedDefinitions
    static let languages = SiteFixture.shippedLocales.languages.map(\.tag)

    static func survey(_ id: SurveyID) throws -> Survey {
        guard let survey = shipped.survey(id) else { throw NotShipped(id: id) }
        return survey
    }

    struct NotShipped: Error { let id: SurveyID }

    /// Every document of a context.
    static func documents(
        of context: PrivacyContext, in localizer: Localizer
    ) -> [(name: String, document: PrivacyDocument)] {
        [
            ("page", privacyPage(context, in: localizer)),
            ("sheet", dataProtectionSheet(context, in: localizer)),
            ("assessment", impactAssessment(context, in: localizer)),
        ]
    }
}

extension PrivacyDocument {
    /// Every text in order.
    var texts: [String] { [title, subtitle].map(\.string) + blocks.flatMap(\.texts) }

    /// The rows of the table with this caption.
    func rows(captioned caption: String) -> [[String]]? {
        for case .table(let table) in blocks where table.caption.string == caption {
            return table.rows.map { row in
                row.map { cell in cell.map(\.string).joined(separator: "\n") }
            }
        }
        return nil
    }

    /// The questions of the group with this name.
    func items(of name: String) -> [String]? {
        for case .group(let title, _, let items) in blocks where title.string == name {
            return items.map(\.string)
        }
        return nil
    }

    /// What the municipality has to write.
    var gaps: [String] {
        blocks.compactMap { if case .gap(_, let text) = $0 { text.string } else { nil } }
    }
}

extension PrivacyDocument.Block {
    fileprivate var texts: [String] {
        switch self {
        case .heading(let text, _), .paragraph(let text), .notice(let text): [text.string]
        case .list(let items): items.map(\.string)
        case .group(let name, let note, let items):
            [name.string, note.string] + items.map(\.string)
        case .table(let table):
            [table.caption.string] + table.columns.map(\.title.string)
                + table.rows.flatMap { $0.flatMap { $0.map(\.string) } }
        case .gap(let label, let text): [label.string, text.string]
        }
    }
}
