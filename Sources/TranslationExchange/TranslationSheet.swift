public import Localization

/// Which text a row has: the file and the key, and the plural form where the text has several.
public struct TextID: Hashable, Sendable, CustomStringConvertible {
    public let file: String
    public let key: String
    /// `nil` when the text has one form only, in the Swedish and in every language of the sheet.
    public let form: PluralCategory?

    public init(file: String, key: String, form: PluralCategory? = nil) {
        self.file = file
        self.key = key
        self.form = form
    }

    public var description: String {
        "\(file): \(key)" + (form.map { " (\($0.rawValue))" } ?? "")
    }
}

/// Where a translation stands against the Swedish of the sheet.
public enum TranslationState: String, Sendable, CaseIterable {
    /// There is no text yet.
    case missing
    /// The text was made from other Swedish, or nothing says from which.
    case stale
    /// The text is said to be right for the Swedish of the sheet.
    case current
}

/// One text in one language, as it stands in a sheet.
public struct Translation: Hashable, Sendable {
    /// `nil` when the language lacks the text.
    public var text: String?
    public var state: TranslationState

    public init(text: String?, state: TranslationState) {
        self.text = text
        self.state = state
    }
}

/// One text, or one plural form of a text, with its translations.
public struct TranslationRow: Hashable, Sendable {
    public let id: TextID
    /// The Swedish: of the same form, or of `other` where Swedish lacks the form.
    public let source: String
    /// `Message.digest` of the whole Swedish text; `nil` when a file that was read doesn't say.
    public let digest: String?
    /// What helps the translator: where the text is shown, its placeholders, the numbers of a plural form.
    public let note: String
    /// By language; a language that doesn't have the plural form isn't there.
    public var translations: [LanguageTag: Translation]
    /// Where the row stood in the file that was read, such as `Texter, row 7`; empty otherwise.
    public var place: String

    public init(
        id: TextID, source: String, digest: String?, note: String,
        translations: [LanguageTag: Translation], place: String = ""
    ) {
        self.id = id
        self.source = source
        self.digest = digest
        self.note = note
        self.translations = translations
        self.place = place
    }
}

/// The texts of the service in rows, for translators: what a workbook or an XLIFF file holds.
public struct TranslationSheet: Hashable, Sendable {
    /// The languages to translate into, in the order of their columns.
    public let languages: [LanguageTag]
    public var rows: [TranslationRow]

    public init(languages: [LanguageTag], rows: [TranslationRow]) {
        self.languages = languages
        self.rows = rows
    }
}

extension TranslationSheet {
    /// Every Swedish text with its translations, by file, key and form.
    ///
    /// A text has a row per plural form that the Swedish, a translation, or a language of a plural text has.
    /// Translations of texts that the Swedish doesn't have are left out.
    ///
    /// - Parameter notes: by file and key: where a text is shown, such as the heading above it in its file.
    public init(
        of locales: Locales, into languages: [Language], notes: [String: [String: String]] = [:]
    ) {
        let source = locales.catalogue(of: Locales.source)
        self.languages = languages.map(\.tag)
        rows = source.files.sorted { $0.key < $1.key }.flatMap { file, texts in
            texts.sorted { $0.key < $1.key }.flatMap { key, original in
                let text = SourceText(
                    file: file, key: key, message: original, note: notes[file]?[key] ?? "")
                return text.rows(in: locales, into: languages)
            }
        }
    }
}

/// A Swedish text on its way into rows.
private struct SourceText {
    let file: String
    let key: String
    let message: Message
    let note: String

    func rows(in locales: Locales, into languages: [Language]) -> [TranslationRow] {
        let translated = languages.map { locales.catalogue(of: $0.tag).message(key, in: file) }
        let isPlural = message.isPlural || translated.contains { $0?.isPlural ?? false }
        guard isPlural else { return [row(nil, in: locales, into: languages)] }
        var forms = Set(message.forms.keys)
        for (language, translation) in zip(languages, translated) {
            forms.formUnion(translation?.forms.keys.map { $0 } ?? [])
            if message.isPlural { forms.formUnion(language.plurals.categories) }
        }
        return PluralCategory.allCases.filter(forms.contains).map {
            row($0, in: locales, into: languages)
        }
    }

    private func row(_ form: PluralCategory?, in locales: Locales, into languages: [Language])
        -> TranslationRow
    {
        var translations: [LanguageTag: Translation] = [:]
        for language in languages {
            let translation = locales.catalogue(of: language.tag).message(key, in: file)
            let text = translation?.forms[form ?? .other]
            let isNeeded = form.map(language.plurals.categories.contains) ?? true
            guard text != nil || isNeeded else { continue }
            let isCurrent = locales.sourceDigests(of: language.tag)[file]?[key] == message.digest
            translations[language.tag] = Translation(
                text: text, state: text == nil ? .missing : isCurrent ? .current : .stale)
        }
        return TranslationRow(
            id: TextID(file: file, key: key, form: form), source: message.shown(in: form),
            digest: message.digest, note: note(form, languages), translations: translations)
    }

    /// Where the text is shown, its placeholders, and for which numbers each language takes the form.
    private func note(_ form: PluralCategory?, _ languages: [Language]) -> String {
        let placeholders = message.placeholders.sorted().map { "{\($0)}" }.joined(separator: " ")
        let numbers = form.map { form in
            languages.filter { $0.plurals.categories.contains(form) }
                .map { "\($0.tag): \($0.plurals.examples(of: form))" }.joined(separator: "; ")
        }
        return [note, placeholders, numbers ?? ""].filter { !$0.isEmpty }.joined(separator: " · ")
    }
}

extension Message {
    /// The text of the form, or what is shown beside a form that this language lacks.
    func shown(in form: PluralCategory?) -> String {
        forms[form ?? .other] ?? forms[.other] ?? ""
    }
}

extension PluralRule {
    /// The first whole numbers that take the form, such as `3, 4, 5 …`.
    func examples(of form: PluralCategory) -> String {
        let numbers = (0...200).lazy.filter { category(of: $0) == form }.prefix(4).map(String.init)
        return numbers.prefix(3).joined(separator: ", ") + (numbers.count > 3 ? " …" : "")
    }
}
