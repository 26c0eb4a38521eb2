import Estimation
import TestSupport

/// A sample of random people with strata, unknown levels and unequal base weights, and a population
/// that it can be weighted to; the same for the same seed.
struct RandomSample {
    let people: [Person]
    let margins: [Margin]
    /// N per stratum.
    let strata: [Double]
    let scores: [Double]
    static let groups = 3

    /// The scores of a share, a mean, a balance and an index.
    private static let scales: [[Double]] = [
        [0, 1], [1, 2, 3, 4, 5], [-100, 0, 100], [0, 100.0 / 3, 200.0 / 3, 100],
    ]

    /// - Parameter individualWeights: whether no two people have the same base weight.
    init(seed: UInt64, individualWeights: Bool = false) {
        var generator = SeededGenerator(seed: seed)
        let sizes = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
            Int.random(in: 2...4, using: &generator)
        }
        let scores = Self.scales.randomElement(using: &generator) ?? [0, 1]
        let strataCount = Int.random(in: 1...3, using: &generator)
        let people = (0..<Int.random(in: 150...400, using: &generator)).map { _ in
            Person(
                levels: sizes.map { size in
                    Int.random(in: 0..<12, using: &generator) == 0
                        ? nil : Int.random(in: 0..<size, using: &generator)
                },
                baseWeight: individualWeights
                    ? Double.random(in: 0.5...40, using: &generator)
                    : Bool.random(using: &generator) ? 10 : 15,
                stratum: Int.random(in: 0..<strataCount, using: &generator),
                group: Int.random(in: 0..<Self.groups, using: &generator),
                answer: Self.answer(scores, using: &generator))
        }
        self.people = people
        self.scores = scores
        margins = Self.margins(of: sizes, among: people, using: &generator)
        strata = (0..<strataCount).map { stratum in
            let respondents = people.count { $0.stratum == stratum }
            return Double(4 * respondents + stratum)
        }
    }

    private static func answer(
        _ scores: [Double], using generator: inout SeededGenerator
    ) -> Person.Answer {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: .dontKnow
        case 1: .nothing
        default: .valid(scores.randomElement(using: &generator) ?? 0)
        }
    }

    /// The people who are known, each standing for a random number that depends on their levels;
    /// the totals differ a little, as those of perturbed tables do.
    private static func margins(
        of sizes: [Int], among people: [Person], using generator: inout SeededGenerator
    ) -> [Margin] {
        let factors = sizes.map { size in
            (0..<size).map { _ in Double.random(in: 0.4...2.5, using: &generator) }
        }
        let stands = people.map { person in
            zip(person.levels, factors).map { level, factors in level.map { factors[$0] } ?? 1 }
                .reduce(20, *)
        }
        return sizes.indices.map { place in
            let perturbed = Double.random(in: 0.98...1.02, using: &generator)
            return Margin(
                name: "margin \(place)",
                levels: (0..<sizes[place]).map { level in
                    let members = people.indices.filter { people[$0].levels[place] == level }
                    let population = members.map { stands[$0] }.reduce(0, +)
                    return .init(name: "level \(level)", population: population * perturbed)
                })
        }
    }

    var raked: WeightingPlan { WeightingPlan(method: .raked, margins: margins) }
}

/// The people of a sample counted per class.
struct CountedPeople {
    let classes: [SampleClass]
    let answers: CountedAnswers
    /// The class of each person.
    let classOfPerson: [Int]
    /// The classes per group.
    let groups: [[Int]]

    init(_ sample: RandomSample) {
        let keys = sample.people.map(ClassKey.init)
        let ordered = Set(keys).sorted { $0.order.lexicographicallyPrecedes($1.order) }
        let members = ordered.map { key in
            sample.people.indices.filter { keys[$0] == key }.map { sample.people[$0] }
        }

        classes = members.map { members in
            SampleClass(
                respondents: members.count, baseWeight: members[0].baseWeight,
                stratum: members[0].stratum, levels: members[0].levels)
        }
        answers = CountedAnswers(
            scores: sample.scores,
            valid: members.map { members in
                sample.scores.map { score in members.count { $0.score == score } }
            },
            dontKnow: members.map { members in
                members.count { if case .dontKnow = $0.answer { true } else { false } }
            })
        classOfPerson = keys.map { key in ordered.firstIndex(of: key) ?? 0 }
        groups = (0..<RandomSample.groups).map { group in
            ordered.indices.filter { members[$0][0].group == group }
        }
    }

    var everyone: [Int] { Array(classes.indices) }
}

/// What a class is: levels, base weight, stratum and group.
private struct ClassKey: Hashable {
    let order: [Double]

    init(_ person: Person) {
        order =
            person.levels.map { $0.map(Double.init) ?? -1 }
            + [person.baseWeight, Double(person.stratum), Double(person.group)]
    }
}

/// Whether two figures agree to ten digits.
func agree(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) <= 1e-10 * max(1, abs(one), abs(other))
}
