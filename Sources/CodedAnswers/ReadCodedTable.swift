import Foundation

extension CodedTable {
    /// Reads the named columns of the file at `url`, and passes over every other.
    ///
    /// UTF-8, with or without a byte order mark; `,` or `;` between fields, found from the header;
    /// quotes as in RFC 4180.
    static func read(
        _ url: URL, named file: String, columns wanted: [String]
    ) throws(CodedAnswersError) -> CodedTable {
        guard let content = try? Data(contentsOf: url) else { throw .unreadable(file: file) }
        return try read([UInt8](content), named: file, columns: wanted)
    }

    /// Reads the content of a file.
    static func read(
        _ bytes: [UInt8], named file: String, columns wanted: [String]
    ) throws(CodedAnswersError) -> CodedTable {
        var reader = RowReader(fields: SeparatedFields(bytes), file: file)
        let header = try reader.header()
        for name in wanted where !header.contains(name) {
            throw .unknownColumn(file: file, column: name, known: header)
        }
        var builders = header.map { wanted.contains($0) ? ColumnBuilder(name: $0) : nil }
        while try reader.addRow(to: &builders, header: header) {}
        guard reader.row > 1 else { throw .nobody(file: file) }
        return CodedTable(
            file: file, rows: reader.row - 1,
            allowsDecimalComma: reader.fields.separator == .semicolon,
            columns: Dictionary(
                uniqueKeysWithValues: builders.compactMap { $0 }.map { ($0.column.name, $0.column) }
            ))
    }
}

/// Reads a table row by row, and knows which row it is in.
private struct RowReader {
    var fields: SeparatedFields
    let file: String
    /// The rows that have been read, the header among them.
    var row = 0

    /// The names of the columns.
    mutating func header() throws(CodedAnswersError) -> [String] {
        row = 1
        guard !fields.isAtEnd else { throw .nobody(file: file) }
        var names: [String] = []
        var end = SeparatedFields.End.field
        while end == .field {
            let field = try next(column: nil)
            names.append(try text(field, column: nil))
            end = field.end
        }
        var met: Set<String> = []
        for name in names where !met.insert(name).inserted {
            throw .repeatedColumn(file: file, column: name)
        }
        return names
    }

    /// Adds the fields of the next row to the columns that are built.
    ///
    /// - Returns: `false` when there is no further row.
    mutating func addRow(
        to builders: inout [ColumnBuilder?], header: [String]
    ) throws(CodedAnswersError) -> Bool {
        guard !fields.isAtEnd else { return false }
        row += 1
        var count = 0
        var end = SeparatedFields.End.field
        while end == .field {
            let name = count < header.count ? header[count] : nil
            let field = try next(column: name)
            if count < builders.count, builders[count] != nil {
                builders[count]?.add(try text(field, column: name), row: row)
            }
            count += 1
            end = field.end
        }
        guard count == header.count else {
            throw .raggedRow(file: file, row: row, fields: count, columns: header.count)
        }
        return true
    }

    private mutating func next(column: String?) throws(CodedAnswersError) -> SeparatedFields.Field {
        do {
            return try fields.next()
        } catch {
            throw .brokenQuotes(.init(file: file, row: row, column: column), error)
        }
    }

    private func text(
        _ field: SeparatedFields.Field, column: String?
    ) throws(CodedAnswersError) -> String {
        guard let text = fields.text(field) else {
            throw .notText(.init(file: file, row: row, column: column))
        }
        return text
    }
}
