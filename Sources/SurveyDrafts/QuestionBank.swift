public import Diagnostics
public import Localization
public import SurveyDefinition

/// The questions whose wording, answers and coding are fixed, so that figures compare: those that the shipped surveys'
/// indicators are computed from, those that lead to them, and those about who answers.
public struct QuestionBank: Sendable {
    /// A question as one survey has it.
    public struct Entry: Sendable, Hashable {
        public let survey: SurveyID
        public let id: QuestionID
        /// As `survey.yaml` has it.
        public let question: DocumentTree
        /// The lines under `indicators` that code it.
        public let codings: [DocumentTree]
        /// What it asks, as it was read.
        public let kind: SurveyDefinition.Question.Kind
        /// The goals that its indicators serve; none for one that only leads to others.
        public let goals: [GoalID]
        /// The part of the respondent's class that it asks for.
        public let background: BackgroundVariable?
        /// The questions that must be asked before it.
        public let needs: [QuestionID]
        let block: DocumentTree?
        /// The codes of the shared scale that it names.
        let scale: [String]?
        /// By language: its texts under the keys of its survey.
        public let texts: [LanguageTag: [String: Message]]
        let keys: [String]
    }

    /// In the order of the surveys, and of their questions.
    public let entries: [Entry]
    let languages: [Language]

    /// Every language of the service.
    public var spoken: [Language] { languages }

    public init(of definitions: Definitions, in locales: Locales) {
        languages = locales.languages
        entries = definitions.surveys.flatMap { survey in
            Self.entries(of: survey, goals: definitions.goals, in: locales)
        }
    }

    /// The ways in which surveys ask a question of that id.
    public func entries(_ id: String) -> [Entry] { entries.filter { $0.id.value == id } }

    /// The question as the survey has it.
    public func entry(_ id: QuestionID, of survey: SurveyID) -> Entry? {
        entries.first { $0.id == id && $0.survey == survey }
    }

    private static func entries(
        of survey: Survey, goals: Goals, in locales: Locales
    ) -> [Entry] {
        guard
            let tree = DocumentTree.parse(
                survey.source, named: "", reportingTo: FaultCollector())
        else { return [] }
        let document = DraftDocument(tree)
        let coded = Set(survey.codings.map(\.question))
        var needed: Set<QuestionID> = []
        var waiting = survey.questions.filter { coded.contains($0.id) }
        while let question = waiting.popLast() {
            for condition in question.shownWhen
            where needed.insert(condition.question).inserted {
                if let earlier = survey.question(condition.question) { waiting.append(earlier) }
            }
        }
        return survey.questions.compactMap { question in
            guard
                coded.contains(question.id) || needed.contains(question.id)
                    || [.gender, .age, .district].contains(question.background),
                let written = document.question(question.id.value)
            else { return nil }
            let indicators = survey.codings.filter { $0.question == question.id }
                .compactMap { goals.indicator($0.indicator)?.goal }
            let keys = document.textKeys(of: written)
            return Entry(
                survey: survey.id, id: question.id, question: written.tree,
                codings: (tree["indicators"]?.elements ?? [])
                    .filter { $0["question"]?.string == question.id.value }.map(withoutBreak),
                kind: question.kind, goals: indicators.uniqued, background: question.background,
                needs: question.shownWhen.map(\.condition),
                block: tree["blocks"]?.elements.first { $0["id"] == written.tree["block"] },
                scale: written.scale.flatMap { document.scale($0) },
                texts: Dictionary(
                    uniqueKeysWithValues: locales.languages.map { language in
                        let all = locales.catalogue(of: language.tag).files[survey.textFile] ?? [:]
                        return (language.tag, all.filter { keys.contains($0.key) })
                    }),
                keys: keys)
        }
    }

    /// A coding as the first version of another survey has it: its series begins there.
    static func withoutBreak(_ coding: DocumentTree) -> DocumentTree {
        var coding = coding
        coding["comparableSince"] = nil
        coding["breakReason"] = nil
        return coding
    }
}

extension Condition {
    fileprivate var condition: QuestionID { question }
}

extension Array where Element: Hashable {
    fileprivate var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

extension QuestionBank.Entry {
    /// Whether a question of a draft is this one: the same answers, and one of the same codings, if it has some.
    func isAsked(by question: Question, in survey: Survey, _ document: DraftDocument) -> Bool {
        guard question.id == id, question.kind == kind else { return false }
        let coded = Set(
            (document.tree["indicators"]?.elements ?? [])
                .filter { $0["question"]?.string == id.value }
                .compactMap { $0["id"]?.string })
        return codings.isEmpty || codings.contains { $0["id"]?.string.map(coded.contains) ?? false }
    }

    /// The texts as a draft has them, whose question may name its options' texts otherwise.
    func texts(in language: LanguageTag, as question: DraftDocument.Question) -> [String: Message] {
        let messages = texts[language] ?? [:]
        guard let scale = self.question["scale"]?.string, question.scale != scale else {
            return messages
        }
        let prefix = "scale.\(scale)."
        return Dictionary(
            uniqueKeysWithValues: messages.map { key, message in
                guard key.hasPrefix(prefix) else { return (key, message) }
                return ("question.\(id).option.\(key.dropFirst(prefix.count))", message)
            })
    }
}
