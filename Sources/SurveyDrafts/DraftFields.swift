public import Localization
public import SurveyDefinition

/// A part of a draft that is edited as one form.
public enum DraftPart: Sendable, Hashable {
    /// What holds for the whole survey, and its Swedish texts.
    case facts
    case section(SectionID)
    case question(QuestionID)
    /// Every text that there is in Swedish, in another language.
    case translation(LanguageTag)
}

extension SurveyDraft {
    /// The rows that a form has for options, bands and conditions that aren't there yet.
    public static let newRows = 3

    /// The texts of the survey itself.
    static let ownTexts = ["title", "who-asks", "why", "use", "result"]

    /// What stands in a part's form, by field. A list of choices is one field, its words apart by spaces.
    public func fields(of part: DraftPart, in languages: [Language]) -> [String: String] {
        func swedish() -> [String: String] { strings(in: Locales.source, among: languages) }
        let document = document
        switch part {
        case .facts:
            let texts = swedish()
            var fields = [
                "minutes": document.tree["minutes"]?.string ?? "",
                "helpLines": document.tree["helpLines"]?.string == "true" ? "true" : "",
                "countsLanguages": document.tree["countsLanguages"]?.string == "true"
                    ? "true" : "",
            ]
            for key in Self.ownTexts { fields[key] = texts[key] ?? "" }
            for key in helpKeys(texts) { fields[key] = texts[key] ?? "" }
            return fields
        case .section(let id):
            let texts = swedish()
            return ["title", "intro"].reduce(into: [:]) {
                $0[$1] = texts["section.\(id).\($1)"] ?? ""
            }
        case .question(let id):
            return document.question(id.value).map {
                fields(of: $0, in: document, swedish())
            } ?? [:]
        case .translation(let tag):
            let translated = strings(in: tag, among: languages)
            return swedish().keys.reduce(into: [:]) { $0[$1] = translated[$1] ?? "" }
        }
    }

    /// The lines of help that there are, and one more.
    private func helpKeys(_ texts: [String: String]) -> [String] {
        let numbers = (1...Survey.mostHelpLines).filter { texts["help.\($0)"] != nil }
        let next = min((numbers.max() ?? 0) + 1, Survey.mostHelpLines)
        return ["help.intro"] + Set(numbers + [next]).sorted().map { "help.\($0)" }
    }

    private func fields(
        of question: DraftDocument.Question, in document: DraftDocument, _ texts: [String: String]
    ) -> [String: String] {
        let base = "question.\(question.id)"
        var fields = [
            "text": texts["\(base).text"] ?? "", "hint": texts["\(base).hint"] ?? "",
            "also": (question.tree["also"]?.strings ?? []).joined(separator: " "),
        ]
        for key in ["required", "sensitive"] {
            fields[key] = question.tree[key]?.string == "true" ? "true" : ""
        }
        for key in ["block", "from", "to", "most", "longest", "exclusive"] {
            fields[key] = question.tree[key]?.string ?? ""
        }
        if question.kind == "scale" {
            for end in ["lowest", "highest"] { fields[end] = texts["\(base).\(end)"] ?? "" }
        }
        for code in question.options {
            fields["option.\(code)"] = texts[document.textKey(of: code, in: question)] ?? ""
        }
        for band in question.bands {
            fields["band.\(band.id)"] = texts["\(base).band.\(band.id)"] ?? ""
            fields["band.\(band.id).from"] = band.ends.first ?? ""
            fields["band.\(band.id).to"] = band.ends.last ?? ""
        }
        for (index, condition) in question.conditions.enumerated() {
            fields["condition.\(index + 1).question"] = condition.question
            fields["condition.\(index + 1).codes"] = condition.codes.joined(separator: " ")
        }
        return fields
    }

    /// The texts of a language that have one form.
    public func strings(in tag: LanguageTag, among languages: [Language]) -> [String: String] {
        guard let language = languages.first(where: { $0.tag == tag }) else { return [:] }
        return messages(in: language).compactMapValues { $0.isPlural ? nil : $0.forms[.other] }
    }

    /// The draft with a part as the form has it. Fields that the form lacks stay as they are, and whatever was typed is
    /// kept, right or wrong: what is wrong with it, `check` says.
    ///
    /// - Parameter fixed: the keys of the texts that are the bank's.
    /// - Throws: `DraftRefusal`.
    public func with(
        _ fields: [String: String], in part: DraftPart, languages: [Language],
        fixed: Set<String> = []
    ) throws -> SurveyDraft {
        var edit = DraftEdit(draft: self, fields: fields, languages: languages, fixed: fixed)
        switch part {
        case .facts: try edit.facts()
        case .section(let id): try edit.section(id.value)
        case .question(let id): try edit.question(id.value)
        case .translation(let tag): try edit.translation(tag)
        }
        guard edit.draft.size <= Self.largestSize else { throw DraftRefusal.tooLarge }
        return edit.draft
    }
}

/// A draft while a form is read into it.
private struct DraftEdit {
    var draft: SurveyDraft
    let fields: [String: String]
    let languages: [Language]
    let fixed: Set<String>

    private func language(_ tag: LanguageTag) throws -> Language {
        guard let language = languages.first(where: { $0.tag == tag }) else {
            throw DraftRefusal.gone
        }
        return language
    }

    /// What was typed, with line ends as one character and without space around it.
    private func typed(_ name: String) throws -> String? {
        guard let text = fields[name]?.replacing("\r\n", with: "\n").trimmed else { return nil }
        guard text.count <= SurveyDraft.longestText else { throw DraftRefusal.tooLong }
        return text
    }

    /// Writes those of the texts that differ from what is there.
    private mutating func write(
        _ texts: [String: String], in tag: LanguageTag = Locales.source
    ) throws {
        let language = try language(tag)
        let there = draft.strings(in: tag, among: languages)
        let changed = texts.filter { $0.value != there[$0.key] ?? "" && !fixed.contains($0.key) }
        guard !changed.isEmpty else { return }
        try draft.set(
            changed, in: language, from: draft.messages(in: try self.language(Locales.source)))
    }

    private mutating func keep(_ document: DraftDocument) {
        if document != draft.document { draft.survey = document.tree.yaml }
    }

    // MARK: Parts

    mutating func facts() throws {
        var document = draft.document
        if let minutes = try typed("minutes") { document.tree["minutes"] = .scalar(minutes) }
        for key in ["helpLines", "countsLanguages"] {
            if let value = fields[key] {
                document.tree[key] = value == "true" ? .scalar("true") : nil
            }
        }
        keep(document)
        let help = ["help.intro"] + (1...Survey.mostHelpLines).map { "help.\($0)" }
        var texts: [String: String] = [:]
        for key in SurveyDraft.ownTexts + help { texts[key] = try typed(key) }
        try write(texts)
    }

    mutating func section(_ id: String) throws {
        guard draft.document.sections.contains(where: { $0.id == id }) else {
            throw DraftRefusal.gone
        }
        var texts: [String: String] = [:]
        for end in ["title", "intro"] { texts["section.\(id).\(end)"] = try typed(end) }
        try write(texts)
    }

    mutating func translation(_ tag: LanguageTag) throws {
        let swedish = draft.messages(in: try language(Locales.source))
        var texts: [String: String] = [:]
        for key in swedish.keys { texts[key] = try typed(key) }
        try write(texts, in: tag)
        let there = draft.strings(in: tag, among: languages)
        for (key, message) in swedish
        where fields["\(key).confirmed"] == "yes" && there[key] != nil {
            draft.sources[tag, default: [:]][key] = message.digest
        }
    }

    mutating func question(_ id: String) throws {
        var document = draft.document
        guard var question = document.question(id) else { throw DraftRefusal.gone }
        var texts: [String: String] = [:]
        for end in ["text", "hint", "lowest", "highest"] {
            texts["question.\(id).\(end)"] = try typed(end)
        }
        if question.kind != "scale" {
            texts["question.\(id).lowest"] = nil
            texts["question.\(id).highest"] = nil
        }
        if !fixed.contains("question.\(id).text") { try settings(of: &question, &texts) }
        try conditions(of: &question)
        try document.change(id) { $0 = question }
        keep(document)
        try write(texts)
        draft.dropUnusedTexts(among: languages)
    }

    private func settings(
        of question: inout DraftDocument.Question, _ texts: inout [String: String]
    ) throws {
        let kind = DraftKind(rawValue: question.kind)
        for key in ["required", "sensitive"] {
            if let value = fields[key] {
                question.tree[key] = value == "true" ? .scalar("true") : nil
            }
        }
        for key in ["from", "to", "most", "longest", "exclusive", "block"] {
            guard let value = try typed(key) else { continue }
            question.tree[key] = value.isEmpty ? nil : .scalar(value)
        }
        if question.tree["sensitive"] != nil { question.tree["block"] = nil }
        if let also = fields["also"] {
            let codes = also.split(separator: " ").map(String.init)
            question.tree["also"] = codes.isEmpty ? nil : .list(of: codes)
        }
        switch kind {
        case .singleChoice, .multipleChoice, .ranking:
            if question.scale == nil { try options(of: &question, &texts) }
        case .number: try bands(of: &question, &texts)
        case .scale, .freeText, nil: break
        }
    }

    /// An option whose text was emptied is gone; a new text is a new option, whose code comes from it.
    private func options(
        of question: inout DraftDocument.Question, _ texts: inout [String: String]
    ) throws {
        var codes: [String] = []
        for code in question.options {
            guard let text = try typed("option.\(code)") else {
                codes.append(code)
                continue
            }
            if text.isEmpty { continue }
            codes.append(code)
            texts["question.\(question.id).option.\(code)"] = text
        }
        let gone = Set(question.options).subtracting(codes)
        for number in 1...SurveyDraft.newRows {
            guard let text = try typed("option.new.\(number)"), !text.isEmpty else { continue }
            // A code that was just taken away doesn't return with another text.
            let code = identifier(
                from: text,
                avoiding: Set(codes).union(gone).union([
                    Code.dontKnow.value, Code.preferNotToSay.value,
                ]))
            codes.append(code)
            texts["question.\(question.id).option.\(code)"] = text
        }
        question.tree["options"] = .list(of: codes)
        if let exclusive = question.tree["exclusive"]?.string, gone.contains(exclusive) {
            question.tree["exclusive"] = nil
        }
    }

    private func bands(
        of question: inout DraftDocument.Question, _ texts: inout [String: String]
    ) throws {
        var bands: [(String, [String])] = []
        for band in question.bands {
            let text = try typed("band.\(band.id)")
            if text?.isEmpty == true, try typed("band.\(band.id).from")?.isEmpty ?? false {
                continue
            }
            bands.append(
                (
                    band.id,
                    [
                        try typed("band.\(band.id).from") ?? band.ends.first ?? "",
                        try typed("band.\(band.id).to") ?? band.ends.last ?? "",
                    ]
                ))
            if let text { texts["question.\(question.id).band.\(band.id)"] = text }
        }
        for number in 1...SurveyDraft.newRows {
            guard let text = try typed("band.new.\(number)"), !text.isEmpty else { continue }
            let id = identifier(from: text, avoiding: Set(bands.map(\.0)))
            bands.append(
                (
                    id,
                    [
                        try typed("band.new.\(number).from") ?? "",
                        try typed("band.new.\(number).to") ?? "",
                    ]
                ))
            texts["question.\(question.id).band.\(id)"] = text
        }
        question.tree["bands"] = .mapping(bands.map { .init($0.0, .list(of: $0.1)) })
    }

    private func conditions(of question: inout DraftDocument.Question) throws {
        let before = question.conditions
        var conditions: [(question: String, codes: [String])] = []
        for number in 1...(before.count + 1) {
            let old: (question: String, codes: [String]) =
                number <= before.count ? before[number - 1] : ("", [])
            let asked = try typed("condition.\(number).question") ?? old.question
            guard !asked.isEmpty else { continue }
            let codes =
                fields["condition.\(number).codes"]?.split(separator: " ").map(String.init)
                ?? old.codes
            conditions.append((asked, asked == old.question || old.question.isEmpty ? codes : []))
        }
        guard
            conditions.map(\.question) != before.map(\.question)
                || conditions.map(\.codes) != before.map(\.codes)
        else { return }
        question.tree["shownWhen"] =
            conditions.isEmpty
            ? nil
            : .list(
                conditions.map {
                    .mapping([
                        .init("question", .scalar($0.question)),
                        .init("isAnyOf", .list(of: $0.codes)),
                    ])
                })
    }
}
