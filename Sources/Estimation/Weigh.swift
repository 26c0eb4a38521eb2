/// Gives every class of a sample its weight.
///
/// Weights are computed per class, never per person, so the cost depends on the number of classes
/// only. Sums go through the classes in the given order: sort them by their key, and the same
/// sample gives the same weights to the last bit.
///
/// - Parameter classes: of any order, each with one level per margin of the plan.
/// - Returns: weights that meet every margin within 1e-8, and add up to the first one's total;
///   without a method, base weights.
/// - Precondition: unless the method is `none`, the levels of every class are places in the plan's
///   margins.
///
/// Source: Deming and Stephan (1940), Annals of Mathematical Statistics 11:427–444. The fixed point
/// of `rake` in R `survey` 4.1-1, whose default tolerance is looser.
public func weigh(
    _ classes: [SampleClass], by plan: WeightingPlan
) throws(WeightingError) -> WeightedSample {
    guard !classes.isEmpty else { throw .nobody }
    let cells = plan.method == .poststratified ? postStrata(of: classes, by: plan) : nil
    let targets = try marginTargets(for: classes, by: plan, cells: cells)

    var weights = try rake(classes.map(\.baseWeight), of: classes, to: targets)
    var trimming: Trimming?
    if let bounds = plan.trim {
        let trimmed = try trim(weights, of: classes, into: bounds, targets: targets)
        (weights, trimming) = (trimmed.weights, trimmed.trimming)
    }
    return WeightedSample(
        classes, weights: weights, plan: plan, postStrata: cells, targets: targets,
        trimming: trimming)
}
