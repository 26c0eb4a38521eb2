/// What the answers of a domain add up to: all that an estimate needs to know of them.
///
/// Sums are kept per stratum and score. They cost one visit to every class of the domain, and are
/// then put together without another: the sums of disjoint domains add up to the sums of both.
public struct DomainSums: Sendable, Equatable {
    /// Persons of the sample in the domain, whether they came to the question or not.
    public private(set) var respondents = 0
    let scores: [Double]
    let isShare: Bool
    /// Who gave a valid answer: stratum by stratum, in each one per score.
    private var valid: [WeightSums]
    private var unsure = WeightSums()

    /// Persons in the domain who chose *don't know*.
    public var dontKnow: Int { unsure.respondents }

    /// - Parameters:
    ///   - answers: counted in the classes of the sample, in their order.
    ///   - classes: the domain: places in the sample's classes, ascending, so that sums have one
    ///     order.
    /// - Precondition: no class has more answers than respondents.
    public init(_ answers: CountedAnswers, among classes: [Int], of sample: WeightedSample) {
        answers.checkDomain(classes, of: sample)
        scores = answers.scores
        isShare = answers.isShare
        valid = Array(
            repeating: WeightSums(), count: sample.stratumSizes.count * answers.scores.count)
        for place in classes {
            add(answers, of: place, in: sample)
        }
    }

    private mutating func add(_ answers: CountedAnswers, of place: Int, in sample: WeightedSample) {
        let first = sample.classes[place].stratum * scores.count
        let weight = sample.weights[place]
        for score in scores.indices {
            valid[first + score] += WeightSums(answers.valid[place][score], weighing: weight)
        }
        unsure += WeightSums(answers.dontKnow[place], weighing: weight)
        respondents += sample.classes[place].respondents
    }

    /// Adds a domain that has nobody in common with this one.
    ///
    /// - Precondition: both are of the same sample and the same scores.
    public static func += (sums: inout DomainSums, others: DomainSums) {
        precondition(
            sums.scores == others.scores && sums.valid.count == others.valid.count,
            "Sums are added of the same answers in the same sample.")
        sums.respondents += others.respondents
        sums.unsure += others.unsure
        for place in sums.valid.indices { sums.valid[place] += others.valid[place] }
    }

    /// Nobody of the same sample, with the same scores.
    fileprivate var nobody: DomainSums {
        var nobody = self
        nobody.respondents = 0
        nobody.unsure = WeightSums()
        nobody.valid = valid.map { _ in WeightSums() }
        return nobody
    }
}

/// The rest of each part: everybody who is in another one.
///
/// A rest is added up from the other parts, not subtracted from the whole, so that nothing cancels
/// however small it is beside its part. Going through the parts from both ends, each is added a few
/// times, so that the cost grows with the number of parts only.
///
/// - Parameter parts: that divide the sample between them; whoever is in no group of a breakdown is
///   a part too.
/// - Returns: one rest per part, in their order: exactly nobody for a part that has everybody.
public func rests(of parts: [DomainSums]) -> [DomainSums] {
    guard let first = parts.first else { return [] }
    var rests: [DomainSums] = []
    var before = first.nobody
    for part in parts {
        rests.append(before)
        before += part
    }
    var after = first.nobody
    for (place, part) in parts.enumerated().reversed() {
        rests[place] += after
        after += part
    }
    return rests
}

extension DomainSums {
    /// The valid answers, one per score.
    var answersByScore: [WeightSums] {
        var sums = scores.map { _ in WeightSums() }
        for (place, answers) in valid.enumerated() { sums[place % scores.count] += answers }
        return sums
    }

    /// Who chose *don't know*.
    var weightedDontKnow: Double { unsure.total }

    /// The values of the linearised variable, (x − value) / `weight` for each unit of weight.
    func linearised(around value: Double, per weight: Double) -> [LinearisedAnswers] {
        valid.enumerated().map { place, answers in
            LinearisedAnswers(
                weights: answers, factor: (scores[place % scores.count] - value) / weight,
                stratum: place / scores.count)
        }
    }
}
