/// A column whose codes stand for ordered levels: a background column, rounds, strata or weights.
struct Axis: Sendable {
    let name: String
    /// The names of the levels, in order.
    let levels: [String]
    /// Per code of the column, the place of its level; `nil` when it isn't known.
    private let levelOfCode: [Int?]
    /// Per row, the place of its code.
    private let codeOfRow: [Int32]

    /// A background column, with the levels of the plan or else the sorted codes of the file.
    ///
    /// - Throws: `unknownCode` for a code that is neither a level nor unknown.
    init(_ plan: BackgroundColumn, in table: CodedTable) throws(CodedAnswersError) {
        let column = table.column(plan.name)
        let unknown = plan.unknown.union([""])
        let levels = plan.levels ?? sortedCodes(column.codes.filter { !unknown.contains($0) })
        var levelOfCode: [Int?] = []
        for (code, text) in column.codes.enumerated() {
            let level = levels.firstIndex(of: text)
            guard level != nil || unknown.contains(text) else {
                throw .unknownCode(
                    table.place(of: code, in: column), code: text, of: plan.name, known: levels)
            }
            levelOfCode.append(unknown.contains(text) ? nil : level)
        }
        self.init(column, levels: levels, levelOfCode: levelOfCode)
    }

    /// A column in which every respondent has a code, such as rounds.
    ///
    /// - Throws: `missing`.
    init(required column: CodedTable.Column, of table: CodedTable) throws(CodedAnswersError) {
        if let empty = column.codes.firstIndex(of: "") {
            throw .missing(table.place(of: empty, in: column))
        }
        let levels = sortedCodes(column.codes)
        let places = Dictionary(uniqueKeysWithValues: zip(levels, 0...))
        self.init(column, levels: levels, levelOfCode: column.codes.map { places[$0] })
    }

    /// A column of weights: its levels are the numbers, ascending, however each is written.
    ///
    /// - Throws: `missing`, `notAWeight`.
    init(weights column: CodedTable.Column, of table: CodedTable) throws(CodedAnswersError) {
        var numbers: [Double] = []
        for (code, text) in column.codes.enumerated() {
            if text.isEmpty { throw .missing(table.place(of: code, in: column)) }
            guard let number = table.number(text), number > 0 else {
                throw .notAWeight(table.place(of: code, in: column), text: text)
            }
            numbers.append(number)
        }
        let distinct = Set(numbers).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(distinct, 0...))
        self.init(
            column, levels: distinct.map { "\($0)" }, levelOfCode: numbers.map { places[$0] })
    }

    private init(_ column: CodedTable.Column, levels: [String], levelOfCode: [Int?]) {
        name = column.name
        self.levels = levels
        self.levelOfCode = levelOfCode
        codeOfRow = column.places
    }

    /// The place of a row's level; `nil` when it isn't known.
    func level(ofRow row: Int) -> Int? { levelOfCode[Int(codeOfRow[row])] }

    /// The number that a level of a column of weights is.
    func number(ofLevel level: Int) -> Double? { Double(levels[level]) }

    /// Divides classes of rows by the levels, numbered in the order in which they first occur.
    func divide(_ classOfRow: inout [Int32]) {
        let keys = levelOfCode.map { ($0 ?? -1) + 1 }
        var classOfKey: [Int: Int32] = [:]
        for row in classOfRow.indices {
            let key = Int(classOfRow[row]) * (levels.count + 1) + keys[Int(codeOfRow[row])]
            if let known = classOfKey[key] {
                classOfRow[row] = known
            } else {
                let new = Int32(classOfKey.count)
                classOfKey[key] = new
                classOfRow[row] = new
            }
        }
    }
}
