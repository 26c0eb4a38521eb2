public import Estimation

/// One respondent, for the reference implementation.
public struct Person: Sendable {
    /// One per margin; `nil` for unknown.
    public var levels: [Int?]
    public var baseWeight: Double
    public var stratum: Int
    /// A part of the sample that is in no margin.
    public var group: Int
    public var answer: Answer

    public enum Answer: Sendable {
        case valid(Double)
        case dontKnow, nothing
    }

    public init(
        levels: [Int?], baseWeight: Double, stratum: Int, group: Int, answer: Answer
    ) {
        self.levels = levels
        self.baseWeight = baseWeight
        self.stratum = stratum
        self.group = group
        self.answer = answer
    }

    /// The score of a valid answer.
    public var score: Double? {
        if case .valid(let score) = answer { score } else { nil }
    }
}

/// The estimator once more, person by person: plain arrays and the formulas as they are written in
/// the specification, to check the one that works on counts per class.
public enum PersonByPerson {
    /// Raking, 1.3.3: 100 rounds, and whatever is reached then.
    public static func rake(_ people: [Person], from start: [Double], to margins: [Margin])
        -> [Double]
    {
        let levels = margins.indices.flatMap { targets(of: people, margins, margin: $0) }
        var weights = start
        for _ in 0..<100 {
            for (members, target) in levels {
                var sum = 0.0
                for member in members { sum += weights[member] }
                for member in members { weights[member] *= target / sum }
            }
        }
        return weights
    }

    /// The people of each level of a margin, and of unknown level, with what they are to weigh.
    private static func targets(
        of people: [Person], _ margins: [Margin], margin place: Int
    ) -> [(members: [Int], target: Double)] {
        let size = margins[0].levels.map(\.population).reduce(0, +)
        let own = margins[place].levels.map(\.population).reduce(0, +)
        let isUnknown = { (person: Person) in person.levels[place] == nil }
        let unknown = people.filter(isUnknown).map(\.baseWeight).reduce(0, +)
        let share = unknown / people.map(\.baseWeight).reduce(0, +)
        let known = margins[place].levels.enumerated().map { level, each in
            (
                people.indices.filter { people[$0].levels[place] == level },
                size * each.population / own * (1 - share)
            )
        }
        return known + [(people.indices.filter { isUnknown(people[$0]) }, size * share)]
    }

    /// Trimming, 1.3.4.
    public static func trim(
        _ weights: [Double], into bounds: ClosedRange<Double>, then rake: ([Double]) -> [Double]
    ) -> (weights: [Double], rounds: Int) {
        var weights = weights
        var rounds = 0
        while rounds < 200 {
            let mean = weights.reduce(0, +) / Double(weights.count)
            let relative = weights.map { $0 / mean }
            let isOutside = relative.contains {
                $0 < bounds.lowerBound - 1e-6 || $0 > bounds.upperBound + 1e-6
            }
            if !isOutside { break }
            weights = rake(
                relative.map { min(max($0, bounds.lowerBound), bounds.upperBound) * mean })
            rounds += 1
        }
        return (weights, rounds)
    }

    /// 1.2: the weighted mean of the valid scores in a domain.
    public static func value(
        _ people: [Person], _ weights: [Double], in isInDomain: (Person) -> Bool
    ) -> Double {
        var numerator = 0.0
        var denominator = 0.0
        for (person, weight) in zip(people, weights) where isInDomain(person) {
            guard let score = person.score else { continue }
            numerator += weight * score
            denominator += weight
        }
        return numerator / denominator
    }

    /// x − value for a valid answer in the domain, and zero for everyone else.
    public static func differences(
        _ people: [Person], _ weights: [Double], in isInDomain: (Person) -> Bool
    ) -> [Double] {
        let value = value(people, weights, in: isInDomain)
        return people.map { person in
            isInDomain(person) ? person.score.map { $0 - value } ?? 0 : 0
        }
    }

    /// 1.4: the linearised standard error from u, which is the differences or their residuals.
    public static func standardError(
        _ people: [Person], _ weights: [Double], of u: [Double],
        in isInDomain: (Person) -> Bool, finitePopulation: [Double]? = nil
    ) -> Double {
        var sumOfWeights = 0.0
        for (person, weight) in zip(people, weights)
        where isInDomain(person) && person.score != nil {
            sumOfWeights += weight
        }
        let z = zip(weights, u).map { $0 * $1 / sumOfWeights }
        var variance = 0.0
        for stratum in Set(people.map(\.stratum)).sorted() {
            let members = people.indices.filter { people[$0].stratum == stratum }.map { z[$0] }
            let n = Double(members.count)
            guard n > 1 else { continue }
            let mean = members.reduce(0, +) / n
            let squares = members.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
            let remaining = finitePopulation.map { 1 - n / $0[stratum] } ?? 1
            variance += n / (n - 1) * squares * remaining
        }
        return variance.squareRoot()
    }

    /// The residuals of a base-weighted regression on the levels of the margins, by making the
    /// level indicators orthogonal one after the other (modified Gram–Schmidt).
    public static func residuals(_ people: [Person], of u: [Double], on margins: [Margin])
        -> [Double]
    {
        func product(_ left: [Double], _ right: [Double]) -> Double {
            people.indices.map { people[$0].baseWeight * left[$0] * right[$0] }.reduce(0, +)
        }
        func without(_ basis: [[Double]], _ vector: [Double]) -> [Double] {
            basis.reduce(vector) { rest, direction in
                let coefficient = product(direction, rest) / product(direction, direction)
                return zip(rest, direction).map { $0 - coefficient * $1 }
            }
        }
        var basis: [[Double]] = []
        for (place, margin) in margins.enumerated() {
            for level in [nil] + margin.levels.indices.map({ Optional($0) }) {
                let indicator = people.map { $0.levels[place] == level ? 1.0 : 0.0 }
                let rest = without(basis, without(basis, indicator))
                if product(rest, rest) > 1e-12 * (product(indicator, indicator) + 1e-300) {
                    basis.append(rest)
                }
            }
        }
        return without(basis, without(basis, u))
    }
}
