/// The respondents of a file, gathered into classes of those who are alike in everything that
/// weights and groups depend on.
///
/// Classes are sorted, and everything is computed from counts per class: the order of the file's
/// rows changes no figure.
struct Respondents: Sendable {
    /// Respondents of one round who are alike.
    struct Class: Sendable {
        let round: Int
        /// Per background column, the place of their level; `nil` when it isn't known.
        let levels: [Int?]
        let baseWeight: Double
        let stratum: Int
        let respondents: Int
        /// One of them, as a row of the file: the first.
        let firstRow: Int
    }

    /// The rounds' names in order, with the places of their classes.
    struct Round: Sendable {
        let name: String
        let classes: Range<Int>
    }

    let rounds: [Round]
    /// In order of the plan.
    let background: [Axis]
    let strata: [String]
    /// Sorted by round, levels, base weight and stratum.
    let classes: [Class]
    /// Per row of the file, the place of its class.
    let classOfRow: [Int32]

    init(_ table: CodedTable, by plan: EstimatePlan) throws(CodedAnswersError) {
        let rounds = try plan.round.map { (name) throws(CodedAnswersError) in
            try Axis(required: table.column(name), of: table)
        }
        var background: [Axis] = []
        for column in plan.background {
            background.append(try Axis(column, in: table))
        }
        let strata = try plan.sample.stratum.map { (name) throws(CodedAnswersError) in
            try Axis(required: table.column(name), of: table)
        }
        let weights = try plan.sample.baseWeight.map { (name) throws(CodedAnswersError) in
            try Axis(weights: table.column(name), of: table)
        }

        // A column that no figure depends on doesn't divide respondents.
        let used = plan.usedBackground
        let levels = background.map { used.contains($0.name) ? $0 : nil }
        let keys = [rounds] + levels + [weights, strata]
        let division = Division(of: table.rows, by: keys)
        classes = division.classes.map { keys, respondents, firstRow in
            Class(
                round: keys[0] ?? 0, levels: Array(keys.dropFirst().dropLast(2)),
                baseWeight: keys[keys.count - 2].flatMap { weights?.number(ofLevel: $0) } ?? 1,
                stratum: keys[keys.count - 1] ?? 0, respondents: respondents, firstRow: firstRow)
        }
        classOfRow = division.classOfRow
        self.background = background
        self.strata = strata?.levels ?? []
        self.rounds = Self.rounds(rounds?.levels ?? [EstimatePlan.onlyRound], of: classes)
    }

    private static func rounds(_ names: [String], of classes: [Class]) -> [Round] {
        var start = 0
        return names.indices.map { round in
            let end = classes[start...].firstIndex { $0.round != round } ?? classes.count
            defer { start = end }
            return Round(name: names[round], classes: start..<end)
        }
    }

    /// The places of background columns by name.
    func places(of variables: [String]) -> [Int] {
        variables.compactMap { name in background.firstIndex { $0.name == name } }
    }
}

/// The rows of a file, divided by the levels of several columns.
private struct Division {
    /// Sorted by their levels; `nil`, which comes first, for an unknown level and for no column.
    let classes: [(keys: [Int?], respondents: Int, firstRow: Int)]
    let classOfRow: [Int32]

    /// - Parameter axes: `nil` for what doesn't divide the rows.
    init(of rows: Int, by axes: [Axis?]) {
        var classOfRow = Array(repeating: Int32(0), count: rows)
        for axis in axes.compactMap({ $0 }) { axis.divide(&classOfRow) }
        var sizes: [Int] = []
        var firstRows: [Int] = []
        for (row, place) in classOfRow.enumerated() {
            if place == sizes.count {
                sizes.append(0)
                firstRows.append(row)
            }
            sizes[Int(place)] += 1
        }
        let keys = firstRows.map { row in axes.map { $0?.level(ofRow: row) } }
        let order = keys.indices.sorted {
            keys[$0].lexicographicallyPrecedes(keys[$1]) { ($0 ?? -1) < ($1 ?? -1) }
        }
        var newPlaces = Array(repeating: Int32(0), count: order.count)
        for (new, old) in order.enumerated() { newPlaces[old] = Int32(new) }
        classes = order.map { (keys[$0], sizes[$0], firstRows[$0]) }
        self.classOfRow = classOfRow.map { newPlaces[Int($0)] }
    }
}
