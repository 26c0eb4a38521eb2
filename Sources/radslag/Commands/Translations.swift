import ArgumentParser
import Diagnostics
import Foundation
import Localization

/// `radslag translations …`: keeps track of which Swedish a translation was made from.
struct TranslationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "translations",
        abstract: "Keeps track of which Swedish each translation was made from.",
        subcommands: [Accept.self])

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
            let faults = FaultCollector()
            let locales = readLocales(from: folder, reportingTo: faults)
            let unusable = faults.diagnostics.filter { $0.consequence == .unusable }
            for diagnostic in unusable { Console.complain("\(diagnostic)") }
            guard unusable.isEmpty else { throw ExitCode.failure }
            guard let locales, let tag = LanguageTag(language), locales.language(tag) != nil
            else { throw ValidationError("There is no folder of texts in '\(language)'.") }
            guard tag != Locales.source else {
                throw ValidationError("Swedish is the source; it is made from nothing else.")
            }
            let file = folder.appending(path: language).appending(path: "source.yaml")
            try Data(sourceDigests(of: locales, for: tag).utf8).write(to: file, options: .atomic)
            print("Wrote \(file.path).")
        }
    }
}
