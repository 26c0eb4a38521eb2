import Localization

/// A sentence that may end in a list of names, each in its own language, such as the names of languages.
struct NamedSentence {
    struct Name {
        let name: LocalizedText
        /// A number after the name.
        var detail: String?
    }

    let text: LocalizedText
    var names: [Name] = []

    /// As one string, for files, which can't mark a language.
    func string(_ words: ReportWords) -> String {
        let names = names.map {
            [$0.name.string, $0.detail].compactMap { $0 }.joined(separator: " ")
        }
        return names.isEmpty ? text.string : text.string + " " + words.list(names) + "."
    }

    func fields(_ words: ReportWords) -> TemplateFields {
        let separator = words.text("results.list-separator").string
        return words.fields(text).merging([
            "names": names.enumerated().map { place, name in
                [
                    "separator": place == 0 ? " " : separator, "name": words.fields(name.name),
                    "detail": name.detail.map { [words.digits($0)] } ?? [],
                ] as TemplateFields
            }
        ]) { field, _ in field }
    }
}

extension ReportWords {
    /// A language's name in the language itself; its tag when the service doesn't speak it any more.
    func languageName(_ tag: String, in context: ReportContext) -> LocalizedText {
        guard let language = context.languages.first(where: { $0.tag.value == tag }) else {
            return name(tag)
        }
        return LocalizedText(
            string: language.name, language: language.tag, direction: language.direction)
    }
}
