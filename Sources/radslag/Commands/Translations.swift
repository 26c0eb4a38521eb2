import ArgumentParser
import Diagnostics
import Foundation
import Localization
import TranslationExchange

/// `radslag translations …`: texts to translators and back, and which Swedish a translation was made from.
struct TranslationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "translations",
        abstract: "Sends texts to translators, takes them back, and keeps track of their Swedish.",
        subcommands: [Accept.self, Export.self, Import.self])

    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Says that a language's texts have been gone through against the Swedish of today.",
            discussion: """
                Writes Locales/<language>/source.yaml. From then on `radslag check` lists every text whose Swedish changes.

                Example:
                  radslag translations accept fi
                """)

        @Argument(help: "The language's tag.") var language: String
        @OptionGroup var folders: FolderOptions

        func run() throws {
            let folder = Settings().folder("locales", flag: folders.locales, usual: "Locales")
            let locales = try TranslationsCommand.locales(in: folder)
            let tag = try TranslationsCommand.translated(language, in: locales).tag
            let file = folder.appending(path: language).appending(path: "source.yaml")
            try Data(sourceDigests(of: locales, for: tag).utf8).write(to: file, options: .atomic)
            print("Wrote \(file.path).")
        }
    }

    /// Every text, whether or not something of a translation is missing or stale.
    static func locales(in folder: URL) throws -> Locales {
        let faults = FaultCollector()
        let locales = readLocales(from: folder, reportingTo: faults)
        let unusable = faults.diagnostics.filter { $0.consequence == .unusable }
        for diagnostic in unusable { Console.complain("\(diagnostic)") }
        guard unusable.isEmpty, let locales else { throw ExitCode.failure }
        return locales
    }

    static func translated(_ name: String, in locales: Locales) throws -> Language {
        guard let language = LanguageTag(name).flatMap(locales.language) else {
            throw ValidationError("There is no folder of texts in '\(name)'.")
        }
        guard language.tag != Locales.source else {
            throw ValidationError("Swedish is the source; it is made from nothing else.")
        }
        return language
    }
}
