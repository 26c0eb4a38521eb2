import Foundation
import TestSupport
import Testing

/// The commands as the person at the terminal meets them.
extension ServiceTests {
    @Suite("The command line")
    struct CommandLineTests {
        @Test("check finds no fault in the surveys and texts that ship")
        func shippedFoldersAreClean() async throws {
            try await withInstallation { installation in
                let outcome = try await installation.run("check")

                try #require(outcome.status == 0, "\(outcome.complaints)")
                #expect(outcome.output.hasPrefix("No faults in 3 surveys, "))
                #expect(outcome.output.split(separator: "\n").count == 1)
            }
        }

        @Test("check reads what is published in the data folder, and says when there is none")
        func publishedIsRead() async throws {
            try await withInstallation(opening: ["open-2026"]) { installation in
                let outcome = try await installation.run("check", "--data", installation.data.path)
                let nowhere = try await installation.run("check", "--data", "/nowhere")

                #expect(outcome.status == 0)
                #expect(
                    outcome.output.hasSuffix(
                        "No faults in 0 versions published in the workspace.\n"))
                #expect(
                    nowhere.status != 0 && nowhere.complaints.contains("no database in /nowhere"))
            }
        }

        @Test("check lists ten faults in ten lines, and fails")
        func tenFaultsAreListed() async throws {
            try await withInstallation { installation in
                let folder = Project.fixtures.appending(path: "ten-faults")

                let outcome = try await installation.run(
                    "check", "--surveys", folder.appending(path: "Surveys").path,
                    "--locales", folder.appending(path: "Locales").path)

                #expect(outcome.status == 1)
                let lines = outcome.output.split(separator: "\n")
                #expect(lines.count == 10)
                #expect(lines.allSatisfy { $0.contains(".yaml: ") })
            }
        }

        @Test(
            "A round that isn't there is answered by a sentence and a status that isn't 0",
            arguments: [
                ["round", "open"], ["round", "close"], ["mix"], ["coverage"], ["release"],
                ["dispose"],
                ["invitations", "list"],
                ["report", "--format", "csv"],
                ["demo", "--round"],
            ])
        func unknownRoundIsASentence(command: [String]) async throws {
            try await withInstallation { installation in
                let outcome = try await installation.run(command + ["nowhere-2026"])

                #expect(outcome.status != 0)
                #expect(outcome.output == "")
                #expect(
                    outcome.complaints
                        == "Error: There is no round 'nowhere-2026'. See them with: radslag round list\n"
                )
            }
        }

        @Test("What can't be done now is said in a sentence")
        func wrongStageIsASentence() async throws {
            try await withInstallation(opening: ["open-2026"]) { installation in
                for (command, sentence) in [
                    (
                        ["round", "open", "open-2026"],
                        "Round 'open-2026' is open; it must be prepared for this."
                    ),
                    (
                        ["release", "open-2026"],
                        "Round 'open-2026' is open; it must be closed for this."
                    ),
                    (
                        ["demo", "--round", "open-2026"],
                        "Round 'open-2026' is not a demonstration: "
                            + "synthetic respondents never mix with real ones."
                    ),
                    (
                        [
                            "round", "create", "open-2026", "--survey", "trygghet", "--period",
                            "2026",
                        ],
                        "Round 'open-2026' exists already. Choose another id."
                    ),
                    (
                        ["round", "create", "new-2026", "--survey", "none", "--period", "2026"],
                        "There is no survey 'none' in the folder of surveys."
                    ),
                ] {
                    let outcome = try await installation.run(command)

                    #expect(outcome.status != 0)
                    #expect(outcome.complaints == "Error: \(sentence)\n")
                }
            }
        }

        @Test(
            "A round of a random sample is told what a number of answers is good for, an open one isn't"
        )
        func planning() async throws {
            try await withInstallation { installation in
                func create(_ id: String, _ sampling: String) async throws -> String {
                    try await installation.succeed([
                        "round", "create", id, "--survey", "trygghet", "--period", "2026",
                        "--sampling", sampling,
                    ])
                }

                let sampled = try await create("urval-2026", "probability")
                let open = try await create("alla-2026", "self-selected")

                #expect(sampled.contains("\n    400          ±5.5                   11.1\n"))
                #expect(!open.contains("margin"))
            }
        }

        @Test("Numbers of invited and reasons for a new series are kept, and listed")
        func invitedAndSeries() async throws {
            try await withInstallation { installation in
                let create = [
                    "round", "create", "urval-2026", "--survey", "trygghet", "--period", "2026",
                    "--sampling", "probability",
                ]
                try await installation.succeed(
                    create + [
                        "--invited", "2500", "--undeliverable", "80", "--breaks-series", "mode",
                    ])
                let created = try await installation.succeed("round", "list")
                let said = try await installation.succeed("round", "invited", "urval-2026", "2400")
                let corrected = try await installation.succeed("round", "list")

                #expect(
                    created
                        == "urval-2026: prepared, at least 0 answers, 2420 invited, new series: mode\n"
                )
                #expect(said == "2400 were invited to urval-2026 and reached.\n")
                #expect(
                    corrected
                        == "urval-2026: prepared, at least 0 answers, 2400 invited, new series: mode\n"
                )
            }
        }

        @Test(
            "Numbers and reasons that can't be are refused in a sentence",
            arguments: [
                (["--invited", "0"], "At least one must have been invited."),
                (
                    ["--invited", "10", "--undeliverable", "10"],
                    "10 of 10 could not be reached: nobody would be left to answer."
                ),
                (
                    ["--invited", "10", "--undeliverable=-1"],
                    "The number of those who could not be reached can't be negative."
                ),
                (["--undeliverable", "3"], "Say how many were invited, with --invited."),
                (
                    ["--breaks-series", "weather"],
                    "The reason must be wording, scale, mode or base."
                ),
                (
                    ["--invited", "10", "--sampling", "self-selected"],
                    "Round 'r' is self-selected: nobody in particular is invited, so there is no number of invited."
                ),
            ])
        func impossibleInvitations(options: [String], sentence: String) async throws {
            try await withInstallation { installation in
                let outcome = try await installation.run(
                    ["round", "create", "r", "--survey", "trygghet", "--period", "2026"] + options)

                #expect(outcome.status != 0)
                #expect(outcome.complaints.hasPrefix("Error: \(sentence)\n"))
                #expect(try await installation.succeed("round", "list") == "")
            }
        }

        @Test(
            "The help of every command shows an example",
            arguments: [
                "", "serve", "check", "round", "round invited", "mix", "coverage", "release",
                "dispose", "privacy", "report", "demo",
                "translations accept",
            ])
        func helpShowsAnExample(command: String) async throws {
            try await withInstallation { installation in
                let words = command.split(separator: " ").map(String.init)

                let outcome = try await installation.run(words + ["--help"])

                #expect(outcome.status == 0)
                let example = ["  radslag"] + words
                let lines = outcome.output.split(separator: "\n")
                let heading = lines.firstIndex { $0 == "Example:" || $0 == "Examples:" }
                let after = try #require(heading.map { lines[$0...].dropFirst() })
                #expect(after.first?.hasPrefix(example.joined(separator: " ")) == true)
            }
        }
    }
}
