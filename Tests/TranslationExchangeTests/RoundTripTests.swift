import Foundation
import Localization
import TestSupport
import Testing
import Zip

@testable import TranslationExchange

/// Texts go out and come back without the loss of a single byte.
struct RoundTripTests {
    static let shipped = SiteFixture.shippedLocales
    static let words = WorkbookWords(shipped.localizer(for: "sv"))
    static let translated = shipped.languages.filter { $0.tag != Locales.source }

    @Test("The shipped texts come back from a workbook as they were, and are news to nobody")
    func shippedWorkbook() throws {
        let sheet = TranslationSheet(of: Self.shipped, into: Self.translated)

        let read = try readXLSX(sheet.xlsx(Self.words, languages: Self.shipped.languages))

        #expect(read.withoutPlaces == sheet)
        for language in Self.translated {
            let taken = TranslationImport(read, into: language, of: Self.shipped)
            #expect(taken.catalogue == Self.shipped.catalogue(of: language.tag))
            #expect(taken.faults.isEmpty && taken.changed.isEmpty && taken.confirmed.isEmpty)
            #expect(taken.sourceDigests == Self.shipped.sourceDigests(of: language.tag))
        }
    }

    @Test("The shipped texts come back from XLIFF as they were", arguments: translated.map(\.tag))
    func shippedXLIFF(tag: LanguageTag) throws {
        let language = try #require(Self.shipped.language(tag))
        let sheet = TranslationSheet(of: Self.shipped, into: [language])

        let read = try readXLIFF(sheet.xliff(into: tag))

        #expect(read.withoutPlaces == sheet.only(tag))
        #expect(sheet.rows.count > 1000)
        let taken = TranslationImport(read, into: language, of: Self.shipped)
        #expect(taken.catalogue == Self.shipped.catalogue(of: tag) && taken.faults.isEmpty)
    }

    @Test("An empty service gets every shipped text from the files alone")
    func fromNothing() throws {
        let sheet = TranslationSheet(of: Self.shipped, into: Self.translated)
        let workbook = try readXLSX(sheet.xlsx(Self.words, languages: Self.shipped.languages))
        let source = Self.shipped.catalogue(of: Locales.source)

        for language in Self.translated {
            let expected = Self.shipped.catalogue(of: language.tag)
            let xliff = try readXLIFF(sheet.xliff(into: language.tag))
            #expect(workbook.catalogue(of: language, source: source) == expected)
            #expect(xliff.catalogue(of: language, source: source) == expected)
        }
    }

    @Test(
        "Texts with every character that a file may lose come back byte for byte",
        arguments: 1...20 as ClosedRange<UInt64>)
    func randomTexts(seed: UInt64) throws {
        var random = RandomTexts(seed: seed)
        let locales = random.locales(texts: 60)
        let languages = [RandomTexts.arabic, RandomTexts.finnish]
        let sheet = TranslationSheet(of: locales, into: languages)

        let workbook = try readXLSX(sheet.xlsx(Self.words, languages: locales.languages))

        #expect(workbook.rows.map(\.id) == sheet.rows.map(\.id))
        #expect(Self.bytes(of: workbook) == Self.bytes(of: sheet))
        #expect(workbook.withoutPlaces == sheet)
        for language in languages {
            let xliff = try readXLIFF(sheet.xliff(into: language.tag))
            let expected = sheet.only(language.tag)
            #expect(Self.bytes(of: xliff) == Self.bytes(of: expected))
            #expect(Set(xliff.withoutPlaces.rows.map(\.id)) == Set(expected.rows.map(\.id)))
            for read in [workbook, xliff] {
                let taken = TranslationImport(read, into: language, of: locales)
                #expect(taken.catalogue == locales.catalogue(of: language.tag))
                #expect(taken.changed.isEmpty)
            }
        }
    }

    /// Swift calls texts equal that are written with other code points: their bytes are compared as well.
    private static func bytes(of sheet: TranslationSheet) -> [[UInt8]] {
        sheet.rows.flatMap { row in
            [row.source] + row.translations.sorted { $0.key < $1.key }.map { $0.value.text ?? "" }
        }
        .map { Array($0.utf8) }
    }

    @Test("The same sheet gives the same bytes")
    func deterministic() {
        let sheet = TranslationSheet(of: Self.shipped, into: Self.translated)

        #expect(
            sheet.xlsx(Self.words, languages: Self.shipped.languages)
                == sheet.xlsx(Self.words, languages: Self.shipped.languages))
        #expect(sheet.xliff(into: "ar") == sheet.xliff(into: "ar"))
    }

    @Test("A language has the rows of its own plural forms, with the numbers that take them")
    func pluralRows() throws {
        let rows = TranslationSheet(of: Self.shipped, into: Self.translated).rows
            .filter { $0.id.key == "round.minutes" }

        #expect(rows.map(\.id.form) == [.zero, .one, .two, .few, .many, .other])
        let few = try #require(rows.first { $0.id.form == .few })
        #expect(Set(few.translations.keys) == ["ar"])
        #expect(few.note.contains("ar: 3, 4, 5 …") && few.note.contains("{count}"))
        #expect(few.source == "Tar ungefär {count} minuter")
    }

    // Two seconds are promised of optimised code on a machine of its own (`radslag-bench`); here is neither.
    @Test("500 texts in ten languages go out and come back within seconds")
    func speed() throws {
        let (sheet, languages) = Self.large
        let clock = ContinuousClock()

        let workbook = try clock.measure {
            let read = try readXLSX(sheet.xlsx(Self.words, languages: languages))
            #expect(read.rows.count == 500)
        }
        let xliff = try clock.measure {
            for language in languages {
                let read = try readXLIFF(sheet.xliff(into: language.tag))
                #expect(read.rows.count == 500)
            }
        }

        print("500 texts × 10 languages: workbook \(workbook), XLIFF \(xliff)")
        #expect(workbook < .seconds(30))
        #expect(xliff < .seconds(30))
    }

    private static var large: (TranslationSheet, [Language]) {
        var random = RandomTexts(seed: 5)
        let languages = (0..<10).map { index in
            Language(
                tag: LanguageTag("x\(index)") ?? "xx", name: "Språk \(index)",
                direction: index < 3 ? .rightToLeft : .leftToRight,
                numbers: RandomTexts.swedish.numbers)
        }
        let rows = (0..<500).map { index in
            TranslationRow(
                id: TextID(file: "fil", key: "nyckel.\(index)"),
                source: "Hur trygg eller otrygg känner du dig på väg hem, {name}? \(index)",
                digest: "01234567", note: "{name}",
                translations: Dictionary(
                    uniqueKeysWithValues: languages.map {
                        ($0.tag, Translation(text: random.text() + " {name} hem?", state: .current))
                    }))
        }
        return (TranslationSheet(languages: languages.map(\.tag), rows: rows), languages)
    }
}
