import Localization
import Testing

/// Texts with values and plural forms, along the chain of languages.
struct LocalizerTests {
    private let locales = Locales(
        languages: [
            .some(tagged: "sv"), .some(tagged: "en", fallbacks: ["sv"]),
            .some(
                tagged: "ar", direction: .rightToLeft, fallbacks: ["en", "sv"], plurals: .arabic),
        ],
        catalogues: [
            "sv": Catalogue(files: [
                "interface": [
                    "next": Message("Nästa"), "back": Message("Tillbaka"), "help": Message("Hjälp"),
                    "answers": Message(forms: [
                        .one: "{count} svar från en", .other: "{count} svar",
                    ]),
                    "asked": Message("{who} frågar {whom}, säger {who}"),
                ],
                "trygghet": ["title": Message("Trygghet")],
            ]),
            "en": Catalogue(files: [
                "interface": ["next": Message("Next"), "back": Message("Back")]
            ]),
            "ar": Catalogue(files: [
                "interface": [
                    "next": Message("التالي"),
                    "answers": Message(forms: [
                        .zero: "zero", .one: "one", .two: "two", .few: "few", .many: "many",
                        .other: "other",
                    ]),
                ]
            ]),
        ])

    @Test("A text is in the language itself when it has it")
    func ownLanguage() {
        let text = locales.localizer(for: "ar").text("next")

        #expect(text == LocalizedText(string: "التالي", language: "ar", direction: .rightToLeft))
    }

    @Test(
        "A missing text comes from the first language that has it, marked with that language"
    )
    func fallback() {
        let arabic = locales.localizer(for: "ar")

        #expect(
            arabic.text("back")
                == LocalizedText(string: "Back", language: "en", direction: .leftToRight))
        #expect(
            arabic.text("help")
                == LocalizedText(string: "Hjälp", language: "sv", direction: .leftToRight))
    }

    @Test("The source language ends every chain, also one that doesn't name it")
    func sourceEndsChain() {
        let locales = Locales(
            languages: [.some(tagged: "sv"), .some(tagged: "so")],
            catalogues: ["sv": Catalogue(files: ["interface": ["next": Message("Nästa")]])])

        #expect(locales.localizer(for: "so").text("next").language == "sv")
    }

    @Test("A text that no language has is nil, and is shown as its key")
    func noText() {
        let arabic = locales.localizer(for: "ar")

        #expect(arabic.find("no-such-text") == nil)
        #expect(arabic.string("no-such-text") == "no-such-text")
    }

    @Test("A key is looked up in its own file only")
    func files() {
        let swedish = locales.localizer(for: "sv")

        #expect(swedish.string("title", in: "trygghet") == "Trygghet")
        #expect(swedish.find("title") == nil)
    }

    @Test("Every place of a placeholder gets its value")
    func placeholders() {
        let text = locales.localizer(for: "sv").string("asked", ["who": "Kommunen", "whom": "dig"])

        #expect(text == "Kommunen frågar dig, säger Kommunen")
    }

    @Test(
        "The count decides the form by the rules of the language that the text is in",
        arguments: [
            (0, "zero", "{count} svar"), (1, "one", "{count} svar från en"),
            (2, "two", "{count} svar"),
            (7, "few", "{count} svar"), (40, "many", "{count} svar"),
            (100, "other", "{count} svar"),
        ])
    func plurals(count: Int, arabic: String, swedish: String) {
        let fallen = Locales(
            languages: [.some(tagged: "sv"), .some(tagged: "ar", plurals: .arabic)],
            catalogues: ["sv": locales.catalogue(of: "sv")])

        #expect(locales.localizer(for: "ar").string("answers", count: count) == arabic)
        #expect(locales.localizer(for: "sv").string("answers", count: count) == swedish)
        #expect(fallen.localizer(for: "ar").string("answers", count: count) == swedish)
    }

    @Test("A language that the service doesn't speak gets the source language")
    func unknownLanguage() {
        #expect(locales.localizer(for: "de").language.tag == "sv")
        #expect(locales.language("de") == nil)
    }

    @Test("Placeholders and digest are those of all forms")
    func message() {
        let plural = Message(forms: [.one: "{name} svarar", .other: "{count} svarar"])

        #expect(plural.placeholders == ["name", "count"])
        #expect(Message("a").digest != Message("b").digest)
        #expect(Message("a").digest != Message(forms: [.one: "a", .other: "a"]).digest)
        #expect(Message("a").digest.wholeMatch(of: /[0-9a-f]{8}/) != nil)
    }
}
