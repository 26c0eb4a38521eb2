/// Where an increasing function crosses zero, by Newton's method that halves the interval whenever
/// a step would leave it.
///
/// - Parameters:
///   - interval: the function is at most zero at its lower end and at least zero at its upper.
///   - start: the first guess, in the interval.
///   - function: its value and its slope.
/// - Returns: the crossing, to about the last digit of a `Double`.
func crossing(
    in interval: ClosedRange<Double>, from start: Double,
    of function: (Double) -> (value: Double, slope: Double)
) -> Double {
    var (low, high) = (interval.lowerBound, interval.upperBound)
    var x = start
    for _ in 0..<200 {
        let (value, slope) = function(x)
        if value == 0 { return x }
        if value < 0 { low = x } else { high = x }
        let newton = x - value / slope
        // Newton's error is of the order of its last step, squared.
        if abs(newton - x) <= 1e-9 * max(1, abs(x)) { return newton }
        let next = newton > low && newton < high ? newton : low + (high - low) / 2
        if abs(next - x) <= 1e-15 * max(1, abs(x)) { return next }
        x = next
    }
    return x
}
