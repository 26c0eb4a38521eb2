/// Spearman's ρ between places in a sequence and the numbers there, which are ranks.
///
/// - Parameter ranks: 1…n in some order; n > 1.
/// - Returns: 1 for a rising, −1 for a falling sequence, near 0 for a shuffled one, where its
///   standard deviation is 1/√(n−1).
///
/// Source: Spearman (1904), American Journal of Psychology 15:72–101.
func rankCorrelation(_ ranks: [Int]) -> Double {
    let count = Double(ranks.count)
    let squares = ranks.enumerated().reduce(0.0) { sum, each in
        let difference = Double(each.element) - Double(each.offset + 1)
        return sum + difference * difference
    }
    return 1 - 6 * squares / (count * (count * count - 1))
}
