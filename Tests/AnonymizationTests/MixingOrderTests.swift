import Answering
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization

/// The order of a batch's rows tells neither who answered first nor which rows belong together.
struct MixingOrderTests {
    /// Arrivals come in eleven groups of this size, one after the other.
    private static let groupSize = 40
    private static let responses = 11 * groupSize
    private static let limit = 3 / Double(responses - 1).squareRoot()

    /// Responses that tell when they came: the group in the number of *trust* and of *years here* and
    /// in the language version, the place in the text.
    private func batch(
        of responses: Int = responses, isClosing: Bool = true, seed: UInt64
    ) throws -> MixedBatch {
        var generator = SeededGenerator(seed: seed)
        let survey = Self.survey
        var round = SimulatedRound(of: survey)
        for place in 0..<responses {
            let journey = Journey(
                through: survey, submissionKey: SubmissionKey(using: &generator),
                answers: [
                    "safe-at-night": .code("very-safe"),
                    "years-here": .number(place / Self.groupSize),
                    "trust": .number(place / Self.groupSize), "wish": .text(String(place)),
                ])
            round.accept(
                anonymize(
                    try journey.completed(), sentIn: Code("language-\(place / Self.groupSize)")),
                using: &generator)
        }
        return try #require(try round.mix(isClosing: isClosing, using: &generator))
    }

    /// The small survey with a band for each of the eleven groups.
    private static let survey = SurveyVariants.withBandPerYear(0...10)

    private func groups(in block: BlockID, of batch: MixedBatch, at place: Int) throws -> [Int] {
        let questions = Self.survey.keptQuestions(in: block)
        return try batch.fragments.filter { $0.block == block }.map { fragment in
            let answers = FragmentCoding.decode(fragment.answers, to: questions, in: Self.survey)
            let code = try #require(answers[place].codes.first)
            return try #require(Int(code.value.replacing("band-", with: "")))
        }
    }

    private func languages(of batch: MixedBatch) throws -> [Int] {
        try batch.answers.map { answer in
            try #require(answer.question == Survey.languageQuestion)
            let code = try #require(answer.answer.codes.first)
            return try #require(Int(code.value.replacing("language-", with: "")))
        }
    }

    @Test(
        "Neither fragments, languages nor texts are in the order of arrival",
        arguments: [40, 41, 42])
    func arrival(seed: UInt64) throws {
        let batch = try batch(seed: seed)

        let texts = try batch.texts.map { try #require(Int($0.text())) }
        let place = try groups(in: "place", of: batch, at: 2)
        let council = try groups(in: "council", of: batch, at: 1)

        #expect(texts.sorted() == Array(0..<Self.responses))
        for numbers in [texts, place, council, try languages(of: batch)] {
            #expect(numbers.count == Self.responses)
            #expect(abs(correlation(numbers, Array(numbers.indices))) < Self.limit)
        }
    }

    @Test(
        "The blocks and the detached rows of a batch aren't in the same order",
        arguments: [43, 44, 45])
    func blocks(seed: UInt64) throws {
        let batch = try batch(seed: seed)

        let place = try groups(in: "place", of: batch, at: 2)
        let council = try groups(in: "council", of: batch, at: 1)

        #expect(place.sorted() == council.sorted())
        let languages = try languages(of: batch)
        #expect(languages.sorted() == place.sorted())
        #expect(abs(correlation(place, council)) < Self.limit)
        for detached in [languages, try batch.texts.map { try #require(Int($0.text())) }] {
            #expect(abs(correlation(place, detached)) < Self.limit)
            #expect(abs(correlation(council, detached)) < Self.limit)
        }
    }

    @Test("Who leaves an open round and who stays is drawn by lot, not by arrival")
    func whoLeaves() throws {
        let left = try (50..<80).flatMap { seed in
            try batch(of: 40, isClosing: false, seed: seed).texts.map {
                try #require(Int($0.text()))
            }
        }

        // Of each forty, twenty leave. The mean place of 600 is off 19.5 by less than three times
        // its standard error, 0.34.
        let mean = Double(left.reduce(0, +)) / Double(left.count)
        #expect(left.count == 600)
        #expect(abs(mean - 19.5) < 3 * 0.34)
        #expect(Set(left) == Set(0..<40))
    }

    @Test("The measure finds an order that is there")
    func measure() {
        let order = (0..<Self.responses).map { $0 / Self.groupSize }

        #expect(correlation(order, Array(0..<Self.responses)) > 0.99)
        #expect(correlation(order, Array((0..<Self.responses).reversed())) < -0.99)
    }

    /// Spearman's ρ: the correlation of ranks. Places are ranks, and groups of one size are as good
    /// as their mean ranks.
    private func correlation(_ left: [Int], _ right: [Int]) -> Double {
        let mean = { (numbers: [Int]) in Double(numbers.reduce(0, +)) / Double(numbers.count) }
        let (leftMean, rightMean) = (mean(left), mean(right))
        var (product, lefts, rights) = (0.0, 0.0, 0.0)
        for (x, y) in zip(left, right) {
            let (x, y) = (Double(x) - leftMean, Double(y) - rightMean)
            product += x * y
            lefts += x * x
            rights += y * y
        }
        return product / (lefts * rights).squareRoot()
    }
}
