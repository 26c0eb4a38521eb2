import Localization
import TranslationExchange

/// 500 of the shipped texts in ten languages, out to a file and back: as one workbook, and as ten XLIFF files.
func measureTranslations(on workbench: Workbench) throws -> [Figure] {
    let (sheet, languages) = tenLanguages(of: workbench.locales)
    let words = WorkbookWords(workbench.locales.localizer(for: Locales.source))
    let workbook = try (0..<5).map { _ in
        try timed { _ = try readXLSX(sheet.xlsx(words, languages: languages)) }
    }
    let xliff = try (0..<5).map { _ in
        try timed {
            for language in languages { _ = try readXLIFF(sheet.xliff(into: language.tag)) }
        }
    }
    return [
        Figure("500 texts × 10 languages, workbook", median(workbook), "s", .atMost(2)),
        Figure("500 texts × 10 languages, XLIFF", median(xliff), "s", .atMost(2)),
    ]
}

/// The first 500 rows of a shipped translation, which ten languages share.
private func tenLanguages(of locales: Locales) -> (TranslationSheet, [Language]) {
    guard let shipped = locales.languages.last(where: { $0.tag != Locales.source }) else {
        preconditionFailure("There is no translation to measure.")
    }
    let languages = (0..<10).compactMap { LanguageTag("x\($0)") }.map {
        Language(
            tag: $0, name: shipped.name, direction: shipped.direction, numbers: shipped.numbers)
    }
    let rows = TranslationSheet(of: locales, into: [shipped]).rows.prefix(500).map { row in
        var row = row
        let translation = row.translations[shipped.tag]
        row.translations = [:]
        for language in languages { row.translations[language.tag] = translation }
        return row
    }
    return (TranslationSheet(languages: languages.map(\.tag), rows: Array(rows)), languages)
}
