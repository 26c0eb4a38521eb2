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
                ["round", "open"], ["round", "close"], ["mix"], ["release"],
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
            "The help of every command shows an example",
            arguments: [
                "", "serve", "check", "round", "mix", "release", "report", "demo",
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
