import Diagnostics
import Foundation
import PopulationImport
import SurveyDefinition
import TestSupport

/// A file as somebody would import it beside the small survey, and what comes of it.
struct ImportedFile {
    let name: String
    let text: String
    var encoding = String.Encoding.utf8
    var id: PopulationID = "new-2025"
    var source: String? = "SCB"
    var date: String? = "2025-12-31"
    var survey: SurveyID?
    var columns = ColumnNames()
    var mapped: [BackgroundVariable: [Code: [String]]] = [:]
    var leftOut: [BackgroundVariable: [String]] = [:]
    var definitions = SmallSurvey.makeDefinitions()

    static func csv(_ text: String) -> ImportedFile { ImportedFile(name: "people.csv", text: text) }
    static func px(_ text: String) -> ImportedFile { ImportedFile(name: "people.px", text: text) }

    /// The same file with something else said about it.
    func with(_ change: (inout ImportedFile) -> Void) -> ImportedFile {
        var copy = self
        change(&copy)
        return copy
    }

    /// Imports it.
    func outcome() -> (table: PopulationTable?, faults: [Diagnostic]) {
        let request = PopulationRequest(
            id: id, source: source, date: date, survey: survey, columns: columns, mapped: mapped,
            leftOut: leftOut)
        let faults = FaultCollector()
        let table = importPopulation(
            text.data(using: encoding) ?? Data(), named: name, as: request, among: definitions,
            reportingTo: faults)
        return (table, faults.diagnostics)
    }
}

/// The people of the three districts of the small survey: 400 of them 16 and over, and 39 younger.
enum SamplePeople {
    static let ages = ["15 år", "16-29 år", "30-49 år", "50-64 år", "65+ år"]

    /// By district and gender: the persons of each age.
    static let rows: [(district: String, gender: String, persons: [Int])] = [
        ("Norr", "män", [9, 20, 30, 26, 25]),
        ("Norr", "kvinnor", [8, 21, 30, 25, 25]),
        ("Söder", "män", [7, 10, 20, 15, 15]),
        ("Söder", "kvinnor", [6, 11, 20, 15, 14]),
        ("Öster", "män", [5, 10, 10, 10, 10]),
        ("Öster", "kvinnor", [4, 12, 9, 9, 8]),
    ]

    /// The margins of those aged 16 and over, summed by hand.
    static let margins: [BackgroundVariable: [Code: Int]] = [
        .gender: ["man": 201, "woman": 199],
        .age: ["16-29": 84, "30-49": 119, "50-64": 100, "65-plus": 97],
        .district: ["north": 202, "south": 120, "east": 78],
    ]

    /// A row per district, gender and age.
    static let csv =
        "Stadsdel;Kön;Ålder;Folkmängd 2025\n"
        + rows.flatMap { row in
            zip(ages, row.persons).map { "\(row.district);\(row.gender);\($0);\($1)\n" }
        }
        .joined()

    /// - Parameter encoding: what the file says of its encoding.
    static func px(_ encoding: String = "CHARSET=\"ANSI\";\nCODEPAGE=\"utf-8\";\n") -> String {
        """
        \(encoding)AXIS-VERSION="2013";
        LANGUAGE="sv";
        LANGUAGES="sv","en";
        TITLE="Folkmängd; efter kommundel,"
        " kön och ålder";
        STUB="kommundel","kön";
        STUB[en]="district","sex";
        HEADING="ålder","år";
        VALUES("kommundel")="Norr","Söder","Öster";
        VALUES("kön")="män","kvin"
        "nor";
        VALUES[en]("sex")="men","women";
        VALUES("ålder")="15 år","16-29 år","30-49 år","50-64 år","65+ år";
        VALUES("år")="2025";
        TIMEVAL("år")=TLIST(A1),"2025";
        CODES("kön")="1","2";
        SOURCE="Statistiska#centralbyrån";
        DATA=
        \(rows.map { $0.persons.map(String.init).joined(separator: " ") }.joined(separator: "\n"))
        ;
        """
    }
}
