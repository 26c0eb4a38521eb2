/// Every language of the service with its texts, as read from the folder `Locales/`.
public struct Locales: Sendable {
    /// In the order in which they are listed; never empty.
    public let languages: [Language]
    private let catalogues: [LanguageTag: Catalogue]
    private let digests: [LanguageTag: SourceDigests]
    private let localizers: [LanguageTag: Localizer]
    /// What has come since the folder was read.
    public let added: AddedTexts

    /// The language that the others are translated from.
    public static let source: LanguageTag = "sv"

    /// - Precondition: `languages` has the source language.
    public init(
        languages: [Language], catalogues: [LanguageTag: Catalogue],
        sourceDigests: [LanguageTag: SourceDigests] = [:], added: AddedTexts = AddedTexts()
    ) {
        precondition(
            languages.contains { $0.tag == Self.source }, "The source language is missing.")
        self.languages = languages.sorted { ($0.order, $0.tag) < ($1.order, $1.tag) }
        self.catalogues = catalogues
        digests = sourceDigests
        self.added = added
        let byTag = Dictionary(uniqueKeysWithValues: languages.map { ($0.tag, $0) })
        localizers = byTag.mapValues { language in
            let tags = [language.tag] + language.fallbacks + [Self.source]
            var seen: Set<LanguageTag> = []
            return Localizer(
                chain: tags.filter { seen.insert($0).inserted }
                    .compactMap { tag in byTag[tag].map { ($0, catalogues[tag] ?? Catalogue()) } },
                added: added)
        }
    }

    /// The same texts, for a service of its own: what comes to one doesn't come to the other.
    public func apart() -> Locales {
        Locales(languages: languages, catalogues: catalogues, sourceDigests: digests)
    }

    /// The same languages with one file of texts more, or in the place of the one of that name.
    ///
    /// - Parameter madeFrom: by language and key: the digest of the Swedish that a text was made from.
    public func with(
        _ texts: [LanguageTag: [String: Message]], as file: String,
        madeFrom sources: [LanguageTag: [String: String]] = [:]
    ) -> Locales {
        var catalogues = catalogues
        var digests = digests
        for language in languages {
            catalogues[language.tag, default: Catalogue()].files[file] = texts[language.tag] ?? [:]
            digests[language.tag, default: [:]][file] = sources[language.tag] ?? [:]
        }
        return Locales(
            languages: languages, catalogues: catalogues, sourceDigests: digests, added: added)
    }

    /// The language of the tag; `nil` when the service doesn't speak it.
    public func language(_ tag: LanguageTag) -> Language? {
        localizers[tag]?.language
    }

    /// The language's own texts, without any fallback.
    public func catalogue(of tag: LanguageTag) -> Catalogue {
        catalogues[tag] ?? Catalogue()
    }

    /// Which Swedish each text of the language says that it was made from.
    public func sourceDigests(of tag: LanguageTag) -> SourceDigests {
        digests[tag] ?? [:]
    }

    /// The texts in a language; the source language for one that the service doesn't speak.
    public func localizer(for tag: LanguageTag) -> Localizer {
        guard let localizer = localizers[tag] ?? localizers[Self.source] else {
            preconditionFailure("The source language is missing.")
        }
        return localizer
    }

    /// The best language for an `Accept-Language` header: each range by falling weight, by RFC 4647 lookup.
    ///
    /// A header that can't be read, or that asks for nothing we speak, gives the source language.
    public func language(accepting header: String?) -> Language {
        let ranges = (header ?? "").split(separator: ",").prefix(20).enumerated().map {
            index, part in
            let pieces = part.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap {
                Double($0.dropFirst(2))
            }
            return (range: pieces.first ?? "", weight: weight ?? 1, index: index)
        }
        let byPreference = ranges.filter { $0.weight > 0 }
            .sorted { ($1.weight, $0.index) < ($0.weight, $1.index) }
        for (range, _, _) in byPreference {
            if let language = lookup(range) { return language }
        }
        return localizer(for: Self.source).language
    }

    /// Drops groups from the end of the range until a language has that tag.
    private func lookup(_ range: String) -> Language? {
        var groups = range.lowercased().split(separator: "-")
        while !groups.isEmpty {
            let candidate = groups.joined(separator: "-")
            if let match = languages.first(where: { $0.tag.value.lowercased() == candidate }) {
                return match
            }
            groups.removeLast()
        }
        return nil
    }
}
