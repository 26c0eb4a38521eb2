import ArgumentParser
import Diagnostics
import Foundation
import Localization
import Pipeline
import SurveyDefinition

/// `radslag check`: every fault in surveys, goals and texts at once.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads surveys, goals and texts, and lists every fault at once.",
        discussion: """
            Each line names the file, the place in it, what is wrong and what to do. Exit status 1 with faults, 0 without.

            With the service's data folder (--data, or RADSLAG_DATA) the surveys that were published in the workspace are \
            read too, as far as they are the newest or rounds ask them: their files stand below published/. Like every \
            command, it brings an older database to this version.

            Examples:
              radslag check --surveys Surveys --locales Locales
              radslag check --data /var/lib/radslag
            """)

    @OptionGroup var folders: FolderOptions
    @ArgumentParser.Option(help: "The folder of the database. (default: none is read)")
    var data: String?

    func run() async throws {
        let faults = FaultCollector()
        let (definitions, locales, _) = Reading.read(folders, reportingTo: faults)
        var all = faults.diagnostics
        var published: Int?
        if let definitions, let locales, let folder = try DataFolder.given(data) {
            let reading = Reading(
                definitions: definitions, locales: locales, templates: .none, diagnostics: [])
            let desk = SurveyDesk(
                try folder.open(reading), shipped: Reading.shipped(reading, in: folders),
                locales: locales, requiredLanguages: [])
            let outcome = try await desk.checkPublished()
            published = outcome.count
            all += outcome.faults
        }
        for diagnostic in all { print(diagnostic) }
        guard all.isEmpty, let definitions, let locales else {
            Console.complain("\(all.count) faults.")
            throw ExitCode.failure
        }
        print(
            "No faults in \(definitions.surveys.count) surveys, \(definitions.goals.indicators.count) indicators and \(locales.languages.count) languages."
        )
        if let published { print("No faults in \(published) versions published in the workspace.") }
    }
}
