public import Diagnostics
public import Localization

/// What keeps a row of a sheet from being taken.
public struct TranslationFault: Hashable, Sendable {
    /// What is wrong.
    public enum Kind: Hashable, Sendable {
        /// The Swedish doesn't have the text any more, or never had.
        case unknownText
        /// Another row has the same text, with the same plural form.
        case repeated
        /// The Swedish has changed since the sheet was made.
        case sourceChanged
        /// Somebody has changed the Swedish in the sheet.
        case sourceEdited
        /// The language doesn't have the plural form.
        case formNotUsed
        /// The text was emptied, which takes no text away.
        case emptied
        /// Placeholders of the Swedish that no form has, and such that the Swedish doesn't have.
        case placeholders(missing: [String], added: [String])
        /// Plural forms of the language that have no text.
        case formsMissing([PluralCategory])
    }

    public let kind: Kind
    public let language: LanguageTag
    public let text: TextID
    /// Where it stands in the file that was read.
    public let place: String

    /// The fault as `radslag check` tells of such, in the file of texts that the row would have gone into.
    public var diagnostic: Diagnostic {
        let form = text.form.map { ".\($0.rawValue)" } ?? ""
        let problem = "\(problem.dropLast())\(place.isEmpty ? "" : " (\(place))")."
        return Diagnostic(
            file: "\(language)/\(text.file).yaml", path: text.key + form, problem: problem,
            remedy: remedy, consequence: .untranslated)
    }

    private var problem: String {
        switch kind {
        case .unknownText: "There is no such Swedish text."
        case .repeated: "Several rows have this text."
        case .sourceChanged: "The Swedish has changed since the sheet was made."
        case .sourceEdited: "The Swedish in the sheet isn't that of the service."
        case .formNotUsed: "The language doesn't have this plural form."
        case .emptied: "The text was emptied."
        case .placeholders(let missing, let added):
            [("lacks", missing), ("has the unknown", added)]
                .filter { !$0.1.isEmpty }
                .map { "The text \($0.0) \($0.1.map { "{\($0)}" }.joined(separator: " "))" }
                .joined(separator: ", and ") + "."
        case .formsMissing(let forms):
            "The plural forms \(forms.map(\.rawValue).joined(separator: ", ")) are missing."
        }
    }

    private var remedy: String {
        switch kind {
        case .unknownText: "Take the row out, or mend its file and key."
        case .repeated: "Leave the one that is meant."
        case .sourceChanged: "Export anew, and translate the Swedish of today."
        case .sourceEdited: "Put the Swedish back; change it in its own file."
        case .formNotUsed: "Empty the cell."
        case .emptied: "Write the text; the one of before was kept."
        case .placeholders: "Write exactly the placeholders of the Swedish, braces and all."
        case .formsMissing: "Write every form of the language."
        }
    }
}
