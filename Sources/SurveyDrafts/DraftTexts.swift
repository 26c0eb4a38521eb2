import Diagnostics
public import Localization

/// Changing the texts of a draft. Each file stays as somebody wrote it, but for the lines that change.
extension SurveyDraft {
    /// Writes texts of a language; an empty text takes its line away. A translation is then made from the Swedish of now.
    ///
    /// - Throws: `DraftRefusal.unwritable`.
    public mutating func set(
        _ changed: [String: String], in language: Language, from swedish: [String: Message] = [:]
    ) throws(DraftRefusal) {
        let messages = changed.filter { !$0.value.isEmpty }.mapValues { Message($0) }
        let emptied = Set(changed.filter(\.value.isEmpty).keys)
        var yaml = texts[language.tag] ?? ""
        if !emptied.isEmpty {
            let kept = Set(self.messages(in: language).keys).subtracting(emptied)
            yaml = Localization.texts(yaml, keepingOnly: kept)
        }
        if !messages.isEmpty {
            let order = document.textKeys.map { "\($0): \"\"" }.joined(separator: "\n")
            guard
                let written = rewrittenTexts(
                    yaml, source: order, with: messages, language: language, named: "",
                    reportingTo: FaultCollector())
            else { throw .unwritable(language.tag) }
            yaml = written
        }
        texts[language.tag] = yaml
        guard language.tag != Locales.source else { return }
        for key in emptied { sources[language.tag]?[key] = nil }
        for key in messages.keys {
            sources[language.tag, default: [:]][key] = swedish[key]?.digest ?? ""
        }
    }

    /// Takes away, in every language, the texts of questions and sections that the survey has no longer.
    mutating func dropUnusedTexts(among languages: [Language]) {
        let document = document
        let used = Set(document.textKeys)
            .union(document.questions.flatMap { document.textKeys(of: $0) })
        for language in languages where texts[language.tag] != nil {
            let keys = messages(in: language).keys
            let kept = keys.filter { key in
                used.contains(key) || key.hasPrefix("theme.") || !isOfQuestion(key)
            }
            guard kept.count < keys.count else { continue }
            texts[language.tag] = texts[language.tag].map {
                Localization.texts($0, keepingOnly: Set(kept))
            }
            sources[language.tag] = sources[language.tag]?.filter { kept.contains($0.key) }
        }
    }

    private func isOfQuestion(_ key: String) -> Bool {
        ["question.", "section.", "scale."].contains { key.hasPrefix($0) }
    }

    /// How a translation stands to the Swedish of now.
    public func state(
        of key: String, in language: Language, swedish: [String: Message]
    ) -> TranslationState {
        guard messages(in: language)[key] != nil else { return .missing }
        return sources[language.tag]?[key] == swedish[key]?.digest ? .current : .stale
    }
}

/// How a translation stands to its Swedish.
public enum TranslationState: Sendable, Hashable {
    case missing, stale, current
}
