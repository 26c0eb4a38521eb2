import Answering
import Dialogues
import Foundation
import GRDB
import Pipeline
import Storage
import SurveyDefinition
import TestSupport
import Testing
import Tickets

@testable import Anonymization

/// The attack with all the disk: a copy after every single submission, and a list of who answered
/// when; at every level of anonymity, and where somebody issues codes or tickets with all of the issuer's as well.
struct MatchingAttackTests {
    @Test("without mixing every row is known to whoever copies the disk")
    func withoutMixing() async throws {
        let attack = try await attackedRound(of: 60, at: .open) { fixture, key, survey in
            _ = try await fixture.store.mix(Consultation.smallRound) { waiting in
                var generator = SystemRandomNumberGenerator()
                return try mix(
                    waiting, of: survey, in: Consultation.smallRound,
                    openedBy: ResponseSeal(key), textsSealedBy: TextSeal(key), isClosing: true,
                    using: &generator)
            }
        }.attack

        let rates = rates(attack)

        report(rates, "without mixing, every copy")
        #expect(rates.allSatisfy { $0.rate.guesses == 2 * 60 || $0.rate.guesses == 60 })
        #expect(rates.allSatisfy { $0.rate.share == 1 })
    }

    @Test(
        "with mixing he guesses no better than anybody among five or more of a class, at no level",
        arguments: AnonymityLevel.allCases)
    func withMixing(level: AnonymityLevel) async throws {
        let knowledges = knowledges(at: level)
        var lucky: Set<String>?
        // Good luck happens once in some thousand attacks: what is better than chance must be so twice.
        for _ in 1...2 where lucky?.isEmpty != true {
            let round = try await mixedRound(at: level)
            if level == .code { #expect(round.usedCodes == Array(round.holders.indices)) }
            if level == .blind { #expect(round.usedCodes == []) }
            let now = knowledges.flatMap { luckyGuesses($0, in: round) }
            lucky = lucky?.intersection(now) ?? Set(now)
        }
        #expect(lucky == [])
    }

    // MARK: What he knows

    /// What somebody has read, beside the list of who answered when.
    private struct Knowledge {
        let title: String
        /// How many rows of a class he must at least choose among.
        var smallestChoice = Policy().smallestClass
        let attack: (AttackedRound) -> MatchingAttack
    }

    private func knowledges(at level: AnonymityLevel) -> [Knowledge] {
        let everyCopy = Knowledge(title: "every copy") { $0.attack }
        switch level {
        case .open:
            // Who has the disk of the closed round alone guesses among all of a class.
            return [
                everyCopy,
                Knowledge(title: "the last copy", smallestChoice: 11) { round in
                    MatchingAttack(
                        respondents: round.attack.respondents,
                        copies: Array(round.attack.copies.suffix(1)), survey: round.attack.survey)
                },
            ]
        case .code:
            // Whoever issued codes knows whose they are, and reads in copies of the database, with the secret, which
            // was used at which submission: who answered when, as the page says of the level, and no more.
            return [everyCopy]
        case .blind:
            // The order in which tickets were asked for is all that the issuer knows of time.
            return [
                everyCopy,
                Knowledge(title: "the issuer's database, by the order of tickets") { round in
                    MatchingAttack(
                        respondents: round.issued.map { round.attack.respondents[$0] },
                        copies: round.attack.copies, survey: round.attack.survey)
                },
            ]
        }
    }

    /// The ways of guessing that came out better than chance.
    private func luckyGuesses(_ knowledge: Knowledge, in round: AttackedRound) -> [String] {
        let attack = knowledge.attack(round)
        let rates = rates(attack)
        report(rates, "level \(round.level), with mixing, \(knowledge.title)")
        #expect(rates.allSatisfy { $0.rate.guesses > 150 })
        let guessed = attack.guessedRows(by: .table).filter { $0.size > 0 }
        #expect(guessed.allSatisfy { $0.choices >= knowledge.smallestChoice })
        return rates.filter { !$0.rate.isChance }.map { "\(knowledge.title), \($0.name)" }
    }

    // MARK: A round under attack

    /// A round that was attacked, with what its issuer knows.
    private struct AttackedRound {
        let level: AnonymityLevel
        let attack: MatchingAttack
        /// Whose digest each code's is, by respondent in the order of answering; none in an open round.
        let holders: [Data]
        /// Respondents in the order in which their code was seen to be used, copy by copy.
        let usedCodes: [Int]
        /// Respondents in the order in which they asked for a ticket.
        let issued: [Int]
    }

    /// Mixed as often as the rule lets it, which is the worst for the residents.
    private func mixedRound(at level: AnonymityLevel) async throws -> AttackedRound {
        try await attackedRound(of: 200, at: level) { fixture, _, _ in
            _ = try await fixture.consultation().mix(Consultation.smallRound)
        }
    }

    /// Collects a round of respondents of four classes, copies the disk after everyone, closes, and
    /// copies it again.
    ///
    /// - Parameter mixing: done after every submission.
    private func attackedRound(
        of count: Int, at level: AnonymityLevel,
        mixing: (ConsultationFixture, MasterKey, Survey) async throws -> Void
    ) async throws -> AttackedRound {
        let key = try #require(MasterKey(Array(repeating: 7, count: 32)))
        let survey = SmallSurvey.make()
        var generator = SeededGenerator(seed: 11)
        var respondents: [MatchingAttack.Respondent] = []
        var copies: [MatchingAttack.Copy] = []
        return try await withTemporaryFolder { folder in
            let database = folder.appending(path: "radslag.sqlite")
            let fixture = ConsultationFixture(store: try Store(path: database.path))
            let gate = try await Gate(
                to: fixture.consultation(), admitting: count, at: level, in: folder)
            for answered in 1...count {
                let response = try neighbour(answering: survey, using: &generator)
                _ = try await fixture.consultation().submit(
                    response, SubmissionKey(using: &generator), to: Consultation.smallRound,
                    admission: gate.admissions.isEmpty ? nil : gate.admissions[answered - 1])
                respondents.append(MatchingAttack.Respondent(response))
                copies.append(try .init(of: database, into: folder, answered: answered))
                try await mixing(fixture, key, survey)
                copies.append(try .init(of: database, into: folder, answered: answered))
            }
            if level == .blind { try expectApart(gate, database) }
            try await fixture.consultation().closeRound(Consultation.smallRound)
            copies.append(try .init(of: database, into: folder, answered: count))
            let holders = gate.codes.isEmpty ? [] : try gate.digests(
                under: copies.compactMap(\.codeKey).first)
            var usedCodes: [Int] = []
            for copy in copies {
                usedCodes += holders.indices.filter {
                    copy.usedCodes.contains(holders[$0]) && !usedCodes.contains($0)
                }
            }
            return AttackedRound(
                level: level,
                attack: MatchingAttack(respondents: respondents, copies: copies, survey: survey),
                holders: holders, usedCodes: usedCodes, issued: gate.issued)
        }
    }

    /// No digest that the issuer keeps stands anywhere in the collector's files, nor the other way round.
    private func expectApart(_ gate: Gate, _ database: URL) throws {
        let (issuers, collectors) = (try gate.issuersBytes(), try bytes(of: database))
        let kept = try gate.issuersDigests()
        #expect(kept.count == 2 * gate.admissions.count)
        #expect(kept.allSatisfy { collectors.range(of: $0) == nil })
        let spent = try DatabaseQueue(path: database.path).read {
            try Data.fetchAll($0, sql: "SELECT digest FROM spent_ticket UNION SELECT key FROM pool")
        }
        #expect(spent.count == gate.admissions.count)
        #expect(spent.allSatisfy { issuers.range(of: $0) == nil })
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
