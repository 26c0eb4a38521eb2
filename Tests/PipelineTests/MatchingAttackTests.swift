import Answering
import Foundation
import Pipeline
import Storage
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization

/// The attack with all the disk: a copy after every single submission, and a list of who answered
/// when.
struct MatchingAttackTests {
    @Test("without mixing every row is known to whoever copies the disk")
    func withoutMixing() async throws {
        let attack = try await attack(on: 60) { fixture, key, survey in
            _ = try await fixture.store.mix(Consultation.smallRound) { waiting in
                var generator = SystemRandomNumberGenerator()
                return try mix(
                    waiting, of: survey, in: Consultation.smallRound,
                    openedBy: ResponseSeal(key), textsSealedBy: TextSeal(key), isClosing: true,
                    using: &generator)
            }
        }

        let rates = rates(attack)

        report(rates, "without mixing, every copy")
        #expect(rates.allSatisfy { $0.rate.guesses == 2 * 60 || $0.rate.guesses == 60 })
        #expect(rates.allSatisfy { $0.rate.share == 1 })
    }

    @Test("with mixing he guesses no better than anybody among five or more of a class")
    func withMixing() async throws {
        try await expectChance("with mixing, every copy", groupsOf: Policy().smallestClass) { $0 }
    }

    @Test("who has the disk of the closed round alone guesses among all of a class")
    func lastCopy() async throws {
        try await expectChance("with mixing, the last copy", groupsOf: 11) { every in
            MatchingAttack(
                respondents: every.respondents, copies: Array(every.copies.suffix(1)),
                survey: every.survey)
        }
    }

    /// Good luck happens once in some thousand attacks: what is better than chance must be so twice.
    private func expectChance(
        _ title: String, groupsOf smallest: Int,
        _ reading: (MatchingAttack) -> MatchingAttack
    ) async throws {
        var lucky: Set<String>?
        repeat {
            let attack = reading(try await mixedAttack())
            let rates = rates(attack)
            report(rates, title)
            let now = Set(rates.filter { !$0.rate.isChance }.map(\.name))
            let isSecond = lucky != nil
            lucky = lucky?.intersection(now) ?? now

            #expect(rates.allSatisfy { $0.rate.guesses > 150 })
            let sizes = attack.guessedRows(by: .table).map(\.size).filter { $0 > 0 }
            #expect(sizes.allSatisfy { $0 >= smallest })
            if isSecond { break }
        } while lucky?.isEmpty == false

        #expect(lucky == [])
    }

    // MARK: A round under attack

    /// Mixed as often as the rule lets it, which is the worst for the residents.
    private func mixedAttack() async throws -> MatchingAttack {
        try await attack(on: 200) { fixture, _, _ in
            _ = try await fixture.consultation().mix(Consultation.smallRound)
        }
    }

    /// Collects a round of respondents of four classes, copies the disk after everyone, closes, and
    /// copies it again.
    ///
    /// - Parameter mixing: done after every submission.
    private func attack(
        on count: Int, mixing: (ConsultationFixture, MasterKey, Survey) async throws -> Void
    ) async throws -> MatchingAttack {
        let key = try #require(MasterKey(Array(repeating: 7, count: 32)))
        let survey = SmallSurvey.make()
        var generator = SeededGenerator(seed: 11)
        var respondents: [MatchingAttack.Respondent] = []
        var copies: [MatchingAttack.Copy] = []
        try await withTemporaryFolder { folder in
            let database = folder.appending(path: "radslag.sqlite")
            let fixture = ConsultationFixture(store: try Store(path: database.path))
            let consultation = fixture.consultation()
            try await consultation.openSmallRound()
            for answered in 1...count {
                let response = try neighbour(answering: survey, using: &generator)
                _ = try await consultation.submit(
                    response, SubmissionKey(using: &generator), to: Consultation.smallRound)
                respondents.append(MatchingAttack.Respondent(response))
                copies.append(try .init(of: database, into: folder, answered: answered))
                try await mixing(fixture, key, survey)
                copies.append(try .init(of: database, into: folder, answered: answered))
            }
            try await consultation.closeRound(Consultation.smallRound)
            copies.append(try .init(of: database, into: folder, answered: count))
        }
        return MatchingAttack(respondents: respondents, copies: copies, survey: survey)
    }

    /// A woman or a man of one age band, from the north or the south.
    private func neighbour(
        answering survey: Survey, using generator: inout SeededGenerator
    ) throws -> CompletedResponse {
        try Journey.random(through: survey, using: &generator)
            .answering("gender", with: .code(Bool.random(using: &generator) ? "woman" : "man"))
            .answering("age", with: .code("30-49"))
            .answering("district", with: .code(Bool.random(using: &generator) ? "north" : "south"))
            .completed()
    }

    // MARK: What came of it

    private func rates(_ attack: MatchingAttack) -> [(name: String, rate: HitRate)] {
        var generator = SeededGenerator(seed: 3)
        return MatchingAttack.Reading.allCases.flatMap { reading in
            [
                (
                    "rows by \(reading)",
                    HitRate(attack.guessedRows(by: reading), using: &generator)
                ),
                (
                    "pairs by \(reading)",
                    HitRate(attack.guessedPairs(by: reading), using: &generator)
                ),
            ]
        }
    }

    private func report(_ rates: [(name: String, rate: HitRate)], _ title: String) {
        for (name, rate) in rates { print("Matching attack, \(title), \(name): \(rate)") }
    }
}

extension MatchingAttack.Respondent {
    /// What the list says of her, and what is kept of her answers.
    init(_ response: CompletedResponse) {
        let survey = response.survey
        let kept = anonymize(response)
        let answers = survey.blocks.map { block in
            (
                block.id.value,
                FragmentCoding.encode(
                    kept.blocks[block.id] ?? [], to: survey.keptQuestions(in: block.id), in: survey)
            )
        }
        self.init(
            respondentClass: kept.respondentClass,
            answers: Dictionary(uniqueKeysWithValues: answers))
    }
}
