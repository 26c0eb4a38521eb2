import Localization
import Testing

/// Which language a browser gets, by RFC 4647 lookup.
struct AcceptLanguageTests {
    private static let locales = Locales(
        languages: ["sv", "sv-simple", "fi", "en", "ar", "syr", "tru-Latn"].map {
            .some(tagged: $0)
        },
        catalogues: [:])

    private static func tag(accepting header: String?) -> LanguageTag {
        locales.language(accepting: header).tag
    }

    @Test(
        "The language of the highest weight that we speak is chosen",
        arguments: [
            ("fi", "fi"), ("en,fi", "en"), ("fi;q=0.4, en;q=0.8", "en"),
            ("de, fr;q=0.9, ar;q=0.1", "ar"),
            ("fi ; q=0.5 , en ; q=0.6", "en"), ("en;q=0, fi;q=0.1", "fi"),
        ])
    func weights(header: String, tag: String) {
        #expect(Self.tag(accepting: header).value == tag)
    }

    @Test(
        "A range loses its last part until a language has it, in any letter case",
        arguments: [
            ("en-GB", "en"), ("sv-FI", "sv"), ("SV-SIMPLE", "sv-simple"), ("ar-SY-x-any", "ar"),
            ("TRU-latn-SE", "tru-Latn"),
        ])
    func lookup(header: String, tag: String) {
        #expect(Self.tag(accepting: header).value == tag)
    }

    @Test(
        "A language is never guessed from one that is near it",
        arguments: [
            "tru", "tru-Syrc", "aii", "nb", "fa", "et", "s", "svenska",
        ])
    func neverGuessing(header: String) {
        #expect(Self.tag(accepting: header) == Locales.source)
    }

    @Test(
        "What can't be read gives the source language",
        arguments: [
            nil, "", "*", ",,;", ";q=1", "q=0.5", "–", String(repeating: "x,", count: 10_000),
        ])
    func unreadable(header: String?) {
        #expect(Self.tag(accepting: header) == Locales.source)
    }
}
