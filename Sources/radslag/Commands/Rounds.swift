import ArgumentParser
import Dialogues
import Foundation
import Pipeline
import Storage
import SurveyDefinition

/// `radslag round …`: prepare, open, close and list rounds.
struct RoundCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "round",
        abstract: "Prepares, opens, closes and lists rounds.",
        discussion: """
            Examples:
              radslag round create trygghet-2026 --survey trygghet --period 2026 --closes-on 2026-12-31
              radslag round open trygghet-2026
              radslag round close trygghet-2026
              radslag round list
            """,
        subcommands: [Create.self, Open.self, Close.self, List.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prepares a round with the survey version of today.")

        @Argument(help: "The round's id, such as trygghet-2026.") var id: String
        @ArgumentParser.Option(help: "The survey's id.") var survey: String
        @ArgumentParser.Option(help: "What tells this round from others, such as 2026.") var period:
            String
        @ArgumentParser.Option(
            help: "How respondents are found: probability, census or self-selected.")
        var sampling: String = Sampling.selfSelected.rawValue
        @ArgumentParser.Option(help: "The last day of answering, as YYYY-MM-DD.") var closesOn:
            String?
        @Flag(help: "Only synthetic respondents; every page and file says so.") var demonstration =
            false
        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func validate() throws {
            guard RoundID.isWellFormed(id) else {
                throw ValidationError(
                    "The id must be letters, digits and single hyphens, such as trygghet-2026.")
            }
            guard Sampling(rawValue: sampling) != nil else {
                throw ValidationError("The sampling must be probability, census or self-selected.")
            }
            if let closesOn, closesOn.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) == nil {
                throw ValidationError("The last day must be written as YYYY-MM-DD.")
            }
        }

        func run() async throws {
            let consultation = try DataFolder(data).open(try Reading.read(folders).definitions)
            let round = try await consultation.createRound(
                .init(
                    id: RoundID(id), survey: SurveyID(survey), period: period,
                    sampling: Sampling(rawValue: sampling) ?? .selfSelected,
                    isDemonstration: demonstration,
                    closesOn: closesOn))
            print(
                "Prepared \(round.id) with survey \(round.survey), version \(round.surveyVersion).")
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Opens a prepared round for answers.")

        @Argument(help: "The round's id.") var id: String
        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func run() async throws {
            let consultation = try DataFolder(data).open(try Reading.read(folders).definitions)
            try await consultation.openRound(RoundID(id))
            print("Opened \(id).")
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Closes a round for good: mixes what waits and destroys the submission keys.")

        @Argument(help: "The round's id.") var id: String
        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func run() async throws {
            let consultation = try DataFolder(data).open(try Reading.read(folders).definitions)
            try await consultation.closeRound(RoundID(id))
            print("Closed \(id). Publish its figures with: radslag release \(id)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists every round.")

        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func run() async throws {
            let consultation = try DataFolder(data).open(try Reading.read(folders).definitions)
            for listing in try await consultation.listings() {
                let round = listing.round
                let atLeast = try await consultation.participation(in: round.id)
                let release = listing.latestRelease.map { ", release \($0)" } ?? ""
                let demonstration = round.isDemonstration ? ", demonstration" : ""
                print(
                    "\(round.id): \(round.stage.rawValue), at least \(atLeast) answers\(release)\(demonstration)"
                )
            }
        }
    }
}
