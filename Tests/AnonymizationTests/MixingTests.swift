import Answering
import Foundation
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization

/// Mixing, whatever arrives in whatever portions: nothing rare kept, nothing lost, nothing twice.
struct MixingTests {
    /// A round of random responses that arrive in random portions, with a mixing after each.
    private struct History {
        var arrived: [AnonymousResponse] = []
        var round: SimulatedRound

        /// How many left and how many stayed, at each mixing of the open round.
        var openMixings: [(left: Int, stayed: Int)] = []

        init(of survey: Survey, seed: UInt64) throws {
            var generator = SeededGenerator(seed: seed)
            round = SimulatedRound(of: survey)
            let size = Int.random(
                in: [0...10, 11...60, 61...500].randomElement(using: &generator) ?? 0...10,
                using: &generator)
            while arrived.count < size {
                let portion = Int.random(in: 1...60, using: &generator)
                for _ in 0..<min(portion, size - arrived.count) {
                    let response = anonymize(try .random(to: survey, using: &generator))
                    arrived.append(response)
                    round.accept(response, using: &generator)
                }
                if let batch = try round.mix(using: &generator) {
                    openMixings.append((batch.taken.count, round.waiting.count))
                }
            }
            try round.mix(isClosing: true, using: &generator)
        }
    }

    /// Two surveys with few enough classes that some fill up while the round is open.
    private static let histories = Result {
        try [SmallSurvey.make(), SurveyVariants.withSite].flatMap { survey in
            try (1...30).map { seed in try History(of: survey, seed: seed) }
        }
    }

    @Test("While a round is open, a batch leaves or nobody, and as many always stay")
    func openRound() throws {
        let histories = try Self.histories.get()

        for history in histories {
            let batch = history.round.survey.policy.batch
            #expect(history.openMixings.allSatisfy { $0.left >= batch && $0.stayed >= batch })
        }
        #expect(histories.flatMap(\.openMixings).count > 20)
        #expect(histories.contains { $0.openMixings.count > 1 })
    }

    /// Whoever compares the database before and after a mixing sees one batch: it must hide
    /// everybody in it by itself.
    @Test("Every batch has enough of each of its classes, unless the whole round has too few")
    func anonymity() throws {
        var tinyRounds = 0

        for history in try Self.histories.get() {
            let smallest = history.round.survey.policy.smallestClass
            for batch in history.round.batches {
                if history.arrived.count < smallest {
                    tinyRounds += 1
                    #expect(batch.counts.classes == [RespondentClass(): history.arrived.count])
                } else {
                    #expect(batch.counts.classes.values.allSatisfy { $0 >= smallest })
                }
            }
        }

        #expect(tinyRounds > 0)
    }

    @Test("Every response leaves once, and every answer is counted once")
    func nothingLost() throws {
        for history in try Self.histories.get() {
            let round = history.round
            let taken = round.batches.flatMap(\.taken)

            #expect(round.waiting.isEmpty)
            #expect(taken.count == history.arrived.count)
            #expect(Set(taken).count == taken.count)
            #expect(round.counts.responses == history.arrived.count)
            #expect(round.counts.answers == history.arrived.answers(of: round.survey))
            let texts = try round.batches.flatMap(\.texts).map {
                "\($0.question) \(try $0.text())"
            }
            let given = history.arrived.flatMap(\.texts).map { "\($0.key) \($0.value)" }
            #expect(texts.sorted() == given.sorted())
        }
    }

    @Test("The counts of a batch are what its fragments and detached answers say")
    func counts() throws {
        for history in try Self.histories.get() {
            let survey = history.round.survey
            for batch in history.round.batches {
                var recounted = ResponseTable(
                    counting: batch.fragments.map { ($0.block, $0.respondentClass, $0.answers) },
                    of: survey)
                for detached in batch.answers {
                    recounted.add(
                        to: .init(
                            question: detached.question, respondentClass: nil,
                            answer: detached.answer))
                }

                #expect(batch.counts == recounted)
                #expect(batch.fragments.count == batch.taken.count * survey.blocks.count)
            }
        }
    }

    @Test("Rows are in the order of their keys, and every key is its own")
    func keys() throws {
        for history in try Self.histories.get() {
            var all: [Data] = []
            for batch in history.round.batches {
                let groups = [
                    batch.fragments.map(\.key), batch.answers.map(\.key), batch.texts.map(\.key),
                ]
                for keys in groups {
                    #expect(
                        zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
                    #expect(keys.allSatisfy { $0.count == 16 })
                    all += keys
                }
                all += batch.taken
            }

            #expect(Set(all).count == all.count)
        }
    }

    @Test("In an open round, those whose class is too rare wait, and the others leave together")
    func rareOnesWait() throws {
        var generator = SeededGenerator(seed: 30)
        var round = SimulatedRound(of: SmallSurvey.make())
        try round.accept(35, "woman/16-29/north/-", using: &generator)
        try round.accept(4, "man/16-29/north/-", using: &generator)

        let tooEarly = try round.mix(using: &generator)
        try round.accept(5, "woman/16-29/north/-", using: &generator)
        let batch = try round.mix(using: &generator)

        #expect(tooEarly == nil)
        #expect(batch?.counts.classes == [RespondentClass(key: "woman/16-29/north/-"): 24])
        #expect(round.waiting.count == 20)
    }

    @Test("An empty round closes without a batch")
    func empty() throws {
        var generator = SeededGenerator(seed: 31)
        var round = SimulatedRound(of: SmallSurvey.make())

        #expect(try round.mix(isClosing: true, using: &generator) == nil)
    }

    @Test("A response of another round breaks the batch, and nothing leaves")
    func wrongRound() throws {
        var generator = SeededGenerator(seed: 32)
        let survey = SmallSurvey.make()
        let seal = ResponseSeal(SecretsTests.key(1))
        let response = anonymize(try .random(to: survey, using: &generator))
        let stray = PooledResponse(
            key: randomKey(using: &generator),
            sealed: seal.seal(response, of: survey, in: "round-2"))

        #expect(throws: BrokenSeal()) {
            try mix(
                [stray], of: survey, in: "round-1", openedBy: seal,
                textsSealedBy: TextSeal(SecretsTests.key(1)), isClosing: true, using: &generator)
        }
    }
}

extension SimulatedRound {
    fileprivate mutating func accept(
        _ count: Int, _ key: String, using generator: inout SeededGenerator
    ) throws {
        for _ in 0..<count {
            let random = anonymize(try .random(to: survey, using: &generator))
            accept(
                AnonymousResponse(
                    respondentClass: RespondentClass(key: key), blocks: random.blocks,
                    detachedAnswers: random.detachedAnswers, texts: random.texts),
                using: &generator)
        }
    }
}

/// A question with one of its answers.
private struct CountedAnswer: Hashable {
    let question: QuestionID
    let answer: KeptAnswer
}

extension ResponseTable {
    /// How often each answer was given, over all classes.
    fileprivate var answers: [CountedAnswer: Int] {
        counts.reduce(into: [:]) { sums, cell in
            sums[CountedAnswer(question: cell.key.question, answer: cell.key.answer), default: 0] +=
                cell.value
        }
    }
}

extension [AnonymousResponse] {
    fileprivate func answers(of survey: Survey) -> [CountedAnswer: Int] {
        var sums: [CountedAnswer: Int] = [:]
        for response in self {
            for block in survey.blocks {
                let questions = survey.keptQuestions(in: block.id)
                for (question, answer) in zip(questions, response.blocks[block.id] ?? []) {
                    sums[CountedAnswer(question: question.id, answer: answer), default: 0] += 1
                }
            }
            for (question, answer) in response.detachedAnswers {
                sums[CountedAnswer(question: question, answer: answer), default: 0] += 1
            }
        }
        return sums
    }
}
