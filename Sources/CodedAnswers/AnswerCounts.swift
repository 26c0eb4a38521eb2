import Estimation

/// The answers of everyone in a file to the question of one indicator, counted per class.
struct AnswerCounts: Sendable {
    private let scale: [Double]
    private var valid: [[Int]]
    private var dontKnow: [Int]

    /// What a code means to an indicator.
    private enum Reading {
        case score(Int)
        case dontKnow
        case none
    }

    /// - Throws: `unknownCode` for a code that is in none of the indicator's sets.
    init(
        _ indicator: PlannedIndicator, in table: CodedTable, of respondents: Respondents
    ) throws(CodedAnswersError) {
        let column = table.column(indicator.column)
        scale = indicator.scale
        valid = Array(
            repeating: Array(repeating: 0, count: scale.count), count: respondents.classes.count)
        dontKnow = Array(repeating: 0, count: respondents.classes.count)
        let readings = try Self.readings(of: column, by: indicator, scale: scale, in: table)
        for (code, place) in zip(column.places, respondents.classOfRow) {
            switch readings[Int(code)] {
            case .score(let score): valid[Int(place)][score] += 1
            case .dontKnow: dontKnow[Int(place)] += 1
            case .none: break
            }
        }
    }

    /// One per code of the column.
    private static func readings(
        of column: CodedTable.Column, by indicator: PlannedIndicator, scale: [Double],
        in table: CodedTable
    ) throws(CodedAnswersError) -> [Reading] {
        var readings: [Reading] = []
        for (place, code) in column.codes.enumerated() {
            if code.isEmpty || indicator.blank.contains(code) {
                readings.append(.none)
            } else if indicator.dontKnow.contains(code) {
                readings.append(.dontKnow)
            } else if let score = indicator.scores[code], let rank = scale.firstIndex(of: score) {
                readings.append(.score(rank))
            } else {
                throw .unknownCode(
                    table.place(of: place, in: column), code: code,
                    of: "the indicator \(indicator.id)",
                    known: sortedCodes(indicator.scores.keys) + indicator.dontKnow.sorted()
                        + indicator.blank.sorted())
            }
        }
        return readings
    }

    /// The counts of a round's classes.
    func answers(of classes: Range<Int>) -> CountedAnswers {
        CountedAnswers(
            scores: scale, valid: Array(valid[classes]), dontKnow: Array(dontKnow[classes]))
    }
}
