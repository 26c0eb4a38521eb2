import Dialogues
import Localization
import Pipeline
import SurveyDefinition
import SurveyDrafts
import TranslationExchange

/// The texts of a dialogue, or of a draft, as translators exchange them: one file of texts, named as the thing itself.
struct ExchangedTexts: Sendable {
    /// The id of the dialogue or of the survey.
    let name: String
    /// The revision that they were read of.
    let revision: Int
    /// Those that it is translated to.
    let languages: [Language]
    private let locales: Locales

    /// - Parameters:
    ///   - all: every language of the service.
    ///   - messages: each language's texts, by key.
    ///   - sources: by key, the digest of the Swedish that a language's text was made from.
    private init(
        name: String, revision: Int, into tags: [LanguageTag], among all: [Language],
        messages: (Language) -> [String: Message], sources: (LanguageTag) -> [String: String]
    ) {
        self.name = name
        self.revision = revision
        languages = tags.compactMap { tag in all.first { $0.tag == tag } }
        locales = Locales(
            languages: all,
            catalogues: Dictionary(
                uniqueKeysWithValues: all.map {
                    ($0.tag, Catalogue(files: [name: messages($0)]))
                }),
            sourceDigests: Dictionary(
                uniqueKeysWithValues: all.map { ($0.tag, [name: sources($0.tag)]) }))
    }

    init(of followed: FollowedDialogue, into tags: [LanguageTag], among all: [Language]) {
        let texts = followed.dialogue.texts
        self.init(
            name: followed.dialogue.id.value, revision: followed.revision, into: tags, among: all,
            messages: { texts.messages(in: $0.tag) }, sources: { texts.sources(in: $0) })
    }

    /// What the form of a translation has: not the bank's texts, whose words are fixed.
    init(of followed: FollowedDraft, among all: [Language]) {
        let draft = followed.draft
        let fixed = followed.checked.fixedKeys
        self.init(
            name: draft.id.value, revision: followed.revision,
            into: all.map(\.tag).filter { $0 != Locales.source }, among: all,
            messages: { language in
                draft.messages(in: language).filter {
                    !fixed.contains($0.key) && !$0.value.isPlural
                }
            },
            sources: { draft.sources[$0] ?? [:] })
    }

    var sheet: TranslationSheet { TranslationSheet(of: locales, into: languages) }

    /// What a sheet that came back changes in a language.
    func changes(of sheet: TranslationSheet, in language: Language) -> Changes {
        let outcome = TranslationImport(sheet, into: language, of: locales)
        var fields: [String: String] = [:]
        for (key, message) in outcome.changed[name] ?? [:] {
            fields[key] = message.forms[.other] ?? ""
            fields["\(key).confirmed"] = "yes"
        }
        let texts = locales.catalogue(of: language.tag)
        for text in outcome.confirmed {
            fields[text.key] = texts.message(text.key, in: name)?.forms[.other]
            fields["\(text.key).confirmed"] = "yes"
        }
        return Changes(fields: fields, faults: outcome.faults)
    }

    struct Changes {
        /// As the form of the translation has them.
        let fields: [String: String]
        let faults: [TranslationFault]

        /// How many texts are new, changed, or said to be right.
        var count: Int { fields.keys.count { $0.hasSuffix(".confirmed") } }
    }
}
