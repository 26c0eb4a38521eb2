import Foundation
import Testing

@testable import CodedAnswers

@Suite("Reading a file of separated values")
struct SeparatedFieldsTests {
    private func column(_ name: String, of text: String) throws -> [String] {
        let table = try CodedTable.read(Array(text.utf8), named: "a.csv", columns: [name])
        return (0..<table.rows).map { table.code(name, inRow: $0) }
    }

    @Test(
        "A column is found whatever separates fields and ends rows",
        arguments: [
            "id,q\n1,4\n2,3\n", "id;q\n1;4\n2;3", "id,q\r\n1,4\r\n2,3\r\n", "id,q\r1,4\r2,3",
            "\u{FEFF}q,id\n4,1\n3,2\n", "id,q\n1,4\n2,3\n\n\n", "id,\"q\"\n\"1\",\"4\"\n2,3",
            "id;\"q\"\n\"1,5\";4\n2;3\n", "\"a;b;c\",q\n1,4\n2,3\n",
        ])
    func everySpelling(text: String) throws {
        #expect(try column("q", of: text) == ["4", "3"])
    }

    @Test("A quoted field may hold separators, line ends and doubled quotes")
    func quotedFields() throws {
        let text = "name,q\n\"Syd, \"\"öst\"\"\r\nväst\",4\n\"\",3\n"

        #expect(try column("name", of: text) == ["Syd, \"öst\"\r\nväst", ""])
        #expect(try column("q", of: text) == ["4", "3"])
    }

    @Test("An empty line is an empty field of a file of one column")
    func oneColumn() throws {
        #expect(try column("q", of: "q\n4\n\n3\n\n") == ["4", "", "3"])
    }

    @Test("A code is kept once, with the first row that has it")
    func codesAreKeptOnce() throws {
        let table = try CodedTable.read(
            Array("q\n4\n3\n4\n".utf8), named: "a.csv", columns: ["q"])

        #expect(table.column("q").codes == ["4", "3"])
        #expect(table.column("q").firstRows == [2, 3])
        #expect(table.column("q").places == [0, 1, 0])
    }

    @Test("A file of semicolons may have decimal commas")
    func decimalComma() throws {
        let semicolons = try CodedTable.read(
            Array("w;q\n1,5;4\n".utf8), named: "a.csv", columns: ["w"])
        let commas = try CodedTable.read(
            Array("w,q\n1.5,4\n".utf8), named: "a.csv", columns: ["w"])

        #expect(semicolons.number("1,5") == 1.5)
        #expect(commas.number("1.5") == 1.5)
        #expect(commas.number("1,5") == nil)
        #expect(commas.number("nan") == nil)
    }

    @Test(
        "What can't be read is told with its row and column",
        arguments: [
            ("", "a.csv: There are no respondents"),
            ("q\n", "a.csv: There are no respondents"),
            ("q,q\n1,2\n", "a.csv: row 1, column q: Two columns have this name."),
            ("id,r\n1,2\n", "a.csv: row 1: There is no column 'q'. "),
            ("id,q\n1,2\n1\n", "a.csv: row 3: The row has 1 fields, and the header has 2."),
            ("id,q\n1,2,3\n", "a.csv: row 2: The row has 3 fields, and the header has 2."),
            ("id,q\n\n1,2\n", "a.csv: row 2: The row has 1 fields, and the header has 2."),
            ("id,q\n1,\"2\n", "a.csv: row 2, column q: A quote is opened and never closed."),
            ("id,q\n1,\"2\"3\n", "a.csv: row 2, column q: Text follows a closing quote."),
        ])
    func faultsHavePlaces(text: String, complaint: String) {
        let error = #expect(throws: CodedAnswersError.self) {
            try CodedTable.read(Array(text.utf8), named: "a.csv", columns: ["q"])
        }
        #expect(error?.description.hasPrefix(complaint) == true, "\(error?.description ?? "")")
    }

    @Test("Bytes that aren't UTF-8 are told with their row and column")
    func notText() {
        let bytes = Array("id,q\n1,sm".utf8) + [0xF6] + Array("r\n".utf8)

        #expect(throws: CodedAnswersError.notText(.init(file: "a.csv", row: 2, column: "q"))) {
            try CodedTable.read(bytes, named: "a.csv", columns: ["q"])
        }
    }

    @Test("A file that isn't there is told by its name")
    func missingFile() {
        #expect(throws: CodedAnswersError.unreadable(file: "none.csv")) {
            try CodedTable.read(
                URL(filePath: "/nowhere/none.csv"), named: "none.csv", columns: ["q"])
        }
    }
}
