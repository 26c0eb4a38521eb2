import SurveyDefinition

/// The whole numbers that a question's valid options stand for in a mean or an index, and the unit
/// they are in.
///
/// Whole scores keep sums exact; `multiplier / divisor` turns a mean score into the indicator's
/// points.
struct ScoreScale: Equatable {
    let scores: [Code: Int]
    let multiplier: Int
    let divisor: Int

    /// - Returns: `nil` for a share, which has no scores.
    /// - Precondition: a mean's valid options are whole numbers, and an index has two valid options
    ///   or more. Reading the survey checks both.
    init?(of coding: IndicatorCoding, options: [Option]) {
        let valid = options.map(\.code).filter(coding.valid.contains)
        switch coding.measure {
        case .share:
            return nil
        case .mean:
            let numbers = valid.map { code in (code, Int(code.value)) }
            precondition(
                numbers.allSatisfy { $0.1 != nil }, "A mean needs options that are numbers.")
            scores = Dictionary(
                uniqueKeysWithValues: numbers.compactMap { code, number in
                    number.map { (code, $0) }
                })
            multiplier = 1
            divisor = 1
        case .index:
            precondition(valid.count >= 2, "An index needs at least two valid options.")
            scores = Dictionary(uniqueKeysWithValues: zip(valid, 0...))
            multiplier = 100
            divisor = valid.count - 1
        case .balance(let positive, let negative):
            scores = Dictionary(
                uniqueKeysWithValues: valid.map { code in
                    (code, positive.contains(code) ? 1 : negative.contains(code) ? -1 : 0)
                })
            multiplier = 100
            divisor = 1
        }
    }

    /// The scores that some option has, each once.
    var ascending: [Int] { Set(scores.values).sorted() }

    /// The lowest and the highest score.
    var ends: ClosedRange<Double> {
        Double(scores.values.min() ?? 0)...Double(scores.values.max() ?? 0)
    }

    /// The lowest and the highest value that a mean of these scores can have, in points.
    var range: ClosedRange<Double> {
        let unit = Double(multiplier) / Double(divisor)
        return (ends.lowerBound * unit)...(ends.upperBound * unit)
    }
}
