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
import Workspace

/// `radslag release`: publishes the figures of a closed round.
struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Publishes the figures of a closed round, protected, under a new number.",
        discussion: """
            Unchanged figures keep their number. A release that replaces another tells residents why, with --because. \
            Where the policy asks for two persons (personsToPublish), the release is asked for, and somebody \
            approves it in the workspace.

            Examples:
              radslag release trygghet-2026
              radslag release trygghet-2026 --leave-out safe-at-night.age --because "Åldersgrupperna är för små."
            """)

    @Argument(help: "The round's id.") var id: String
    @ArgumentParser.Option(
        help: "A table to leave out, as question.variable, or question.texts for what people wrote."
    )
    var leaveOut: [String] = []
    @ArgumentParser.Option(help: "Why the release replaces another, in Swedish, for residents.")
    var because = ""
    @OptionGroup var folders: FolderOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        let consultation = try DataFolder(data).open(try Reading.read(folders))
        let parts = try leftOut()
        let release: Release
        do {
            release = try await consultation.publishRelease(
                of: RoundID(id), leavingOut: parts, because: because)
        } catch ConsultationError.needsTwoPersons {
            return try await ask(consultation, leavingOut: parts)
        }
        print(
            "Release \(release.number) of \(release.round): \(release.table.indicators.count) indicators."
        )
    }

    /// - Returns: `nil` for what the release before leaves out.
    private func leftOut() throws -> Set<ReleasePart>? {
        guard !leaveOut.isEmpty else { return nil }
        return Set(
            try leaveOut.map { name in
                guard let part = ReleasePart(name: name) else {
                    throw ValidationError(
                        "'\(name)' names no table. Write question.variable, such as safe-at-night.age."
                    )
                }
                return part
            })
    }

    private func ask(
        _ consultation: Consultation, leavingOut parts: Set<ReleasePart>?
    ) async throws {
        let round = RoundID(id)
        guard
            let number = try await consultation.askForRelease(
                of: round, leavingOut: parts, because: because)
        else {
            print("Nothing is new: the release of \(round) stands.")
            return
        }
        print(
            "Asked for release \(number) of \(round). The policy asks for two persons: somebody who may publish approves it in the workspace, at \(releasePreviewPath(of: round))"
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
