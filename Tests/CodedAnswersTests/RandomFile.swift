import TestSupport

/// A file of random respondents, and the plan that the properties are held against: two rounds, two
/// strata with base weights, levels and answers that are missing, three kinds of indicators.
struct RandomFile {
    struct Respondent {
        let round: String
        let gender: String
        let age: String
        let weight: Double
        let stratum: String
        let safe: String
        let trust: String

        var row: String { "\(round),\(gender),\(age),\(weight),\(stratum),\(safe),\(trust)" }
    }

    let respondents: [Respondent]

    init(seed: UInt64, respondents count: Int = 300) {
        var generator = SeededGenerator(seed: seed)
        func one(of codes: [String]) -> String {
            codes[Int.random(in: 0..<codes.count, using: &generator)]
        }
        respondents = (0..<count).map { _ in
            let stratum = one(of: ["north", "south"])
            return Respondent(
                round: one(of: ["2025", "2026"]), gender: one(of: ["K", "M", "M", ""]),
                age: one(of: ["16-29", "30-64", "65+", "65+", "?"]),
                weight: stratum == "north" ? 2.5 : 1, stratum: stratum,
                safe: one(of: ["1", "2", "3", "4", "4", "9", ""]),
                trust: one(of: (0...10).map { "\($0)" } + [""]))
        }
    }

    var text: String { Self.text(respondents) }

    static func text(_ respondents: [Respondent]) -> String {
        "round,gender,age,w,part,safe,trust\n"
            + respondents.map { $0.row + "\n" }.joined()
    }

    static let plan = """
        round: round
        background:
          gender:
          age: {levels: [16-29, 30-64, 65+], unknown: ["?"]}
        margins:
          gender: {K: 480, M: 520}
          age: {16-29: 250, 30-64: 500, 65+: 250}
        weighting: {method: raked, trim: [0.3, 3]}
        sample: {baseWeight: w, stratum: part}
        indicators:
          - {id: safe, column: safe, positive: [3, 4], valid: [1, 2, 3, 4], dontKnow: [9]}
          - {id: trust, column: trust, measure: mean, range: [0, 10]}
        breakdowns: [gender, gender*age]
        """
}
