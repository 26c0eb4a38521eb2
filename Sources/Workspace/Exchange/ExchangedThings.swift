import Dialogues
import Localization
import Pages
import Pipeline
import Staff
import SurveyDefinition
import SurveyDrafts

/// What has texts that translators exchange: dialogues, and surveys that are being composed.
protocol ExchangedThings: Sendable {
    /// The texts of the one that the address names, as they stand.
    func texts(_ visit: StaffVisit) async throws -> ExchangedTexts

    /// Keeps a language's texts.
    ///
    /// - Parameters:
    ///   - fields: as the form of the translation has them.
    ///   - texts: what they were compared with.
    func keep(
        _ fields: [String: String], in language: LanguageTag, since texts: ExchangedTexts,
        _ visit: StaffVisit
    ) async throws

    /// The page of the one that the address names, and what leads there, as HTML.
    func back(_ visit: StaffVisit) throws -> (path: String, label: String)
}

/// Dialogues, whose texts are told in the languages that they were started with.
struct ExchangedDialogues: ExchangedThings {
    let workspace: Workspace

    private var verbs: DialogueVerbs { workspace.verbs.dialogues }

    func texts(_ visit: StaffVisit) async throws -> ExchangedTexts {
        let followed = try await workspace.followedDialogue(visit)
        return ExchangedTexts(
            of: followed, into: verbs.templates.languages(of: followed.dialogue),
            among: workspace.locales.languages)
    }

    func keep(
        _ fields: [String: String], in language: LanguageTag, since texts: ExchangedTexts,
        _ visit: StaffVisit
    ) async throws {
        do {
            try await verbs.change(
                RoundID(texts.name), .translation(language), fields, texts.revision,
                visit.signedIn)
        } catch is DialogueFaults {
            // A text that is too long for its place; nothing of the language is kept.
            throw WorkspaceProblem.badForm
        } catch is DialogueRefusal {
            throw WorkspaceProblem.unavailable
        }
    }

    func back(_ visit: StaffVisit) throws -> (path: String, label: String) {
        (
            WorkspacePath.dialogue(RoundID(try visit.parameter("round"))),
            visit.text.work("dialogue.back-to")
        )
    }
}

/// Surveys that are being composed, which are translated to every language of the service.
struct ExchangedDrafts: ExchangedThings {
    let workspace: Workspace

    func texts(_ visit: StaffVisit) async throws -> ExchangedTexts {
        ExchangedTexts(
            of: try await workspace.followedDraft(visit), among: workspace.locales.languages)
    }

    func keep(
        _ fields: [String: String], in language: LanguageTag, since texts: ExchangedTexts,
        _ visit: StaffVisit
    ) async throws {
        do {
            try await workspace.verbs.surveys.change(
                SurveyID(texts.name), .translation(language), fields, texts.revision,
                visit.signedIn)
        } catch is DraftRefusal {
            // A text that is too long, or a file that can't be changed; nothing of the language is kept.
            throw WorkspaceProblem.badForm
        } catch is SurveyRefusal {
            throw WorkspaceProblem.unavailable
        }
    }

    func back(_ visit: StaffVisit) throws -> (path: String, label: String) {
        (
            WorkspacePath.draft(SurveyID(try visit.parameter("survey"))),
            visit.text.compose("composer.back-to-draft")
        )
    }
}
