/// The keys of the texts that a definition needs, in a file under `Locales/<language>/`.
public struct TextKeys: Sendable, Equatable {
    public var required: Set<String>
    /// Keys that may be left out, such as a question's hint.
    public var optional: Set<String>
}

extension Survey {
    /// The most lines of help that a survey can show.
    public static let mostHelpLines = 20

    /// The keys of the survey's own texts, as `Surveys/README.md` lists them.
    public var textKeys: TextKeys {
        var keys = TextKeys(required: ["title", "who-asks", "why", "use", "result"], optional: [])
        for section in sections {
            keys.required.insert("section.\(section.id).title")
            keys.optional.insert("section.\(section.id).intro")
        }
        for question in questions {
            keys.required.formUnion(question.requiredTextKeys)
            keys.optional.insert("question.\(question.id).hint")
        }
        if hasHelpLines {
            keys.required.formUnion(["help.intro", "help.1"])
            keys.optional.formUnion((2...Self.mostHelpLines).map { "help.\($0)" })
        }
        return keys
    }
}

extension Question {
    /// A scale's numbers and the districts are their own names; special codes are named by the
    /// interface.
    fileprivate var requiredTextKeys: Set<String> {
        let text = "question.\(id).text"
        switch kind {
        case .scale: return [text, "question.\(id).lowest", "question.\(id).highest"]
        case .district, .freeText: return [text]
        case .singleChoice, .multipleChoice, .ranking, .number:
            return Set([text] + options.filter { !$0.isSpecial }.map { textKey(of: $0.code).key })
        }
    }
}

extension Goals {
    /// The keys of the texts of areas, goals, indicators and published values.
    public var textKeys: TextKeys {
        let published = indicators.flatMap(\.published)
        let required =
            targetAreas.map { "area.\($0)" }
            + goals.flatMap { ["goal.\($0.id)", "goal.\($0.id).short"] }
            + indicators.map { "indicator.\($0.id)" }
            + published.flatMap { ["territory.\($0.territory)", "source.\($0.source)"] }
            + published.compactMap(\.note).map { "note.\($0)" }
            + published.compactMap(\.subgroup).map { "subgroup.\($0)" }
        return TextKeys(required: Set(required), optional: [])
    }
}
