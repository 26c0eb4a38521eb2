public import Diagnostics
public import Localization

/// What an imported sheet comes to for one language: the texts afterwards, what was taken, and every fault at once.
///
/// A text is taken whole, with all its plural forms, or not at all; a row with a fault leaves the text as it was. What
/// the sheet doesn't have stays.
public struct TranslationImport: Sendable {
    /// The language's texts with the good rows in them.
    public private(set) var catalogue: Catalogue
    /// The texts that are new or changed, by file and key.
    public private(set) var changed: [String: [String: Message]] = [:]
    /// The digests of the language afterwards: those of before, and of every text that was changed, or said to be right
    /// for the Swedish of today.
    public private(set) var sourceDigests: SourceDigests
    /// The texts that were said to be right as they are, and weren't known to be: only their digests are new.
    public private(set) var confirmed: [TextID] = []
    /// The texts that have no translation, neither before nor in the sheet.
    public private(set) var untranslated: [TextID] = []
    /// In the order of the sheet.
    public private(set) var faults: [TranslationFault] = []

    /// Compares a sheet with the texts of today.
    ///
    /// - Precondition: the language isn't the source, and `locales` has it.
    public init(_ sheet: TranslationSheet, into language: Language, of locales: Locales) {
        precondition(language.tag != Locales.source, "The source is translated from nothing.")
        catalogue = locales.catalogue(of: language.tag)
        sourceDigests = locales.sourceDigests(of: language.tag)
        let rows = sheet.rows.filter { $0.translations[language.tag] != nil }
        var groups: [TextID: [TranslationRow]] = [:]
        var order: [TextID] = []
        for row in rows {
            let text = TextID(file: row.id.file, key: row.id.key)
            if groups[text] == nil { order.append(text) }
            groups[text, default: []].append(row)
        }
        for text in order {
            take(
                SheetText(
                    id: text, rows: groups[text] ?? [], language: language,
                    original: locales.catalogue(of: Locales.source)
                        .message(text.key, in: text.file),
                    before: catalogue.message(text.key, in: text.file)))
        }
    }

    private mutating func take(_ text: SheetText) {
        let known = sourceDigests[text.id.file]?[text.id.key]
        switch text.outcome(known: known) {
        case .unchanged: break
        case .untranslated: untranslated.append(text.id)
        case .faulty(let found): faults += found
        case .confirmed(let digest):
            confirmed.append(text.id)
            sourceDigests[text.id.file, default: [:]][text.id.key] = digest
        case .changed(let message, let digest):
            catalogue.files[text.id.file, default: [:]][text.id.key] = message
            changed[text.id.file, default: [:]][text.id.key] = message
            sourceDigests[text.id.file, default: [:]][text.id.key] = digest
        }
    }

    /// The faults as `radslag check` tells of such.
    public var diagnostics: [Diagnostic] { faults.map(\.diagnostic) }
}
