public import Anonymization
public import Indicators
import SurveyDefinition

/// A round of a survey of one question at random: small and large, with thin, empty, skewed and
/// one-sided groups, of people who answer unlike each other; the same for the same seed.
public struct RandomRound: Sendable {
    public let survey: OneQuestionSurvey
    public let responses: ResponseTable

    public init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        self.init(of: Int.random(in: 0..<Self.surveys.count, using: &generator), using: &generator)
    }

    /// - Parameter design: taken among those that are weighted.
    public init(weightedBy design: UInt64, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let weighted = Self.surveys.indices.filter { Self.surveys[$0].survey.weighting != nil }
        self.init(of: weighted[Int(design) % weighted.count], using: &generator)
    }

    private init(of place: Int, using generator: inout SeededGenerator) {
        let survey = Self.surveys[place]
        let habits = Habits(of: survey.survey, using: &generator)
        var counts: [RespondentClass: [KeptAnswer: Int]] = [:]
        for _ in 0..<habits.respondents {
            let respondent = habits.respondent(using: &generator)
            counts[respondent.class, default: [:]][respondent.answer, default: 0] += 1
        }
        self.survey = survey
        responses = OneQuestionSurvey.responses(counts)
    }

    public var table: IndicatorTable { survey.tabulate(responses) }

    // MARK: The surveys

    private static let groups: [BackgroundVariable: [Code]] = [
        .gender: ["woman", "man", "other"], .age: ["16-29", "30-49", "50-64", "65-plus"],
        .district: ["d0", "d1", "d2", "d3", "d4", "d5"],
    ]

    private static let population: [BackgroundVariable: [Code: Int]] = [
        .gender: ["woman": 5_000, "man": 5_100],
        .age: ["16-29": 2_000, "30-49": 3_000, "50-64": 2_600, "65-plus": 2_500],
        .district: ["d0": 4_000, "d1": 2_500, "d2": 1_500, "d3": 1_200, "d4": 600, "d5": 300],
    ]

    private static let targets: [OneQuestionSurvey.Target?] = [
        nil, .init(to: population), .init(to: population, trim: 0.3...3),
        .init(to: population, strata: .district),
        .init(
            .poststratified, to: population.filter { $0.key != .age }, strata: .district),
    ]

    /// What the question is coded into, and its options.
    private static let codings: [([OneQuestionSurvey.Coding], options: [Code])] = {
        let good = Measure.share(positive: ["3", "4"])
        return [
            ([.init("good", .share(positive: ["2"]))], ["1", "2"]),
            ([.init("good", good)], ["1", "2", "3", "4"]),
            (
                [.init("good", good), .init("best", .share(positive: ["4"]))],
                ["1", "2", "3", "4", "5"]
            ),
            ([.init("good", good), .init("index", .index)], ["1", "2", "3", "4"]),
            ([.init("index", .index)], ["1", "2", "3"]),
            ([.init("mean", .mean)], ["1", "2", "3", "4", "5"]),
            (
                [.init("balance", .balance(positive: ["4", "5"], negative: ["1"]))],
                ["1", "2", "3", "4", "5"]
            ),
        ]
    }()

    private static let surveys = targets.flatMap { target in
        codings.map { codings, options in
            OneQuestionSurvey(options: options, codings: codings, groups: groups, target: target)
        }
    }
}

/// How often each group comes, and what it likes to answer.
private struct Habits {
    let respondents: Int
    /// Per variable its groups and nobody's, each with how often it comes.
    private let groups: [(variable: BackgroundVariable, codes: [(code: Code?, share: Double)])]
    private let options: [Code]
    /// Per group's code, how often each option is chosen; everybody's under `""`.
    private let tastes: [Code: [Double]]
    private let dontKnow: Double

    init(of survey: Survey, using generator: inout SeededGenerator) {
        let sizes = [10...60, 60...250, 250...900, 900...2_500]
        respondents = Int.random(
            in: sizes.randomElement(using: &generator) ?? 10...60, using: &generator)
        let valid = survey.question("safe")?.options.filter { !$0.isSpecial } ?? []
        options = valid.map(\.code)
        dontKnow = Double.random(in: 0...0.3, using: &generator)
        var tastes: [Code: [Double]] = ["": Habits.taste(of: valid.count, using: &generator)]
        groups = survey.backgroundVariables.map { variable in
            let codes = survey.question(for: variable).map { survey.codes(of: $0) } ?? []
            let shares = codes.map { code -> (code: Code?, share: Double) in
                (code, Habits.share(using: &generator))
            }
            for code in codes where Int.random(in: 0..<3, using: &generator) == 0 {
                tastes[code] = Habits.taste(of: valid.count, using: &generator)
            }
            return (variable, shares + [(code: nil, share: 0.03)])
        }
        self.tastes = tastes
    }

    /// Groups are large, small, very small or empty.
    private static func share(using generator: inout SeededGenerator) -> Double {
        let sizes: [Double] = [0, 0.01, 0.1, 1, 1]
        return (sizes.randomElement(using: &generator) ?? 1)
            * Double.random(in: 0.3...1, using: &generator)
    }

    private static func taste(of options: Int, using generator: inout SeededGenerator) -> [Double] {
        let isOneSided = Int.random(in: 0..<4, using: &generator) == 0
        let favourite = Int.random(in: 0..<options, using: &generator)
        return (0..<options).map { option in
            isOneSided
                ? (option == favourite ? 1 : 0.01) : Double.random(in: 0.05...1, using: &generator)
        }
    }

    func respondent(
        using generator: inout SeededGenerator
    ) -> (class: RespondentClass, answer: KeptAnswer) {
        var member = RespondentClass()
        var taste = tastes["", default: []]
        for (variable, codes) in groups {
            let place = Habits.draw(codes.map(\.share), using: &generator)
            member[variable] = codes[place].code
            if let own = codes[place].code.flatMap({ tastes[$0] }) { taste = own }
        }
        let chance = Double.random(in: 0..<1, using: &generator)
        if chance < dontKnow { return (member, .chosen([.dontKnow])) }
        if chance > 0.98 { return (member, Bool.random(using: &generator) ? .blank : .notAsked) }
        return (member, .chosen([options[Habits.draw(taste, using: &generator)]]))
    }

    /// A place, by how often each comes.
    private static func draw(_ shares: [Double], using generator: inout SeededGenerator) -> Int {
        var left = Double.random(in: 0..<shares.reduce(0, +), using: &generator)
        for (place, share) in shares.enumerated() {
            left -= share
            if left < 0 { return place }
        }
        return shares.count - 1
    }
}
