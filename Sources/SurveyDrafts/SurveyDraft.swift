import Diagnostics
public import Localization
public import SurveyDefinition

/// A survey that is being composed: its files, as they stand in `Surveys/<id>/` and `Locales/<language>/<id>.yaml`.
///
/// The files are the draft, so that what is exported and imported again is the same to the byte. A draft may have any
/// fault that a file can have.
public struct SurveyDraft: Sendable, Hashable {
    public let id: SurveyID
    /// `survey.yaml`.
    public var survey: String
    /// `themes.yaml`; `nil` when there is none.
    public var themes: String?
    /// `CHANGES.md`; `nil` when there is none.
    public var changes: String?
    /// The file of texts of each language that has one.
    public var texts: [LanguageTag: String]
    /// By language and key: the digest of the Swedish that a translation was made from.
    public var sources: [LanguageTag: [String: String]]

    public init(
        id: SurveyID, survey: String, themes: String? = nil, changes: String? = nil,
        texts: [LanguageTag: String] = [:], sources: [LanguageTag: [String: String]] = [:]
    ) {
        self.id = id
        self.survey = survey
        self.themes = themes
        self.changes = changes
        self.texts = texts
        self.sources = sources
    }

    /// The most characters of a text.
    public static let longestText = 5_000
    /// The most bytes of all its files together.
    public static let largestSize = 1024 * 1024

    var size: Int {
        survey.utf8.count + (themes?.utf8.count ?? 0) + (changes?.utf8.count ?? 0)
            + texts.values.reduce(0) { $0 + $1.utf8.count }
    }

    /// What stands in `survey.yaml`; nothing when it can't be read, which `check` reports.
    public var document: DraftDocument {
        DraftDocument(
            DocumentTree.parse(survey, named: "", reportingTo: FaultCollector()) ?? .mapping([]))
    }

    /// The texts of a language, as far as its file can be read.
    public func messages(in language: Language) -> [String: Message] {
        guard let yaml = texts[language.tag], DocumentTree.hasFewReferences(yaml) else {
            return [:]
        }
        return (readTexts(yaml, in: language, named: "", reportingTo: FaultCollector()) ?? [:])
            .mapValues(\.withoutPrivateUse)
    }

    /// A survey without questions.
    public static func blank(_ id: SurveyID, title: String, in swedish: Language) -> SurveyDraft {
        let tree = DocumentTree.mapping([
            .init("id", .scalar(id.value)), .init("version", .scalar("1")),
            .init("minutes", .scalar("5")),
            .init(
                "blocks",
                .list([.mapping([.init("id", .scalar("own")), .init("goals", .list([]))])])),
            .init("sections", .list([])),
        ])
        var draft = SurveyDraft(id: id, survey: tree.yaml)
        try? draft.set(["title": title], in: swedish)
        return draft
    }

    /// The same survey under another id, as its first version: a survey of its own, whose figures begin anew.
    public func begun(as new: SurveyID) -> SurveyDraft {
        var tree = document.tree
        tree["id"] = .scalar(new.value)
        tree["version"] = .scalar("1")
        tree["indicators"] = tree["indicators"].map { codings in
            .list(codings.elements.map(QuestionBank.withoutBreak))
        }
        return SurveyDraft(
            id: new, survey: tree.yaml, themes: themes, texts: texts, sources: sources)
    }

    /// The same with another number of its version.
    public func numbered(_ version: Int) -> SurveyDraft {
        var draft = self
        var tree = document.tree
        guard tree["version"] != .scalar(String(version)) else { return self }
        tree["version"] = .scalar(String(version))
        draft.survey = tree.yaml
        return draft
    }
}

extension Message {
    /// The text without characters of the private use area: pages are cut at some of them.
    var withoutPrivateUse: Message {
        func isPrivate(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.generalCategory == .privateUse
        }
        guard forms.values.contains(where: { $0.unicodeScalars.contains(where: isPrivate) }) else {
            return self
        }
        return Message(
            forms: forms.mapValues {
                String(String.UnicodeScalarView($0.unicodeScalars.filter { !isPrivate($0) }))
            })
    }
}

extension SurveyDraft: Codable {
    /// As it is kept, with languages as plain words.
    private struct Kept: Codable {
        let id: SurveyID
        let survey: String
        let themes: String?
        let changes: String?
        let texts: [String: String]
        let sources: [String: [String: String]]
    }

    public init(from decoder: any Decoder) throws {
        let kept = try Kept(from: decoder)
        func byLanguage<Value>(_ values: [String: Value]) -> [LanguageTag: Value] {
            values.reduce(into: [:]) { result, each in
                if let tag = LanguageTag(each.key) { result[tag] = each.value }
            }
        }
        self.init(
            id: kept.id, survey: kept.survey, themes: kept.themes, changes: kept.changes,
            texts: byLanguage(kept.texts), sources: byLanguage(kept.sources))
    }

    public func encode(to encoder: any Encoder) throws {
        func byName<Value>(_ values: [LanguageTag: Value]) -> [String: Value] {
            values.reduce(into: [:]) { $0[$1.key.value] = $1.value }
        }
        try Kept(
            id: id, survey: survey, themes: themes, changes: changes, texts: byName(texts),
            sources: byName(sources)
        ).encode(to: encoder)
    }
}

/// Why something about a draft isn't done; nothing was changed then.
public enum DraftRefusal: Error, Hashable, Sendable {
    /// The draft has no such question or section any more.
    case gone
    /// The survey has a question of that id already.
    case alreadyAsked(QuestionID)
    case tooLong
    case tooLarge
    /// A file of texts is written in a way that it can't be changed without harm.
    case unwritable(LanguageTag)
    case emptyTitle
}
