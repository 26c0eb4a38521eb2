import Foundation
import Testing

/// Figures are the same wherever they are read.
extension ServiceTests {
    @Suite("A release")
    struct ReleaseTests {
        @Test("The files of the terminal are the files of the site, byte for byte")
        func filesAreTheSame() async throws {
            try await withDemonstration { installation in
                let service = try RunningService(installation)
                try await service.start()
                for (format, address) in [
                    ("json", "/api/v1/rounds/exempel/releases/1"),
                    ("json", "/api/v1/rounds/exempel/releases/latest"),
                    ("machine-csv", "/api/v1/rounds/exempel/releases/1.csv"),
                    ("csv", "/sv/d/exempel/resultat.csv"),
                ] {
                    let file = installation.folder.appending(path: "report")
                    try await installation.succeed(
                        "report", "exempel", "--format", format, "--output", file.path)

                    let response = try await service.wire.get(address)

                    #expect(response.status == 200)
                    #expect(try Data(contentsOf: file) == response.body, "\(format) and \(address)")
                    #expect(response.body.count > 1000)
                }
                try await service.kill()
            }
        }

        @Test("A report goes to standard output or to a file, in every format and language")
        func reportsAreWritten() async throws {
            try await withDemonstration { installation in
                let beginnings = [
                    "csv": "\u{FEFF}", "machine-csv": "", "json": "{", "html": "<!doctype html>",
                ]
                for (format, beginning) in beginnings {
                    let file = installation.folder.appending(path: "report-\(format)")

                    let printed = try await installation.succeed(
                        "report", "exempel", "--format", format, "--language", "en")
                    let said = try await installation.succeed(
                        "report", "exempel", "--format", format, "--language", "en", "--output",
                        file.path)

                    #expect(said == "")
                    #expect(try Data(contentsOf: file) == Data(printed.utf8))
                    #expect(
                        printed.unicodeScalars.starts(with: beginning.unicodeScalars), "\(format)")
                }
            }
        }

        @Test("Unchanged figures keep their number, and a round without a release has no report")
        func numbersStay() async throws {
            try await withDemonstration { installation in
                let again = try await installation.succeed("release", "exempel")
                #expect(again.hasPrefix("Release 1 of exempel: "))

                try await installation.openRound("other")
                let report = try await installation.run("report", "other", "--format", "json")
                #expect(report.status != 0)
                #expect(report.complaints.contains("Round 'other' has no release."))
            }
        }

        /// Runs `body` where a demonstration of `medborgardialog` is closed and released.
        private func withDemonstration(_ body: (Installation) async throws -> Void) async throws {
            try await withInstallation { installation in
                try await installation.succeed(
                    "round", "create", "exempel", "--survey", "medborgardialog", "--period", "2025",
                    "--demonstration")
                try await installation.succeed("round", "open", "exempel")
                try await installation.succeed("demo", "--round", "exempel", "--responses", "300")
                try await installation.succeed("round", "close", "exempel")
                try await installation.succeed("release", "exempel")
                try await body(installation)
            }
        }
    }
}
