import Localization

/// What a template reads: plain dictionaries, since Mustache would reflect on structs, which is slow.
typealias TemplateFields = [String: Any]

/// A text with its language, for a template that writes `<p{{{.marks}}}>{{.text}}</p>`.
///
/// `marks` is the attributes `lang` and `dir` when the text fell back to another language than the page's,
/// otherwise nothing. They come from a checked tag and a closed set of directions, so they need no escaping.
extension ReportWords {
    func fields(_ text: LocalizedText) -> TemplateFields {
        let isForeign = text.language != localizer.language.tag
        return [
            "text": text.string,
            "marks": isForeign
                ? #" lang="\#(text.language)" dir="\#(text.direction.rawValue)""# : "",
        ]
    }

    /// A text that other elements refer to.
    func fields(_ text: LocalizedText, id: String) -> TemplateFields {
        fields(text).merging(["id": id]) { field, _ in field }
    }

    /// A list of one or none, for a section of a template.
    func fields(_ text: LocalizedText?) -> [TemplateFields] {
        text.map { [fields($0)] } ?? []
    }

    /// A number that stands alone, which is written from left to right in every language.
    func digits(_ digits: String) -> TemplateFields {
        let isReversed = localizer.language.direction == .rightToLeft
        return ["text": digits, "marks": isReversed ? #" dir="ltr""# : ""]
    }

    func fields(_ key: String, _ values: [String: String] = [:]) -> TemplateFields {
        fields(text(key, values))
    }
}
