import ArgumentParser
import DisclosureControl
import Foundation
import Localization
import Pages
import Pipeline
import PublicSite
import Reports
import Storage
import SurveyDefinition

/// `radslag release`: publishes the figures of a closed round.
struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Publishes the figures of a closed round, protected, under a new number.",
        discussion: """
            Unchanged figures keep their number.

            Example:
              radslag release trygghet-2026
            """)

    @Argument(help: "The round's id.") var id: String
    @OptionGroup var folders: FolderOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        let consultation = try DataFolder(data).open(try Reading.read(folders))
        let release = try await consultation.publishRelease(of: RoundID(id))
        print(
            "Release \(release.number) of \(release.round): \(release.table.indicators.count) indicators."
        )
    }
}

/// `radslag report`: a release as a file.
struct ReportCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv
        case machineCSV = "machine-csv"
        case json
        case html
    }

    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Writes the newest release of a round as a file.",
        discussion: """
            Examples:
              radslag report trygghet-2026 --format csv --output trygghet.csv
              radslag report trygghet-2026 --format html --language en --output trygghet.html
            """)

    @Argument(help: "The round's id.") var id: String
    @ArgumentParser.Option(help: "csv for spreadsheets, machine-csv, json or html.") var format:
        Format
    @ArgumentParser.Option(help: "The language's tag.") var language: String = Locales.source.value
    @ArgumentParser.Option(help: "The file to write; standard output when left out.") var output:
        String?
    @OptionGroup var folders: FolderOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        let reading = try Reading.read(folders)
        let text = try reading.localizer(of: language)
        let consultation = try DataFolder(data).open(reading)
        let round = try await consultation.round(RoundID(id))
        guard let release = try await consultation.releases(of: round.id).last else {
            throw CommandFault(
                "Round '\(id)' has no release. Publish one with: radslag release \(id)")
        }
        let survey = try await consultation.survey(of: round)
        let context = ReportContext(
            round: round, survey: survey, goals: reading.definitions.goals,
            districts: survey.districts,
            municipality: Settings().municipality, languages: reading.locales.languages)
        try write(content(of: release, context, in: text))
    }

    private func content(of release: Release, _ context: ReportContext, in text: Localizer) throws
        -> Data
    {
        switch format {
        case .csv: return Data(csv(release, context, style: .people, in: text).utf8)
        case .machineCSV: return Data(csv(release, context, style: .machines, in: text).utf8)
        case .json: return try json(release, context, in: text)
        case .html:
            let document = htmlDocument(
                body: resultsPage(release, context, in: text),
                title: text.string("title", in: context.survey.textFile), language: text.language,
                stylesheet: SiteStyle.text(for: try SiteColour(Settings().colour)))
            return Data(document.utf8)
        }
    }

    /// A file is written whole or not at all.
    private func write(_ content: Data) throws {
        if let output {
            try content.write(to: URL(filePath: output), options: .atomic)
        } else {
            FileHandle.standardOutput.write(content)
        }
    }
}
