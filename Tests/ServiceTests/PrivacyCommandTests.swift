import Foundation
import TestSupport
import Testing

/// The documents for the data-protection officer, as the person at the terminal gets them.
extension ServiceTests {
    @Suite("Privacy documents")
    struct PrivacyCommandTests {
        @Test(
            "Each document is written in each format and language, and again byte for byte",
            arguments: ["sheet", "dpia"])
        func everyFormat(document: String) async throws {
            try await withInstallation(opening: ["dialog-2026"]) { installation in
                for (format, beginning) in [
                    ("docx", Array("PK".utf8)), ("html", Array("<!doctype".utf8)),
                ] {
                    for language in ["sv", "ar"] {
                        let file = installation.folder.appending(path: "\(language).\(format)")
                        let command = [
                            "privacy", "dialog-2026", "--document", document, "--format", format,
                            "--language", language,
                        ]

                        let said = try await installation.succeed(
                            command + ["--output", file.path])
                        let written = try Data(contentsOf: file)
                        try await installation.succeed(command + ["--output", file.path])

                        #expect(said == "")
                        #expect(written.starts(with: beginning))
                        #expect(try Data(contentsOf: file) == written)
                        #expect(written.count > 10_000)
                    }
                }
            }
        }

        @Test(
            "A document goes to standard output when no file is named, and tells the round's own facts"
        )
        func standardOutput() async throws {
            try await withInstallation { installation in
                try await installation.succeed(
                    "round", "create", "urval-2026", "--survey", "trygghet", "--period", "2026",
                    "--sampling", "probability", "--anonymity", "code", "--invited", "2500")

                let html = try await installation.succeed(
                    "privacy", "urval-2026", "--document", "dpia", "--format", "html")

                #expect(html.contains("Konsekvensbedömning avseende dataskydd"))
                #expect(html.contains("2\u{A0}500 personer är inbjudna."))
                #expect(html.contains("Kod: varje inbjuden har en kod som gäller en gång"))
                #expect(html.contains("Förberedd, inte öppen än"))
                #expect(html.contains("<mark>Att fylla i</mark>"))
                #expect(html.contains("Exempelsiffror"))
            }
        }

        @Test(
            "What can't be written is said in a sentence",
            arguments: [
                (
                    ["nowhere-2026", "--document", "sheet"],
                    "Error: There is no round 'nowhere-2026'. See them with: radslag round list\n"
                ),
                (
                    ["dialog-2026", "--document", "sheet", "--language", "xx"],
                    "Error: There are no texts in 'xx'. Use one of: sv, sv-simple, fi, en, ar.\n"
                ),
                (
                    ["dialog-2026", "--document", "sheet", "--output", "no/such/folder/blad.docx"],
                    "Error: no/such/folder/blad.docx can't be written. Is the folder there, and writable?\n"
                ),
            ])
        func faults(options: [String], sentence: String) async throws {
            try await withInstallation(opening: ["dialog-2026"]) { installation in
                let outcome = try await installation.run(["privacy"] + options)

                #expect(outcome.status != 0)
                #expect(outcome.output == "")
                #expect(outcome.complaints.hasPrefix(sentence))
            }
        }
    }
}
