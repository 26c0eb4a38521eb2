import ArgumentParser
import Localization
import Pipeline
import Reports
import SurveyDefinition

/// `radslag coverage`: who has answered a round so far, against who lives here.
struct CoverageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Shows who has answered a round, against who lives here, for the staff.",
        discussion: """
            Of an open round, it knows what is mixed already, and nobody's answers. Groups of a few are hidden. \
            Who answers seldom can be reached better while the round is open; the figures are not for publication.

            Example:
              radslag coverage trygghet-2026
            """)

    @Argument(help: "The round's id.") var id: String
    @ArgumentParser.Option(help: "The language's tag.") var language: String = Locales.source.value
    @OptionGroup var folders: FolderOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        let reading = try Reading.read(folders)
        let text = try reading.localizer(of: language)
        let consultation = try DataFolder(data).open(reading)
        let round = try await consultation.round(RoundID(id))
        let survey = try await consultation.survey(of: round)
        let coverage = try await consultation.coverage(of: round.id)
        let context = ReportContext(
            round: round, survey: survey, goals: reading.definitions.goals,
            districts: survey.districts, municipality: Settings().municipality,
            languages: reading.locales.languages)
        let atLeast = try await consultation.participation(in: round.id)
        print(coverageText(coverage, atLeast: atLeast, context, in: text), terminator: "")
        if coverage.tables.isEmpty {
            Console.complain(
                !round.sampling.isOfResidents
                    ? "A group of its own is asked, so there are no residents to compare with."
                    : survey.weighting == nil
                        ? "The survey is weighted to no population, so there is nobody to compare with."
                        : "Fewer than \(survey.policy.smallestBase) responses are mixed: of who they are, nothing is shown."
            )
        }
    }
}
