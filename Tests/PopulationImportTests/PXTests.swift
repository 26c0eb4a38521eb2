import Diagnostics
import Foundation
import PopulationImport
import SurveyDefinition
import TestSupport
import Testing

/// Population figures from PX files.
struct PXTests {
    @Test("A PX file is summed to its margins, and says itself who counted and when")
    func reads() throws {
        let file = ImportedFile.px(SamplePeople.px()).with {
            $0.source = nil
            $0.date = nil
        }

        let (table, faults) = file.outcome()

        #expect(faults == [])
        #expect(
            table
                == PopulationTable(
                    id: "new-2025", source: "Statistiska centralbyrån", date: "2025-12-31",
                    regionVersion: "2026", isExample: false, margins: SamplePeople.margins))
    }

    @Test(
        "The encoding is the one that the file names",
        arguments: [
            ("CHARSET=\"ANSI\";\nCODEPAGE=\"utf-8\";\n", String.Encoding.utf8),
            ("CHARSET=\"ANSI\";\nCODEPAGE=\"windows-1252\";\n", .windowsCP1252),
            ("CHARSET=\"ANSI\";\nCODEPAGE=\"iso-8859-1\";\n", .windowsCP1252),
            ("CHARSET=\"ANSI\";\n", .windowsCP1252),
            ("\u{FEFF}", .utf8),
        ])
    func encodings(head: String, encoding: String.Encoding) {
        let file = ImportedFile.px(SamplePeople.px(head)).with { $0.encoding = encoding }

        let (table, faults) = file.outcome()

        #expect(faults == [])
        #expect(table?.margins == SamplePeople.margins)
    }

    @Test(
        "An encoding that isn't named, or isn't read, is a fault",
        arguments: [
            ("", String.Encoding.utf8),
            ("CODEPAGE=\"cp850\";\n", .utf8),
            ("CODEPAGE=\"utf-8\";\n", .windowsCP1252),
        ])
    func unknownEncoding(head: String, encoding: String.Encoding) {
        let file = ImportedFile.px(SamplePeople.px(head)).with { $0.encoding = encoding }

        let (table, faults) = file.outcome()

        #expect(table == nil)
        #expect(faults.map(\.path) == ["CODEPAGE"])
    }

    @Test("Codes of the file can be mapped as well as its texts")
    func codes() {
        let text = SamplePeople.px().replacing("\"män\",\"kvin\"\n\"nor\"", with: "\"ett\",\"två\"")
        let file = ImportedFile.px(text).with {
            $0.mapped = [.gender: ["man": ["1"], "woman": ["2"]]]
        }

        #expect(file.outcome().table?.margins == SamplePeople.margins)
    }

    @Test("A quoted hyphen is nobody")
    func nobody() {
        let text = SamplePeople.px().replacing("\n9 20", with: "\n\"-\" 20")

        #expect(ImportedFile.px(text).outcome().table?.margins == SamplePeople.margins)
    }

    @Test(
        "A file with a fault gives no table",
        arguments: [
            (
                "8 21 30", "8 \"..\" 30", "DATA",
                "1 of the figures can't be summed; the first is \"..\", of kommundel Norr, "
                    + "kön kvinnor, ålder 16-29 år, år 2025."
            ),
            ("8 21 30", "8 \".\" \".\"", "DATA", "2 of the figures can't be summed"),
            ("8 21 30", "8 21", "DATA", "There are 29 figures where the variables make 30."),
            ("DATA=", "FIGURES=", "DATA", "The file has no figures."),
            ("DATA=", "KEYS(\"kön\")=VALUES;\nDATA=", "line 20", "leaves out cells"),
            ("\n;", "\n", "line 20", "no equals sign or no semicolon"),
            ("VALUES(\"år\")", "VALUES(\"yr\")", "VALUES(\"år\")", "are missing"),
            ("\"1\",\"2\"", "\"1\"", "CODES(\"kön\")", "There are 1 codes for 2 values."),
            ("\"kön\";\nSTUB", "\"civilstånd\";\nSTUB", "VALUES(\"civilstånd\")", "are missing"),
        ])
    func faults(from: String, to: String, path: String, problem: String) throws {
        let text = SamplePeople.px()
        try #require(text.contains(from))

        let (table, faults) = ImportedFile.px(text.replacing(from, with: to)).outcome()

        #expect(table == nil)
        #expect(
            faults.contains { $0.path == path && $0.problem.contains(problem) }, "\(faults)")
    }

    @Test("A file without variables is a fault")
    func noVariables() {
        let text = "CHARSET=\"ANSI\";\nDATA=\n12\n;\n"

        let faults = ImportedFile.px(text).outcome().faults

        #expect(faults.map(\.path) == ["STUB"])
    }

    @Test("Several years in one file aren't summed")
    func severalYears() {
        let text = """
            CHARSET="ANSI";
            STUB="sex";
            HEADING="year";
            VALUES("sex")="men","women";
            VALUES("year")="2024","2025";
            DATA=1 2 3 4;
            """

        let faults = ImportedFile.px(text).outcome().faults

        #expect(faults.map(\.path) == ["year"])
        #expect(faults.first?.remedy.contains("one value of it") == true)
    }
}
