public import Diagnostics
public import Localization
public import SurveyDefinition

/// A draft with every fault of it, as `radslag check` finds them, each at its place.
public struct CheckedDraft: Sendable {
    public let draft: SurveyDraft
    public let document: DraftDocument
    /// What could be read of it; with faults it is for looking at.
    public let survey: Survey?
    public let themes: SurveyThemes?
    public let faults: [PlacedFault]
    /// Every text of the service, those of the draft among them.
    public let locales: Locales
    /// The ids of the questions that are the bank's.
    public let fixed: Set<QuestionID>

    public init(
        _ draft: SurveyDraft, among definitions: Definitions, in locales: Locales,
        bank: QuestionBank
    ) {
        let collector = FaultCollector()
        self.draft = draft
        document = draft.document
        let isReadable =
            DocumentTree.parse(
                draft.survey, named: "\(draft.id)/survey.yaml", reportingTo: collector) != nil
            && DocumentTree.hasFewReferences(draft.themes ?? "")
        let reading =
            isReadable
            ? readSurveyFolder(
                draft.survey, themes: draft.themes, id: draft.id, among: definitions,
                reportingTo: collector) : nil
        let file = draft.id.value
        var texts: [LanguageTag: [String: Message]] = [:]
        for language in locales.languages {
            guard let yaml = draft.texts[language.tag], DocumentTree.hasFewReferences(yaml) else {
                continue
            }
            texts[language.tag] = readTexts(
                yaml, in: language, named: "\(language.tag)/\(file).yaml", reportingTo: collector
            )?.mapValues(\.withoutPrivateUse)
        }
        let all = locales.with(texts, as: file, madeFrom: draft.sources)
        survey = reading?.survey
        themes = reading?.themes
        self.locales = all
        let document = document
        fixed = Set(
            (reading?.survey?.questions ?? []).filter { question in
                guard let survey = reading?.survey else { return false }
                return bank.entries(question.id.value).contains {
                    $0.isAsked(by: question, in: survey, document)
                }
            }.map(\.id))
        if let survey = reading?.survey {
            checkTexts(of: survey, themes: reading?.themes, in: all, reportingTo: collector)
            checkTranslations(of: file, in: all, reportingTo: collector)
            Self.checkWording(
                of: fixed, in: document, texts, against: bank, file, reportingTo: collector)
        }
        var seen: Set<Diagnostic> = []
        faults = collector.diagnostics.filter { seen.insert($0).inserted }
            .map { PlacedFault($0, in: document, of: file) }
    }

    /// Whether it may be used as it is; translations may lag.
    public var isUsable: Bool { faults.allSatisfy { $0.diagnostic.consequence != .unusable } }

    /// The keys of the texts that are the bank's.
    public var fixedKeys: Set<String> {
        Set(
            document.questions.filter { fixed.contains(QuestionID($0.id)) }
                .flatMap { document.textKeys(of: $0) })
    }

    /// The texts that a language lacks or that are older than their Swedish, by key.
    public func gaps(in tag: LanguageTag) -> [String] {
        let swedish = locales.catalogue(of: Locales.source).files[draft.id.value] ?? [:]
        let translated = locales.catalogue(of: tag).files[draft.id.value] ?? [:]
        return swedish.keys.filter { key in
            translated[key] == nil || draft.sources[tag]?[key] != swedish[key]?.digest
        }.sorted()
    }

    /// Reports texts of the bank's questions that say something else than the bank.
    private static func checkWording(
        of fixed: Set<QuestionID>, in document: DraftDocument,
        _ texts: [LanguageTag: [String: Message]], against bank: QuestionBank, _ file: String,
        reportingTo faults: FaultCollector
    ) {
        for question in document.questions where fixed.contains(QuestionID(question.id)) {
            let entries = bank.entries(question.id)
            for (tag, mine) in texts.sorted(by: { $0.key < $1.key }) {
                for key in document.textKeys(of: question) {
                    guard let text = mine[key] else { continue }
                    let isBanks = entries.contains {
                        $0.texts(in: tag, as: question)[key] == text
                    }
                    // A language that the bank lacks may be translated to.
                    let isOpen = entries.allSatisfy { $0.texts[tag]?.isEmpty ?? true }
                    guard !isBanks, !isOpen else { continue }
                    faults.report(
                        Diagnostic(
                            file: "\(tag)/\(file).yaml", path: key,
                            problem: "The wording isn't the question bank's.",
                            remedy:
                                "Take the question from the bank anew, or ask another one of your own."
                        ))
                }
            }
        }
    }
}

/// A fault and where it belongs.
public struct PlacedFault: Sendable, Hashable {
    /// What it is shown at.
    public enum Place: Sendable, Hashable {
        case survey
        case section(SectionID)
        case question(QuestionID)
    }

    public let diagnostic: Diagnostic
    public let place: Place
    /// The field of the place's form; `nil` when none is meant in particular.
    public let field: String?
    /// The language whose texts are meant; `nil` for what is the same in every language.
    public let language: LanguageTag?

    init(_ diagnostic: Diagnostic, in document: DraftDocument, of file: String) {
        self.diagnostic = diagnostic
        let folder = diagnostic.file.split(separator: "/").first.map(String.init) ?? ""
        if diagnostic.file.hasSuffix("/\(file).yaml"), let tag = LanguageTag(folder),
            folder != file || !diagnostic.file.hasSuffix("/survey.yaml")
        {
            language = tag
            (place, field) = Self.place(ofText: diagnostic.path, in: document)
        } else {
            language = nil
            (place, field) =
                diagnostic.file.hasSuffix("/survey.yaml")
                ? Self.place(ofPath: diagnostic.path, in: document) : (.survey, nil)
        }
    }

    /// Where a text is edited, by its key.
    private static func place(
        ofText key: String, in document: DraftDocument
    ) -> (Place, String?) {
        let parts = key.split(separator: ".", maxSplits: 2).map(String.init)
        guard parts.count == 3 else { return (.survey, key) }
        switch parts[0] {
        case "section": return (.section(SectionID(parts[1])), parts[2])
        case "question": return (.question(QuestionID(parts[1])), parts[2])
        case "scale":
            guard let user = document.questions.first(where: { $0.scale == parts[1] }) else {
                return (.survey, nil)
            }
            return (.question(QuestionID(user.id)), "option.\(parts[2])")
        default: return (.survey, key)
        }
    }

    /// Where a line of `survey.yaml` is edited, by its path, such as `sections[1].questions[0].options`.
    private static func place(
        ofPath path: String, in document: DraftDocument
    ) -> (Place, String?) {
        if let match = path.prefixMatch(of: /sections\[(\d+)\](?:\.questions\[(\d+)\])?/),
            let section = Int(match.1), document.sections.indices.contains(section)
        {
            let rest = path[match.range.upperBound...].drop { $0 == "." }
            let questions = document.sections[section].questions
            guard let index = match.2.flatMap({ Int($0) }), questions.indices.contains(index) else {
                return (.section(SectionID(document.sections[section].id)), nil)
            }
            return (.question(QuestionID(questions[index].id)), field(String(rest)))
        }
        if let match = path.prefixMatch(of: /indicators\[(\d+)\]/), let index = Int(match.1),
            let codings = document.tree["indicators"]?.elements, codings.indices.contains(index),
            let question = codings[index]["question"]?.string,
            document.question(question) != nil
        {
            return (.question(QuestionID(question)), nil)
        }
        return (.survey, path.split(whereSeparator: { ".[".contains($0) }).first.map(String.init))
    }

    private static func field(_ rest: String) -> String? {
        if let match = rest.prefixMatch(of: /shownWhen\[(\d+)\](?:\.(\w+))?/),
            let index = Int(match.1)
        {
            return "condition.\(index + 1).\(match.2 == "isAnyOf" ? "codes" : "question")"
        }
        let name = rest.prefix { $0 != "." && $0 != "[" }
        switch name {
        case "": return nil
        case "options": return "option.new.1"
        case "bands": return "band.new.1"
        case "shownWhen": return "condition.1.question"
        default: return String(name)
        }
    }
}
