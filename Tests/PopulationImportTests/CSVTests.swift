import Diagnostics
import Foundation
import PopulationImport
import SurveyDefinition
import TestSupport
import Testing

/// Population figures from CSV files.
struct CSVTests {
    private static let long = """
        variable,level,persons
        gender,woman,199
        gender,man,201
        age,16-29,84
        age,30-49,119
        age,50-64,100
        age,65-plus,97
        district,north,202
        district,south,120
        district,east,78

        """

    @Test("A row per variable and level becomes a margin per variable")
    func long() throws {
        let (table, faults) = ImportedFile.csv(Self.long).outcome()

        #expect(faults == [])
        #expect(
            table
                == PopulationTable(
                    id: "new-2025", source: "SCB", date: "2025-12-31", regionVersion: "2026",
                    isExample: false, margins: SamplePeople.margins))
    }

    @Test(
        "A column per variable is summed to a margin of each, without those who are too young",
        arguments: [String.Encoding.utf8, .windowsCP1252])
    func joint(encoding: String.Encoding) throws {
        let file = ImportedFile.csv(SamplePeople.csv).with { $0.encoding = encoding }

        let (table, faults) = file.outcome()

        #expect(faults == [])
        #expect(table?.margins == SamplePeople.margins)
    }

    @Test("A byte order mark, Windows' line breaks, quotes, tabs and empty lines are read")
    func dialects() throws {
        let text =
            "\u{FEFF}"
            + SamplePeople.csv.replacing(";", with: "\t")
            .replacing("Norr", with: "\"Norr\"")
            .replacing("\n", with: "\r\n") + "\r\n\r\n"

        let (table, faults) = ImportedFile.csv(text).outcome()

        #expect(faults == [])
        #expect(table?.margins == SamplePeople.margins)
    }

    @Test("A quoted field may hold the separator, a quotation mark and a line break")
    func quotes() throws {
        let text = "variable,level,persons\ngender,\"wo\"\"m, an\nx\",1\ngender,man,2\n"
        let file = ImportedFile.csv(text).with {
            $0.mapped = [.gender: ["woman": ["wo\"m, an\nx"]]]
        }

        #expect(file.outcome().table?.margins == [.gender: ["woman": 1, "man": 2]])
    }

    @Test("Variables and levels are known in English and Finnish too")
    func languages() {
        let english = ImportedFile.csv("Sex,Population\nFemales,10\nMales,11\nTotal,21\n")
        let finnish = ImportedFile.csv("Sukupuoli;Väestö\nNaiset;10\nMiehet;11\nYhteensä;21\n")

        #expect(english.outcome().table?.margins == [.gender: ["woman": 10, "man": 11]])
        #expect(finnish.outcome().table?.margins == [.gender: ["woman": 10, "man": 11]])
    }

    @Test("Groups of three digits are one number")
    func grouped() {
        let file = ImportedFile.csv("Kön;Antal\nKvinnor;50 100\nMän;50\u{A0}200.0\n")

        #expect(file.outcome().table?.margins == [.gender: ["woman": 50_100, "man": 50_200]])
    }

    @Test("What the file calls things can be said")
    func names() {
        let file = ImportedFile.csv("A,B,C\nNorr,k,1\nSöder,k,2\nÖster,m,3\n").with {
            $0.columns = ColumnNames(variables: [.district: "A", .gender: "B"], persons: "C")
        }

        let (table, faults) = file.outcome()

        #expect(faults == [])
        #expect(
            table?.margins == [
                .district: ["north": 1, "south": 2, "east": 3], .gender: ["woman": 3, "man": 3],
            ])
    }

    @Test("A column with a single value says what the file is about, and may be anything")
    func restriction() {
        let file = ImportedFile.csv(
            "Område,År,Kön,Ålder,Antal\nSödertälje,2024,kvinnor,16+,10\nSödertälje,2024,män,16+,11\n"
        ).with { $0.date = nil }

        let (table, faults) = file.outcome()

        #expect(faults == [])
        #expect(table?.margins == [.gender: ["woman": 10, "man": 11]])
        #expect(table?.date == "2024-12-31")
    }

    @Test("A file of one gender isn't taken for all residents")
    func oneGender() {
        let file = ImportedFile.csv(
            "Kön,Stadsdel,Antal\nkvinnor,Norr,1\nkvinnor,Söder,2\nkvinnor,Öster,3\n")

        #expect(file.outcome().faults.map(\.problem) == ["Nobody is counted in man, other."])
    }

    @Test(
        "A file with a fault gives no table",
        arguments: [
            ("", "", "The file has no figures."),
            ("kön,antal\n", "", "The file has no figures."),
            ("kön,antal\nkvinnor,1\n\"män,2\n", "line 3", "A quotation mark isn't closed."),
            ("kön,antal\nkvinnor\nmän,2\nkvinnor,1\n", "line 2", "The row has 1 fields"),
            ("kön,antal\nkvinnor,..\nmän,2\n", "line 2", "'..' is no number of persons."),
            ("kön,antal\nkvinnor,1.234\nmän,2\n", "line 2", "'1.234' is no number of persons."),
            ("kön,antal\nkvinnor,-1\nmän,2\n", "line 2", "'-1' is no number of persons."),
            ("kön,antal\nkvinnor,1\nmän,2\nmän,3\n", "line 4", "counted in an earlier row"),
            ("kön,tal\nkvinnor,1\nmän,2\n", "line 1", "No column is known to count persons."),
            (
                "kön,antal,personer\nkvinnor,1,1\nmän,2,2\n", "line 1",
                "Several columns count persons: antal, personer."
            ),
            (
                "variable,level,persons\ngender,woman,1\ngender,man,2\nkön,woman,1\nkön,man,2\n",
                "gender", "The file counts by it twice."
            ),
            ("inkomst,antal\nhög,1\nlåg,2\n", "inkomst", "It is no variable of ours"),
            ("år,antal\n2025,1\n", "", "The file counts by no variable of ours."),
            (
                "ålder,åldersgrupp,antal\n16,16-29,1\n30,30-49,2\n", "ålder, åldersgrupp",
                "Each of them could be age."
            ),
            ("kön,antal\nkvinnor,0\nmän,2\n", "margins.gender.woman", "0 is no number"),
        ])
    func faults(text: String, path: String, problem: String) {
        let (table, faults) = ImportedFile.csv(text).outcome()

        #expect(table == nil)
        #expect(
            faults.contains { $0.path == path && $0.problem.contains(problem) }, "\(faults)")
        #expect(faults.allSatisfy { !$0.remedy.isEmpty })
    }

    @Test("Every fault of a file is told at once")
    func allAtOnce() {
        let text = Self.long.replacing("gender,woman", with: "gender,kvinna i kommunen")
            .replacing("age,65-plus,97\n", with: "")
            .replacing("district,east", with: "district,west")
        let file = ImportedFile.csv(text).with {
            $0.source = nil
            $0.date = nil
        }

        let faults = file.outcome().faults

        #expect(faults.map(\.path) == ["gender", "age", "district", "", ""])
        #expect(faults.allSatisfy { $0.file == "people.csv" })
        #expect(faults[0].problem == "'kvinna i kommunen' is none of our levels.")
        #expect(faults[0].remedy.contains("--map gender:CODE=\"kvinna i kommunen\""))
        #expect(faults[1].problem == "Nobody is counted in 65-plus.")
        #expect(faults[2].problem == "'west' is none of our levels.")
        #expect(faults[3].problem == "The file doesn't say of which day it is.")
        #expect(faults[4].problem == "The file doesn't say who counted.")
    }

    @Test("Margins that count other people are refused")
    func otherPeople() {
        let text = Self.long.replacing("woman,199", with: "woman,299")

        let faults = ImportedFile.csv(text).outcome().faults

        #expect(faults.map(\.path) == ["margins.age", "margins.district"])
        #expect(faults.first?.problem.contains("they differ by more than 2 %") == true)
    }
}
