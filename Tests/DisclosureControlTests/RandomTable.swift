import Anonymization
import Indicators
import SurveyDefinition
import TestSupport

/// One question by district at random: thin, empty, large and one-sided groups, as a share and as
/// an index of the same four options.
struct RandomTable {
    static let options: [Code] = ["1", "2", "3", "4"]
    static let good = Measure.share(positive: ["3", "4"])

    /// How one group answered: respondents per answer.
    typealias Answers = [KeptAnswer: Int]

    /// One per group, *not stated* last.
    var answers: [Answers]

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let groups = Int.random(in: 2...Self.mostGroups, using: &generator)
        answers = (0...groups).map { _ in RandomTable.answers(using: &generator) }
    }

    private static let mostGroups = 9

    private static func answers(using generator: inout SeededGenerator) -> Answers {
        let sizes = [0...0, 1...12, 13...29, 30...60, 60...400]
        let size = Int.random(
            in: sizes.randomElement(using: &generator) ?? 0...0, using: &generator)
        let favourite = Int.random(in: 0...3, using: &generator)
        let isOneSided = Int.random(in: 0..<4, using: &generator) == 0

        var answers: Answers = [:]
        for _ in 0..<size {
            let place = isOneSided ? favourite : Int.random(in: 0...3, using: &generator)
            answers[.chosen([options[place]]), default: 0] += 1
        }
        answers[.chosen([.dontKnow])] = Int.random(in: 0...(size / 4), using: &generator)
        return answers
    }

    /// The districts, and *not stated* last.
    var groups: [Code] {
        answers.indices.dropLast().map { Code("d\($0)") } + [BreakdownRow.notStated]
    }

    /// Everyone of the round.
    var everyone: Int { answers.flatMap(\.values).reduce(0, +) }

    /// As a share of the two highest options, alone.
    var share: IndicatorTable { Self.share[answers.count - 3].tabulate(counts) }

    /// As a share and as an index.
    var shareAndIndex: IndicatorTable { Self.shareAndIndex[answers.count - 3].tabulate(counts) }

    private var counts: [RespondentClass: Answers] {
        Dictionary(
            uniqueKeysWithValues: zip(groups, answers).map { group, answers in
                (RespondentClass(district: group == BreakdownRow.notStated ? nil : group), answers)
            })
    }

    /// By the number of districts, from two.
    private static let share = surveys([.init("share", good)])
    private static let shareAndIndex = surveys([.init("share", good), .init("index", .index)])

    private static func surveys(_ codings: [OneQuestionSurvey.Coding]) -> [OneQuestionSurvey] {
        (2...mostGroups).map { count in
            OneQuestionSurvey(
                options: options, codings: codings,
                groups: [.district: (0..<count).map { Code("d\($0)") }])
        }
    }
}
