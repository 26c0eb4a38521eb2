/// A text as it is shown, with the language that it turned out to be in.
public struct LocalizedText: Sendable, Hashable {
    public let string: String
    public let language: LanguageTag
    public let direction: Direction

    public init(string: String, language: LanguageTag, direction: Direction) {
        self.string = string
        self.language = language
        self.direction = direction
    }
}

/// Gives texts and numbers in one language, falling back along its chain.
public struct Localizer: Sendable {
    public let language: Language
    private let chain: [(language: Language, catalogue: Catalogue)]
    private let added: AddedTexts?

    /// - Parameters:
    ///   - chain: the language itself first, then its fallbacks.
    ///   - added: where texts are that came later.
    init(chain: [(language: Language, catalogue: Catalogue)], added: AddedTexts? = nil) {
        precondition(!chain.isEmpty, "A localizer needs at least its own language.")
        language = chain[0].language
        self.chain = chain
        self.added = added
    }

    /// The text of `key` in the first language of the chain that has it.
    ///
    /// - Parameters:
    ///   - file: `interface`, `goals`, or the file of a survey's texts.
    ///   - count: the number that decides the plural form.
    ///   - values: what stands where the text has `{name}`.
    /// - Returns: `nil` when no language of the chain has the text.
    public func find(
        _ key: String, in file: String = "interface", count: Int? = nil,
        _ values: [String: String] = [:]
    ) -> LocalizedText? {
        for (language, catalogue) in chain {
            guard
                let message = catalogue.message(key, in: file)
                    ?? added?.message(key, in: file, of: language.tag)
            else { continue }
            let text = filled(message.form(for: count, by: language.plurals), with: values)
            return LocalizedText(
                string: text, language: language.tag, direction: language.direction)
        }
        return nil
    }

    /// The text with its placeholders filled in one pass: braces within a value stay as they are, and so does
    /// a placeholder without a value.
    private func filled(_ text: String, with values: [String: String]) -> String {
        guard !values.isEmpty else { return text }
        var result = ""
        var rest = text[...]
        while let opening = rest.firstIndex(of: "{"),
            let closing = rest[opening...].firstIndex(of: "}")
        {
            let name = rest[opening...].dropFirst().prefix { $0 != "}" }
            result += rest[..<opening]
            if let value = values[String(name)] {
                result += value
                rest = rest[closing...].dropFirst()
            } else {
                result += "{"
                rest = rest[opening...].dropFirst()
            }
        }
        return result + rest
    }

    /// As `find`; a text that no language has is shown as its key, so that a page is never blank.
    public func text(
        _ key: String, in file: String = "interface", count: Int? = nil,
        _ values: [String: String] = [:]
    ) -> LocalizedText {
        find(key, in: file, count: count, values)
            ?? LocalizedText(string: key, language: language.tag, direction: language.direction)
    }

    /// The bare string of `text`, for places that can't mark a language, such as attributes and CSV.
    public func string(
        _ key: String, in file: String = "interface", count: Int? = nil,
        _ values: [String: String] = [:]
    ) -> String {
        text(key, in: file, count: count, values).string
    }

    /// A share in `0...1` as a percentage in this language.
    public func percent(_ share: Double, decimals: Int = 0) -> String {
        language.numbers.percent(share, decimals: decimals)
    }

    /// A number in this language.
    public func number(_ value: Double, decimals: Int = 0) -> String {
        language.numbers.string(value, decimals: decimals)
    }

    /// A whole number in this language.
    public func number(_ value: Int) -> String {
        language.numbers.string(Double(value))
    }
}
