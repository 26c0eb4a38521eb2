import Dialogues
import Localization
import TranslationExchange

/// A dialogue's texts as translators exchange them: one file of texts, named as the dialogue.
struct DialogueTranslations {
    let dialogue: Dialogue
    /// Those that it is translated to.
    let languages: [Language]
    private let locales: Locales

    /// - Parameter all: every language of the service.
    init(of dialogue: Dialogue, into tags: [LanguageTag], among all: [Language]) {
        self.dialogue = dialogue
        languages = tags.compactMap { tag in all.first { $0.tag == tag } }
        let file = dialogue.id.value
        let known = all.map(\.tag)
        locales = Locales(
            languages: all,
            catalogues: Dictionary(
                uniqueKeysWithValues: known.map {
                    ($0, Catalogue(files: [file: dialogue.texts.messages(in: $0)]))
                }),
            sourceDigests: Dictionary(
                uniqueKeysWithValues: known.map { ($0, [file: dialogue.texts.sources(in: $0)]) }))
    }

    var sheet: TranslationSheet { TranslationSheet(of: locales, into: languages) }

    /// What a sheet that came back changes in a language.
    func changes(of sheet: TranslationSheet, in language: Language) -> Changes {
        let outcome = TranslationImport(sheet, into: language, of: locales)
        var fields: [String: String] = [:]
        for (key, message) in outcome.changed[dialogue.id.value] ?? [:] {
            fields[key] = message.forms[.other] ?? ""
            fields["\(key).confirmed"] = "yes"
        }
        for text in outcome.confirmed {
            fields[text.key] = dialogue.texts.messages(in: language.tag)[text.key]?.forms[.other]
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
