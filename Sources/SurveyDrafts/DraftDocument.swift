public import Diagnostics
import SurveyDefinition

/// The text of `survey.yaml` as sections and questions that can be moved and changed; everything else of it stays.
public struct DraftDocument: Sendable, Hashable {
    public var tree: DocumentTree

    /// One page of questions.
    public struct Section: Sendable, Hashable {
        var tree: DocumentTree

        public var id: String { tree["id"]?.string ?? "" }

        public var questions: [Question] {
            get { tree["questions"]?.elements.map { Question(tree: $0) } ?? [] }
            set { tree["questions"] = .list(newValue.map(\.tree)) }
        }
    }

    /// One question, with whatever was written of it.
    public struct Question: Sendable, Hashable {
        public var tree: DocumentTree

        public var id: String { tree["id"]?.string ?? "" }
        /// As the file says it, such as `single-choice`.
        public var kind: String { tree["kind"]?.string ?? "" }
        /// The shared scale that it names, if it does.
        public var scale: String? { tree["scale"]?.string }
        /// The codes of its own options.
        public var options: [String] { tree["options"]?.strings ?? [] }
        /// A number's bands, each with its lowest and highest number as written.
        public var bands: [(id: String, ends: [String])] {
            tree["bands"]?.entries.map { ($0.key, $0.value.strings) } ?? []
        }
        /// The questions and codes that it is asked after.
        public var conditions: [(question: String, codes: [String])] {
            tree["shownWhen"]?.elements.map {
                ($0["question"]?.string ?? "", $0["isAnyOf"]?.strings ?? [])
            } ?? []
        }
    }

    init(_ tree: DocumentTree) { self.tree = tree }

    /// In the order in which they are asked.
    public var sections: [Section] {
        get { tree["sections"]?.elements.map { Section(tree: $0) } ?? [] }
        set { tree["sections"] = .list(newValue.map(\.tree)) }
    }

    /// Every question in the order in which it is asked.
    public var questions: [Question] { sections.flatMap(\.questions) }

    /// The question with the id.
    public func question(_ id: String) -> Question? { questions.first { $0.id == id } }

    /// The ids of the blocks.
    public var blocks: [String] { (tree["blocks"]?.elements ?? []).compactMap { $0["id"]?.string } }

    /// The codes of a shared scale.
    public func scale(_ name: String) -> [String]? { tree["scales"]?[name]?.strings }

    public var version: Int { tree["version"]?.string.flatMap { Int($0) } ?? 1 }

    /// The codes that a question can be answered with, as written, special ones last.
    public func codes(of question: Question) -> [String] {
        let own: [String] =
            switch question.kind {
            case "scale":
                if let from = question.tree["from"]?.string.flatMap({ Int($0) }),
                    let to = question.tree["to"]?.string.flatMap({ Int($0) }), from < to,
                    to - from <= 100
                {
                    (from...to).map(String.init)
                } else {
                    []
                }
            case "number": question.bands.map(\.id)
            default: question.scale.flatMap { scale($0) } ?? question.options
            }
        return own + (question.tree["also"]?.strings ?? [])
    }

    /// The key of an option's text.
    public func textKey(of code: String, in question: Question) -> String {
        if question.kind == "number" { return "question.\(question.id).band.\(code)" }
        return question.scale.map { "scale.\($0).\(code)" }
            ?? "question.\(question.id).option.\(code)"
    }

    /// The keys of a question's texts, in the order in which files have them.
    public func textKeys(of question: Question) -> [String] {
        let base = "question.\(question.id)"
        let ends = question.kind == "scale" ? ["\(base).lowest", "\(base).highest"] : []
        let special = question.tree["also"]?.strings ?? []
        let options =
            ["scale", "district", "free-text"].contains(question.kind)
            ? []
            : codes(of: question).filter { !special.contains($0) }
                .map { textKey(of: $0, in: question) }
        return ["\(base).text", "\(base).hint"] + ends + options
    }

    /// The keys of every text that the survey can have, in order.
    var textKeys: [String] {
        let sections = sections.flatMap { section in
            ["section.\(section.id).title", "section.\(section.id).intro"]
                + section.questions.flatMap { textKeys(of: $0) }
        }
        let help = ["help.intro"] + (1...Survey.mostHelpLines).map { "help.\($0)" }
        return ["title", "who-asks", "why", "use", "result"] + sections + help
    }

    /// The keys of the texts in the order in which residents meet them, each once.
    public var orderedTextKeys: [String] {
        var seen: Set<String> = []
        return textKeys.filter { seen.insert($0).inserted }
    }

    /// Changes the question in its place.
    ///
    /// - Throws: `DraftRefusal.gone`.
    mutating func change(
        _ id: String, _ body: (inout Question) throws -> Void
    ) throws {
        var sections = sections
        for place in sections.indices {
            var questions = sections[place].questions
            guard let index = questions.firstIndex(where: { $0.id == id }) else { continue }
            try body(&questions[index])
            sections[place].questions = questions
            self.sections = sections
            return
        }
        throw DraftRefusal.gone
    }
}
