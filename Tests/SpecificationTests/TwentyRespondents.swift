import Estimation
import Foundation

/// The data set that the reference figures of weights, estimates and intervals were computed from.
///
/// Question `q` asks for a grade: 4 very well … 1 very badly, 9 no opinion, - not answered. The
/// population is 1 000 persons.
enum TwentyRespondents {
    static let table = """
        id  gender  age    area  q
         1  K       16-29  A     4
         2  K       16-29  B     3
         3  M       16-29  A     3
         4  M       16-29  B     1
         5  K       30-64  A     4
         6  K       30-64  A     2
         7  K       30-64  B     3
         8  K       30-64  B     9
         9  M       30-64  A     3
        10  M       30-64  B     2
        11  M       30-64  B     4
        12  K       65+    A     2
        13  K       65+    A     1
        14  K       65+    B     3
        15  K       65+    B     9
        16  M       65+    A     3
        17  M       65+    A     4
        18  M       65+    B     2
        19  K       30-64  A     3
        20  K       65+    B     -
        """

    static let gender = margin("gender", ["K": 500, "M": 500])
    static let age = margin("age", ["16-29": 250, "30-64": 500, "65+": 250])
    static let area = margin("area", ["A": 600, "B": 400])
    static let margins = [gender, age, area]

    /// Everyone's base weight: 1 000 persons by 20 respondents.
    static let baseWeight = 50.0

    static let raked = WeightingPlan(method: .raked, margins: margins)

    /// The codes of `q` as scores: a share of good grades, an index, a balance.
    static let good = ["1": 0.0, "2": 0, "3": 1, "4": 1]
    static let index = ["1": 0.0, "2": 100.0 / 3, "3": 200.0 / 3, "4": 100]
    static let balance = ["1": -100.0, "2": -100, "3": 100, "4": 100]

    /// A row of the table.
    private struct Respondent {
        let id: String
        /// Gender, age and area: the class.
        let background: [String]
        let answer: String
    }

    private static let respondents: [Respondent] = table.split(separator: "\n").dropFirst().map {
        let words = $0.split(separator: " ").map(String.init)
        return Respondent(id: words[0], background: Array(words[1...3]), answer: words[4])
    }

    /// Gender, age and area of each class, in ascending order.
    private static let backgrounds = Set(respondents.map(\.background)).sorted {
        $0.lexicographicallyPrecedes($1)
    }

    /// The respondents per gender, age and area.
    static let classes: [SampleClass] = backgrounds.map { background in
        SampleClass(
            respondents: respondents.count { $0.background == background },
            baseWeight: baseWeight,
            levels: zip(margins, background).map { margin, value in
                margin.levels.firstIndex { $0.name == value }
            })
    }

    /// The places of the classes with a value of a variable: `classes("gender", "K")`.
    static func classes(_ variable: String, _ value: String) -> [Int] {
        backgrounds.indices.filter { place in
            zip(margins, backgrounds[place]).contains { $0.name == variable && $1 == value }
        }
    }

    /// The answers to `q`, counted per class, with scores for the valid codes.
    static func answers(_ scores: [String: Double]) -> CountedAnswers {
        let values = Set(scores.values).sorted()
        let answers = backgrounds.map { background in
            respondents.filter { $0.background == background }.map(\.answer)
        }
        return CountedAnswers(
            scores: values,
            valid: answers.map { answers in
                values.map { value in answers.count { scores[$0] == value } }
            },
            dontKnow: answers.map { answers in answers.count { $0 == "9" } })
    }

    /// What `q` gives among everyone, or in some classes, of the raked sample.
    static func estimate(
        _ scores: [String: Double], among places: [Int] = Array(classes.indices),
        finitePopulation: [Double]? = nil
    ) throws -> DomainEstimate? {
        Estimation.estimate(
            answers(scores), among: places, of: try weigh(classes, by: raked),
            finitePopulation: finitePopulation)
    }

    /// The weight of each respondent, by id.
    static func weights(by plan: WeightingPlan, _ classes: [SampleClass] = classes) throws
        -> [String: Double]
    {
        let sample = try weigh(classes, by: plan)
        return Dictionary(
            uniqueKeysWithValues: respondents.map { respondent in
                let place = backgrounds.firstIndex(of: respondent.background) ?? 0
                return (respondent.id, sample.weights[place])
            })
    }

    private static func margin(
        _ name: String, _ levels: KeyValuePairs<String, Double>
    ) -> Margin {
        Margin(name: name, levels: levels.map { .init(name: $0.key, population: $0.value) })
    }
}

extension Double? {
    /// With the ten decimals of the reference figures; `-` for none.
    var tenDecimals: String { map { String(format: "%.10f", $0) } ?? "-" }
}

extension Double {
    /// With the ten decimals of the reference figures.
    var tenDecimals: String { String(format: "%.10f", self) }
}
