import Localization

/// The rows of a sheet that make up one text in one language, beside what the service has of it.
struct SheetText {
    /// What becomes of a text.
    enum Outcome {
        case unchanged
        case untranslated
        case faulty([TranslationFault])
        /// The text is said to be right for the Swedish of this digest.
        case confirmed(digest: String)
        case changed(Message, digest: String)
    }

    let id: TextID
    let rows: [TranslationRow]
    let language: Language
    /// The Swedish of today.
    let original: Message?
    /// The translation of today.
    let before: Message?

    /// - Parameter known: the digest of the Swedish that the translation of today says that it was made from.
    func outcome(known: String?) -> Outcome {
        guard let original else {
            // An empty row of a text that is gone loses nothing.
            return rows.allSatisfy { text(of: $0) == nil } ? .unchanged : fault(.unknownText)
        }
        let repeated = repeatedRows
        guard repeated.isEmpty else { return .faulty(repeated.map { fault(.repeated, $0) }) }
        let isStale = rows.contains { $0.digest != nil && $0.digest != original.digest }
        let edited =
            isStale ? [] : rows.filter { $0.source != original.shown(in: $0.id.form) }
        guard edited.isEmpty else {
            return .faulty(
                edited.map { fault($0.digest == nil ? .sourceChanged : .sourceEdited, $0) })
        }
        let formless = rows.filter { row in
            guard let form = row.id.form, text(of: row) != nil else { return false }
            return !language.plurals.categories.contains(form)
                && before?.forms[form] != text(of: row)
        }
        guard formless.isEmpty else { return .faulty(formless.map { fault(.formNotUsed, $0) }) }
        let emptied = rows.filter { row in
            text(of: row) == nil && !(before?.forms[row.id.form ?? .other] ?? "").isBlank
        }
        guard emptied.isEmpty else { return .faulty(emptied.map { fault(.emptied, $0) }) }
        return outcome(of: original, isStale: isStale, known: known)
    }

    private func outcome(of original: Message, isStale: Bool, known: String?) -> Outcome {
        var forms = before?.forms ?? [:]
        for row in rows {
            if let text = text(of: row) { forms[row.id.form ?? .other] = text }
        }
        guard !forms.isEmpty else { return .untranslated }
        let message = Message(forms: forms)
        guard message != before else {
            let isSaidToBeRight = rows.allSatisfy {
                $0.translations[language.tag]?.state != .stale
            }
            let isNews = !isStale && isSaidToBeRight && known != original.digest
            return isNews ? .confirmed(digest: original.digest) : .unchanged
        }
        guard !isStale else { return fault(.sourceChanged) }
        let missing = original.placeholders.subtracting(message.placeholders).sorted()
        let added = message.placeholders.subtracting(original.placeholders).sorted()
        guard missing.isEmpty, added.isEmpty else {
            return fault(.placeholders(missing: missing, added: added))
        }
        let missingForms = missingForms(of: message)
        guard missingForms.isEmpty else { return fault(.formsMissing(missingForms)) }
        return .changed(message, digest: original.digest)
    }

    /// The forms that a text lacks: all of the language's, unless the text has a single form, and the sheet asked for no
    /// other.
    private func missingForms(of message: Message) -> [PluralCategory] {
        let isAsked = rows.contains { $0.id.form != nil }
        guard message.isPlural || isAsked else { return [] }
        return PluralCategory.allCases.filter {
            language.plurals.categories.contains($0) && message.forms[$0] == nil
        }
    }

    /// The translation in a row; `nil` when it is empty, or blank where the Swedish isn't.
    private func text(of row: TranslationRow) -> String? {
        guard let text = row.translations[language.tag]?.text else { return nil }
        let isKept = before?.forms[row.id.form ?? .other] == text
        return text.isBlank && !row.source.isBlank && !isKept ? nil : text
    }

    private var repeatedRows: [TranslationRow] {
        let count = Dictionary(grouping: rows) { $0.id.form ?? .other }
        return rows.filter { (count[$0.id.form ?? .other]?.count ?? 0) > 1 }
    }

    /// A fault of the text as a whole, told of its first row.
    private func fault(_ kind: TranslationFault.Kind) -> Outcome {
        .faulty(rows.prefix(1).map { fault(kind, $0) })
    }

    private func fault(_ kind: TranslationFault.Kind, _ row: TranslationRow) -> TranslationFault {
        TranslationFault(kind: kind, language: language.tag, text: row.id, place: row.place)
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
