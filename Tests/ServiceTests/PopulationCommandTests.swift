import Foundation
import TestSupport
import Testing

/// Importing population figures, as the person at the terminal meets it.
extension ServiceTests {
    @Suite("Population tables")
    struct PopulationCommandTests {
        private static let genders = "Kön;Antal\nKvinnor;40500\nMän;40700\n"

        /// An installation with surveys of its own, which a command may write to.
        private func withOwnSurveys(
            _ body: (Installation, _ surveys: URL, _ figures: URL) async throws -> Void
        ) async throws {
            try await withInstallation { installation in
                let surveys = installation.folder.appending(path: "Surveys")
                try FileManager.default.copyItem(at: Project.surveys, to: surveys)
                let figures = installation.folder.appending(path: "people.csv")
                try Self.genders.write(to: figures, atomically: true, encoding: .utf8)
                try await body(installation, surveys, figures)
            }
        }

        @Test("A file becomes a population table, which is listed beside the example")
        func imported() async throws {
            try await withOwnSurveys { installation, surveys, figures in
                let outcome = try await installation.run(
                    "population", "import", figures.path, "--id", "new-2026", "--source", "SCB",
                    "--date", "2026-12-31", "--surveys", surveys.path)
                let list = try await installation.succeed(
                    "population", "list", "--surveys", surveys.path)

                #expect(outcome.status == 0, "\(outcome.complaints)")
                #expect(
                    list == """
                        new-2026: 2026-12-31, SCB
                          persons by gender 81200 in 2
                          weights: none
                        sodertalje-2025: 2025-12-31, Påhittade exempelsiffror (example figures)
                          persons by gender 81000 in 2, age 81000 in 4, district 81000 in 10
                          weights: medborgardialog, trygghet

                        """)
            }
        }

        @Test("Nothing is written when something doesn't fit, and every fault is told")
        func refused() async throws {
            try await withOwnSurveys { installation, surveys, figures in
                try "Kön;Antal\nKvinnor;1\nOkänt;..\n"
                    .write(to: figures, atomically: true, encoding: .utf8)

                let outcome = try await installation.run(
                    "population", "import", figures.path, "--id", "new-2026", "--surveys",
                    surveys.path)

                #expect(outcome.status == 1)
                #expect(outcome.output == "")
                #expect(outcome.complaints.hasPrefix("people.csv: line 3: '..' is no number"))
                #expect(
                    !FileManager.default.fileExists(
                        atPath: surveys.appending(path: "population/new-2026.yaml").path))
            }
        }

        @Test("The example is replaced by real figures, and real figures by nothing")
        func replaced() async throws {
            try await withOwnSurveys { installation, surveys, figures in
                let command = [
                    "population", "import", figures.path, "--id", "sodertalje-2025", "--source",
                    "SCB", "--date", "2025-12-31", "--surveys", surveys.path,
                ]

                let first = try await installation.run(command)
                let second = try await installation.run(command)

                #expect(first.status == 0, "\(first.complaints)")
                #expect(second.status != 0)
                #expect(
                    second.complaints
                        == "Error: There is a population table 'sodertalje-2025' already, of "
                        + "2025-12-31. Choose another id.\n")
            }
        }

        @Test(
            "An option that can't be read is refused in a sentence",
            arguments: [
                (["--map", "gender=woman"], "'gender=woman' has no ':'."),
                (["--map", "income:a=b"], "Residents aren't counted by 'income'."),
                (["--variable", "gender"], "'gender' has no '='."),
                (["--leave-out", "site=b"], "Residents aren't counted by 'site'."),
            ])
        func options(options: [String], sentence: String) async throws {
            try await withOwnSurveys { installation, surveys, figures in
                let outcome = try await installation.run(
                    ["population", "import", figures.path, "--id", "new-2026"] + options)

                #expect(outcome.status != 0)
                #expect(outcome.complaints.hasPrefix("Error: \(sentence)"))
            }
        }
    }
}
