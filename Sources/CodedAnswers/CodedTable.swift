/// A file of coded answers, or some of its columns: one row per respondent, a code in each field.
///
/// A column keeps each of its codes once, so that a code is judged once however many gave it.
struct CodedTable: Sendable {
    /// The file's name, as faults tell it.
    let file: String
    /// Respondents.
    let rows: Int
    /// Whether numbers in the file may have a decimal comma: its fields are separated by `;`.
    let allowsDecimalComma: Bool
    /// The columns that were asked for, by name.
    let columns: [String: Column]

    struct Column: Sendable {
        let name: String
        /// Distinct, in the order in which they first occur; an empty field is the code `""`.
        fileprivate(set) var codes: [String] = []
        /// Per code, the first row that has it, as a spreadsheet counts: the header is row 1.
        fileprivate(set) var firstRows: [Int] = []
        /// Per row, the place of its code in `codes`.
        fileprivate(set) var places: [Int32] = []

        init(name: String) { self.name = name }
    }

    /// A column that was asked for.
    ///
    /// - Precondition: it was.
    func column(_ name: String) -> Column {
        guard let column = columns[name] else {
            preconditionFailure("The column \(name) is used but wasn't asked for.")
        }
        return column
    }

    /// The code in one field, the first row below the header being 0.
    func code(_ name: String, inRow row: Int) -> String {
        let column = column(name)
        return column.codes[Int(column.places[row])]
    }

    /// Where a code of a column first occurs.
    func place(of code: Int, in column: Column) -> CodedAnswersError.Place {
        .init(file: file, row: column.firstRows[code], column: column.name)
    }

    /// The number that a code is written as; `nil` when it is none.
    func number(_ code: String) -> Double? {
        let text = allowsDecimalComma ? code.replacing(",", with: ".") : code
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }
}

/// Adds the fields of one column, row after row.
struct ColumnBuilder {
    private(set) var column: CodedTable.Column
    private var placeOfCode: [String: Int32] = [:]

    init(name: String) { column = .init(name: name) }

    mutating func add(_ code: String, row: Int) {
        if let place = placeOfCode[code] {
            column.places.append(place)
        } else {
            let place = Int32(column.codes.count)
            placeOfCode[code] = place
            column.codes.append(code)
            column.firstRows.append(row)
            column.places.append(place)
        }
    }
}
