import Localization
import TestSupport

@testable import TranslationExchange

/// Catalogues of texts that try every way in which a file may lose or change a character; the same for the same seed.
struct RandomTexts {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    static let arabic = Language(
        tag: "ar", name: "العربية", direction: .rightToLeft, plurals: .arabic, numbers: numbers)
    static let finnish = Language(
        tag: "fi", name: "Suomi", direction: .leftToRight, numbers: numbers)
    static let swedish = Language(
        tag: "sv", name: "Svenska", direction: .leftToRight, numbers: numbers)
    private static let numbers = NumberFormat(
        decimalMark: ",", groupMark: " ", minus: "−", percentPattern: "{number} %")

    private static let pieces = [
        "Tryggt", " ", "  ", "å", "a\u{30A}", "مرحبا", "\u{202B}", "\u{200F}", "\u{2066}x\u{2069}",
        "😀", "👩🏽‍🚒", "🇸🇪", "\n", "\r\n", "\r", "\t", "\"", "'", "&", "<", ">", "]]>", "<![CDATA[",
        "&amp;",
        "<!--", "=1+1", "=cmd|' /C calc'!A0", "+46", "-1", "@SUM(A1)", "'", "_x0041_", "_x005F_",
        "_x", "_xD83D__xDE00_", "_", "\u{0}", "\u{1}", "\u{B}", "\u{1F}", "\u{7F}", "\u{85}",
        "\u{9F}",
        "\u{2028}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}", "\u{FFFD}", "\u{301}", "\"\u{301}",
        "<\u{301}",
        "{\u{301}", "{", "}", "{}", "{ namn }", "{NAMN}", "%d", "1", "0.1", "TRUE", "\u{A0}", "\\",
        "\\n",
        "#", ": ", "- ", "|", "{count}", "{name}", "\u{10FFFD}",
    ]

    mutating func text() -> String {
        (0..<Int.random(in: 1...8, using: &generator)).map { _ in
            Self.pieces.randomElement(using: &generator) ?? ""
        }
        .joined()
    }

    /// A Swedish catalogue and two translations of it, of which some texts are missing, stale or have other forms.
    mutating func locales(texts: Int) -> Locales {
        var source = Catalogue()
        var translations: [LanguageTag: Catalogue] = ["ar": Catalogue(), "fi": Catalogue()]
        var digests: [LanguageTag: SourceDigests] = [:]
        for index in 0..<texts {
            let file = ["interface", "åäö:fil", "trygghet"][index % 3]
            let key = ["text.\(index)", "nyckel \(index)", "k:\(index):å", "<\(index)>"][index % 4]
            let original = message(with: [.one, .other])
            source.files[file, default: [:]][key] = original
            for language in [Self.arabic, Self.finnish]
            where Int.random(in: 0..<5, using: &generator) > 0 {
                let translation = message(with: language.plurals.categories)
                translations[language.tag]?.files[file, default: [:]][key] = translation
                let digest = Bool.random(using: &generator) ? original.digest : "00000000"
                digests[language.tag, default: [:]][file, default: [:]][key] = digest
            }
        }
        translations["sv"] = source
        return Locales(
            languages: [Self.swedish, Self.arabic, Self.finnish], catalogues: translations,
            sourceDigests: digests)
    }

    private mutating func message(with forms: Set<PluralCategory>) -> Message {
        guard Int.random(in: 0..<4, using: &generator) == 0 else { return Message(text()) }
        return Message(
            forms: Dictionary(
                uniqueKeysWithValues: forms.sorted { $0.rawValue < $1.rawValue }.map {
                    ($0, text())
                }))
    }
}

extension TranslationSheet {
    /// Without where its rows stood in a file.
    var withoutPlaces: TranslationSheet {
        var sheet = self
        for index in sheet.rows.indices { sheet.rows[index].place = "" }
        return sheet
    }

    /// What XLIFF holds of it: one language, and no row that the language doesn't have.
    func only(_ language: LanguageTag) -> TranslationSheet {
        TranslationSheet(
            languages: [language],
            rows: rows.compactMap { row in
                guard let translation = row.translations[language] else { return nil }
                var row = row
                row.translations = [language: translation]
                return row
            })
    }

    /// The languages' texts as the sheet has them, and none from elsewhere.
    func catalogue(of language: Language, source: Catalogue) -> Catalogue {
        let locales = Locales(
            languages: [RandomTexts.swedish, language], catalogues: ["sv": source])
        return TranslationImport(self, into: language, of: locales).catalogue
    }
}
