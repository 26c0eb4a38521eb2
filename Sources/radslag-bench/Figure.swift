/// One measured figure, its reference in the same run, and what was promised of it.
struct Figure {
    /// What was promised.
    enum Target {
        case atLeast(Double)
        case atMost(Double)
        /// Of the ratio, value to reference.
        case ratioAtLeast(Double)
        case ratioAtMost(Double)
    }

    let name: String
    let value: Double
    /// Of value and reference, such as `/s` or `ms`.
    let unit: String
    /// What the machine or a bare program reaches at the same.
    var reference: Double?
    /// Value to reference; of loads the median of the slices' ratios, which need not be the medians' ratio.
    var ratio: Double?
    var targets: [Target] = []

    init(
        _ name: String, _ value: Double, _ unit: String, against reference: Double? = nil,
        ratio: Double? = nil, _ targets: Target...
    ) {
        self.name = name
        self.value = value
        self.unit = unit
        self.reference = reference
        self.ratio = ratio ?? reference.map { value / $0 }
        self.targets = targets
    }

    /// Whether every target is met; `nil` when nothing was promised.
    var isMet: Bool? {
        targets.isEmpty ? nil : targets.allSatisfy(isMet)
    }

    private func isMet(_ target: Target) -> Bool {
        switch target {
        case .atLeast(let least): value >= least
        case .atMost(let most): value <= most
        case .ratioAtLeast(let least): ratio.map { $0 >= least } ?? false
        case .ratioAtMost(let most): ratio.map { $0 <= most } ?? false
        }
    }
}

/// The middle value, or the lower of the two middle ones.
///
/// - Precondition: there is at least one value.
func median(_ values: [Double]) -> Double {
    quantile(values, 0.5)
}

/// The smallest value that `share` of the values do not exceed.
///
/// - Precondition: there is at least one value, and `share` is in `0...1`.
func quantile(_ values: [Double], _ share: Double) -> Double {
    let rank = Int((Double(values.count) * share).rounded(.up))
    return values.sorted()[max(0, rank - 1)]
}
