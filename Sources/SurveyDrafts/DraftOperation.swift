import Diagnostics
import Localization
public import SurveyDefinition

/// A change of what is asked and in which order. It says what to do and not how everything is afterwards, so that it fits
/// whatever others have changed meanwhile.
public enum DraftOperation: Sendable, Hashable {
    /// Towards the beginning, or towards the end.
    public enum Direction: String, Sendable, Hashable {
        case up, down
    }

    /// A question of one's own, with nothing in it but what it asks.
    case addQuestion(DraftKind, text: String, to: SectionID)
    case addSection(title: String)
    /// A question of the bank, with everything that belongs to it.
    case take(QuestionID, of: SurveyID, to: SectionID)
    case moveQuestion(QuestionID, Direction)
    case moveSection(SectionID, Direction)
    case moveOption(Code, of: QuestionID, Direction)
    case removeQuestion(QuestionID)
    case removeSection(SectionID)
}

/// The kinds of questions, as files name them.
public enum DraftKind: String, Sendable, Hashable, CaseIterable {
    case singleChoice = "single-choice"
    case multipleChoice = "multiple-choice"
    case scale
    case ranking
    case number
    case freeText = "free-text"
}

extension SurveyDraft {
    /// The draft after an operation.
    ///
    /// - Parameter taken: ids that earlier versions have used: none returns with another meaning.
    /// - Throws: `DraftRefusal`.
    public func applying(
        _ operation: DraftOperation, with bank: QuestionBank, avoiding taken: Set<String> = []
    ) throws -> SurveyDraft {
        var edit = DraftOrder(draft: self, bank: bank, taken: taken)
        try edit.apply(operation)
        var changed = edit.draft
        if edit.document != document {
            changed.survey = edit.document.tree.yaml
            changed.dropUnusedTexts(among: bank.spoken)
        }
        guard changed.size <= Self.largestSize else { throw DraftRefusal.tooLarge }
        return changed
    }
}

/// A draft while an operation is applied.
private struct DraftOrder {
    var draft: SurveyDraft
    var document: DraftDocument
    let bank: QuestionBank
    let taken: Set<String>

    init(draft: SurveyDraft, bank: QuestionBank, taken: Set<String>) {
        self.draft = draft
        self.bank = bank
        self.taken = taken
        document = draft.document
    }

    mutating func apply(_ operation: DraftOperation) throws {
        switch operation {
        case .addQuestion(let kind, let text, let section): try add(kind, text, to: section.value)
        case .addSection(let title): try addSection(title)
        case .take(let id, let survey, let section):
            guard let entry = bank.entry(id, of: survey) else { throw DraftRefusal.gone }
            try take(entry, to: section.value)
        case .moveQuestion(let id, let direction): try moveQuestion(id.value, direction)
        case .moveSection(let id, let direction): try moveSection(id.value, direction)
        case .moveOption(let code, let id, let direction):
            try document.change(id.value) { question in
                var codes = question.options
                guard let place = codes.firstIndex(of: code.value) else { throw DraftRefusal.gone }
                codes.move(place, direction)
                question.tree["options"] = .list(of: codes)
            }
        case .removeQuestion(let id): try removeQuestion(id.value)
        case .removeSection(let id):
            let section = try section(id.value)
            for question in document.sections[section].questions {
                removeCodings(of: question.id)
            }
            document.sections.remove(at: section)
        }
    }

    private func section(_ id: String) throws -> Int {
        guard let place = document.sections.firstIndex(where: { $0.id == id }) else {
            throw DraftRefusal.gone
        }
        return place
    }

    // MARK: Adding

    private func swedish() -> Language? { bank.spoken.first { $0.tag == Locales.source } }

    private mutating func write(_ text: String, as key: String) throws {
        guard let swedish = swedish() else { return }
        var next = draft
        next.survey = document.tree.yaml
        try next.set([key: text], in: swedish)
        draft = next
    }

    private func title(_ text: String) throws -> String {
        let title = text.replacing("\r\n", with: " ").replacing("\n", with: " ").trimmed
        guard !title.isEmpty else { throw DraftRefusal.emptyTitle }
        guard title.count <= SurveyDraft.longestText else { throw DraftRefusal.tooLong }
        return title
    }

    private mutating func addSection(_ text: String) throws {
        let title = try title(text)
        let id = identifier(
            from: title, avoiding: Set(document.sections.map(\.id)).union(["review"]))
        document.sections.append(
            .init(
                tree: .mapping([.init("id", .scalar(id)), .init("questions", .list([]))])))
        try write(title, as: "section.\(id).title")
    }

    private mutating func add(_ kind: DraftKind, _ text: String, to section: String) throws {
        let text = try title(text)
        let place = try self.section(section)
        let id = identifier(
            from: text,
            avoiding: Set(document.questions.map(\.id)).union(taken)
                .union(bank.entries.map(\.id.value)).union([Survey.languageQuestion.value]))
        var tree = DocumentTree.mapping([
            .init("id", .scalar(id)), .init("kind", .scalar(kind.rawValue)),
        ])
        if kind != .freeText { tree["block"] = .scalar(ownBlock()) }
        switch kind {
        case .singleChoice, .multipleChoice: tree["options"] = .list([])
        case .ranking:
            tree["options"] = .list([])
            tree["most"] = .scalar("3")
        case .scale:
            tree["from"] = .scalar("0")
            tree["to"] = .scalar("10")
        case .number:
            tree["from"] = .scalar("0")
            tree["to"] = .scalar("100")
            tree["bands"] = .mapping([])
        case .freeText: tree["longest"] = .scalar("1000")
        }
        document.sections[place].questions.append(.init(tree: tree))
        try write(text, as: "question.\(id).text")
    }

    /// The first block, which is made when there is none.
    private mutating func ownBlock() -> String {
        if let first = document.blocks.first { return first }
        addBlock(.mapping([.init("id", .scalar("own")), .init("goals", .list([]))]))
        return "own"
    }

    /// Adds a block, or its goals to the one of that id.
    private mutating func addBlock(_ block: DocumentTree) {
        var blocks = document.tree["blocks"]?.elements ?? []
        if let place = blocks.firstIndex(where: { $0["id"] == block["id"] }) {
            let goals = blocks[place]["goals"]?.strings ?? []
            let more = (block["goals"]?.strings ?? []).filter { !goals.contains($0) }
            if !more.isEmpty { blocks[place]["goals"] = .list(of: goals + more) }
        } else {
            blocks.append(block)
        }
        document.tree["blocks"] = .list(blocks)
    }

    // MARK: The bank

    private mutating func take(_ entry: QuestionBank.Entry, to section: String) throws {
        guard document.question(entry.id.value) == nil else {
            throw DraftRefusal.alreadyAsked(entry.id)
        }
        for needed in entry.needs where document.question(needed.value) == nil {
            if let earlier = bank.entry(needed, of: entry.survey) {
                try take(earlier, to: section)
            }
        }
        let place = try self.section(section)
        if let block = entry.block { addBlock(block) }
        var question = DraftDocument.Question(tree: entry.question)
        if let name = question.scale, let codes = entry.scale {
            keepScale(name, codes, of: entry, for: &question)
        }
        document.sections[place].questions.append(question)
        if !entry.codings.isEmpty {
            let codings = document.tree["indicators"]?.elements ?? []
            document.tree["indicators"] = .list(codings + entry.codings)
        }
        try copyTexts(of: entry, as: question)
    }

    /// A shared scale comes along. Where the draft has another of that name, the question gets the options as its own,
    /// with the same codes.
    private mutating func keepScale(
        _ name: String, _ codes: [String], of entry: QuestionBank.Entry,
        for question: inout DraftDocument.Question
    ) {
        let isSame = document.scale(name).map { $0 == codes } ?? true
        let hasOtherWords = bank.spoken.contains { language in
            let mine = draft.messages(in: language)
            return (entry.texts[language.tag] ?? [:]).contains { key, message in
                key.hasPrefix("scale.\(name).") && mine[key] != nil && mine[key] != message
            }
        }
        if isSame, !hasOtherWords {
            var scales = document.tree["scales"] ?? .mapping([])
            scales[name] = .list(of: codes)
            document.tree["scales"] = scales
            return
        }
        question.tree = .mapping(
            question.tree.entries.map {
                $0.key == "scale" ? .init("options", .list(of: codes)) : $0
            })
    }

    private mutating func copyTexts(
        of entry: QuestionBank.Entry, as question: DraftDocument.Question
    ) throws {
        var next = draft
        next.survey = document.tree.yaml
        let swedish = entry.texts(in: Locales.source, as: question)
        for language in bank.spoken.sorted(by: {
            $1.tag != Locales.source && $0.tag == Locales.source
        }) {
            let texts = entry.texts(in: language.tag, as: question)
                .mapValues { $0.forms[.other] ?? "" }
            try next.set(texts, in: language, from: swedish)
        }
        draft = next
    }

    // MARK: Moving and removing

    /// A question moves within its section, and beyond the end of it into the next.
    private mutating func moveQuestion(
        _ id: String, _ direction: DraftOperation.Direction
    ) throws {
        var sections = document.sections
        guard
            let place = sections.firstIndex(where: { $0.questions.contains { $0.id == id } }),
            let index = sections[place].questions.firstIndex(where: { $0.id == id })
        else { throw DraftRefusal.gone }
        let isAtEnd =
            direction == .up ? index == 0 : index == sections[place].questions.count - 1
        if isAtEnd {
            let next = direction == .up ? place - 1 : place + 1
            guard sections.indices.contains(next) else { return }
            let question = sections[place].questions.remove(at: index)
            let end = direction == .up ? sections[next].questions.count : 0
            sections[next].questions.insert(question, at: end)
        } else {
            sections[place].questions.move(index, direction)
        }
        document.sections = sections
    }

    private mutating func moveSection(
        _ id: String, _ direction: DraftOperation.Direction
    ) throws {
        let place = try section(id)
        document.sections.move(place, direction)
    }

    private mutating func removeQuestion(_ id: String) throws {
        var sections = document.sections
        guard let place = sections.firstIndex(where: { $0.questions.contains { $0.id == id } })
        else { throw DraftRefusal.gone }
        sections[place].questions.removeAll { $0.id == id }
        document.sections = sections
        removeCodings(of: id)
    }

    private mutating func removeCodings(of id: String) {
        guard let codings = document.tree["indicators"]?.elements else { return }
        let left = codings.filter { $0["question"]?.string != id }
        guard left.count < codings.count else { return }
        document.tree["indicators"] = left.isEmpty ? nil : .list(left)
    }
}

extension Array {
    /// Changes places with the neighbour, if there is one.
    fileprivate mutating func move(_ index: Int, _ direction: DraftOperation.Direction) {
        let other = direction == .up ? index - 1 : index + 1
        if indices.contains(other) { swapAt(index, other) }
    }
}

extension String {
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}

/// An id that says what it is of and that nothing has: the text's first words in small letters of English.
package func identifier(from text: String, avoiding taken: Set<String>) -> String {
    let plain: [Character: String] = [
        "å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u", "æ": "a", "ø": "o",
    ]
    let letters = text.lowercased().map { letter in
        plain[letter]
            ?? (letter.isASCII && (letter.isLetter || letter.isNumber) ? String(letter) : "-")
    }
    let words = letters.joined().split(separator: "-").prefix(5).joined(separator: "-")
    let wanted = words.isEmpty ? "own" : String(words.prefix(40)).trimmingHyphens
    var id = wanted
    var number = 2
    while taken.contains(id) {
        id = "\(wanted)-\(number)"
        number += 1
    }
    return id
}

extension String {
    fileprivate var trimmingHyphens: String {
        hasSuffix("-") ? String(dropLast()) : self
    }
}
