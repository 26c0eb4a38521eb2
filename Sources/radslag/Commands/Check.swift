import ArgumentParser
import Diagnostics
import Foundation

/// `radslag check`: every fault in surveys, goals and texts at once.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads surveys, goals and texts, and lists every fault at once.",
        discussion: """
            Each line names the file, the place in it, what is wrong and what to do. Exit status 1 with faults, 0 without.

            Example:
              radslag check --surveys Surveys --locales Locales
            """)

    @OptionGroup var folders: FolderOptions

    func run() throws {
        let faults = FaultCollector()
        let (definitions, locales, _) = Reading.read(folders, reportingTo: faults)
        for diagnostic in faults.diagnostics { print(diagnostic) }
        guard faults.diagnostics.isEmpty, let definitions, let locales else {
            Console.complain("\(faults.diagnostics.count) faults.")
            throw ExitCode.failure
        }
        print(
            "No faults in \(definitions.surveys.count) surveys, \(definitions.goals.indicators.count) indicators and \(locales.languages.count) languages."
        )
    }
}
