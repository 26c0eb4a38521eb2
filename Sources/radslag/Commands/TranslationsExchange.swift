import ArgumentParser
import Diagnostics
import Foundation
import Localization
import TranslationExchange

extension TranslationsCommand {
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the texts as a workbook or an XLIFF file for translators.",
            discussion: """
                A workbook (xlsx) has a column per language, an XLIFF file (2.0) one language. Missing and stale texts are \
                marked. `radslag translations import` takes the file back.

                Examples:
                  radslag translations export fi --output texter-fi.xlsx
                  radslag translations export ar --format xliff --output texter-ar.xlf
                """)

        enum Format: String, ExpressibleByArgument { case xlsx, xliff }

        @Argument(help: "The languages' tags; all of them when none is given.")
        var languages: [String] = []
        @Option(help: "xlsx or xliff.") var format = Format.xlsx
        @Option(help: "The file to write.") var output: String
        @Option(help: "The language of the headings and the instructions of a workbook.")
        var words = "sv"
        @OptionGroup var folders: FolderOptions

        func run() throws {
            let folder = Settings().folder("locales", flag: folders.locales, usual: "Locales")
            let locales = try TranslationsCommand.locales(in: folder)
            let chosen =
                languages.isEmpty
                ? locales.languages.filter { $0.tag != Locales.source }
                : try languages.map { try TranslationsCommand.translated($0, in: locales) }
            guard Set(chosen.map(\.tag)).count == chosen.count else {
                throw ValidationError("A language is named twice.")
            }
            guard let reader = LanguageTag(words), locales.language(reader) != nil else {
                throw ValidationError("There is no folder of texts in '\(words)'.")
            }
            let sheet = TranslationSheet(
                of: locales, into: chosen, notes: TextFolder(folder).headings)
            let content: Data
            switch format {
            case .xlsx:
                content = sheet.xlsx(
                    WorkbookWords(locales.localizer(for: reader)), languages: locales.languages)
            case .xliff:
                guard let language = chosen.first, chosen.count == 1 else {
                    throw ValidationError("An XLIFF file has one language: name it.")
                }
                content = sheet.xliff(into: language.tag)
            }
            try content.write(to: URL(filePath: output), options: .atomic)
            print("Wrote \(sheet.rows.count) rows to \(output).")
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes translations back from a workbook or an XLIFF file.",
            discussion: """
                Writes the changed texts into Locales/<language>/, and into its source.yaml which Swedish they were made \
                from. A text with a fault is left as it was, and listed; then the exit status is 1.

                Example:
                  radslag translations import texter-fi.xlsx --dry-run
                """)

        @Argument(help: "The file that came back; whether it is XLSX or XLIFF is seen.")
        var file: String
        @Flag(help: "Says what would be taken, and writes nothing.") var dryRun = false
        @OptionGroup var folders: FolderOptions

        func run() throws {
            let folder = Settings().folder("locales", flag: folders.locales, usual: "Locales")
            let locales = try TranslationsCommand.locales(in: folder)
            let content = try Data(contentsOf: URL(filePath: file))
            let sheet: TranslationSheet
            do { sheet = try readTranslations(content) } catch {
                Console.complain("\(file): \(error)")
                throw ExitCode.failure
            }
            let languages = try sheet.languages.map {
                try TranslationsCommand.translated($0.value, in: locales)
            }
            var faults: [Diagnostic] = []
            for language in languages {
                let taken = TranslationImport(sheet, into: language, of: locales)
                faults += taken.diagnostics
                if !dryRun { try TextFolder(folder).write(taken, into: language) }
                print(summary(of: taken, in: language))
            }
            for fault in faults { Console.complain("\(fault)") }
            guard faults.isEmpty else {
                Console.complain("\(faults.count) faults; those texts are as they were.")
                throw ExitCode.failure
            }
        }

        private func summary(of taken: TranslationImport, in language: Language) -> String {
            let changed = taken.changed.values.map(\.count).reduce(0, +)
            return "\(language.tag): \(changed) texts \(dryRun ? "would change" : "changed"), "
                + "\(taken.confirmed.count) are right as they were, "
                + "\(taken.untranslated.count) have no translation."
        }
    }
}

/// The folder `Locales/` as files.
private struct TextFolder {
    let folder: URL

    init(_ folder: URL) { self.folder = folder }

    private func url(_ name: String, of tag: LanguageTag) -> URL {
        folder.appending(path: tag.value).appending(path: "\(name).yaml")
    }

    /// By file and key: the comment above each Swedish text.
    var headings: [String: [String: String]] {
        let source = folder.appending(path: Locales.source.value)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: source.path)) ?? []
        var headings: [String: [String: String]] = [:]
        for name in names where name.hasSuffix(".yaml") {
            let text = try? String(contentsOf: source.appending(path: name), encoding: .utf8)
            headings[String(name.dropLast(5))] = text.map(textHeadings) ?? [:]
        }
        return headings
    }

    /// Writes the changed files, and then which Swedish they were made from.
    func write(_ taken: TranslationImport, into language: Language) throws {
        let faults = FaultCollector()
        var files: [(url: URL, content: String)] = []
        for (name, messages) in taken.changed.sorted(by: { $0.key < $1.key }) {
            let url = url(name, of: language.tag)
            let current = try? String(contentsOf: url, encoding: .utf8)
            let source = try String(contentsOf: self.url(name, of: Locales.source), encoding: .utf8)
            if let content = rewrittenTexts(
                current, source: source, with: messages, language: language,
                named: "\(language.tag)/\(name).yaml", reportingTo: faults)
            {
                files.append((url, content))
            }
        }
        for fault in faults.diagnostics { Console.complain("\(fault)") }
        guard faults.diagnostics.isEmpty else { throw ExitCode.failure }
        for file in files { try Data(file.content.utf8).write(to: file.url, options: .atomic) }
        guard !taken.changed.isEmpty || !taken.confirmed.isEmpty else { return }
        let digests = sourceFile(taken.sourceDigests, of: language.tag)
        try Data(digests.utf8).write(to: url("source", of: language.tag), options: .atomic)
    }
}
