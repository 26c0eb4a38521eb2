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
        "with mixing he guesses no better than anybody among five or more of a class",
        arguments: AnonymityLevel.allCases)
    func withMixing(level: AnonymityLevel) async throws {
        try await expectChance(
            "level \(level), with mixing, every copy", at: level, groupsOf: Policy().smallestClass
        ) { $0.attack }
    }

    @Test("who has the disk of the closed round alone guesses among all of a class")
    func lastCopy() async throws {
        try await expectChance(
            "level open, with mixing, the last copy", at: .open, groupsOf: 11
        ) { round in
            MatchingAttack(
                respondents: round.attack.respondents,
                copies: Array(round.attack.copies.suffix(1)), survey: round.attack.survey)
        }
    }

    /// Whoever issued codes knows whose they are, and reads in copies of the database, with the secret, which was
    /// used at which submission: what the page says of level `code`. It is the list of who answered when again.
    @Test("at level code the issuer's list tells who has answered, and not what")
    func issuersListOfCodes() async throws {
        try await expectChance(
            "level code, with mixing, who answered when read off the used codes", at: .code,
            groupsOf: Policy().smallestClass
        ) { round in
            #expect(round.usedCodes == Array(round.holders.indices))
            return round.attack
        }
    }

    /// The order in which tickets were asked for is all that the issuer knows of time.
    @Test("at level blind the issuer's database and list find nothing more")
    func issuersDatabase() async throws {
        try await expectChance(
            "level blind, with mixing, by the order of tickets", at: .blind,
            groupsOf: Policy().smallestClass
        ) { round in
            #expect(round.usedCodes == [])
            return MatchingAttack(
                respondents: round.issued.map { round.attack.respondents[$0] },
                copies: round.attack.copies, survey: round.attack.survey)
        }
    }

    /// Good luck happens once in some thousand attacks: what is better than chance must be so twice.
    private func expectChance(
        _ title: String, at level: AnonymityLevel, groupsOf smallest: Int,
        _ reading: (AttackedRound) -> MatchingAttack
    ) async throws {
        var lucky: Set<String>?
        repeat {
            let attack = reading(try await mixedRound(at: level))
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

    /// A round that was attacked, with what its issuer knows.
    private struct AttackedRound {
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
