import Answering
import Foundation
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization

/// A response waits in the pool as bytes that tell nothing, not even by their length.
struct ResponseSealTests {
    private let seal = ResponseSeal(SecretsTests.key(1))
    /// What AES-GCM adds: a nonce and a tag.
    private static let overhead = 12 + 16

    @Test("What was sealed is what is opened")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 4)

        for survey in allSurveys {
            for _ in 0..<40 {
                let response = anonymize(try .random(to: survey, using: &generator))

                let opened = try seal.open(
                    seal.seal(response, of: survey, in: "r"), of: survey, in: "r")

                #expect(opened == response)
            }
        }
    }

    @Test("Responses without free text all have one length, whatever was answered")
    func length() throws {
        var generator = SeededGenerator(seed: 5)
        var lengths: Set<Int> = []

        for survey in allSurveys {
            for _ in 0..<60 {
                let response = anonymize(try .random(to: survey, using: &generator)).withoutTexts
                lengths.insert(seal.seal(response, of: survey, in: "r").count)
            }
            let empty = AnonymousResponse(
                respondentClass: RespondentClass(), blocks: [:], detachedAnswers: [:], texts: [:])
            lengths.insert(seal.seal(empty, of: survey, in: "r").count)
        }

        #expect(lengths == [512 + Self.overhead])
    }

    @Test("A text shows its length in steps of 512 bytes only")
    func textLength() throws {
        let survey = SmallSurvey.make()
        var lengths: Set<Int> = []

        for count in stride(from: 1, through: 500, by: 7) {
            let response = AnonymousResponse(
                respondentClass: RespondentClass(), blocks: [:], detachedAnswers: [:],
                texts: ["wish": String(repeating: "a", count: count)])
            lengths.insert(seal.seal(response, of: survey, in: "r").count)
        }

        #expect(lengths == [512 + Self.overhead, 1024 + Self.overhead])
    }

    @Test("Another round, another key or an altered bit doesn't open")
    func broken() throws {
        var generator = SeededGenerator(seed: 6)
        let survey = SmallSurvey.make()
        let sealed = seal.seal(
            anonymize(try .random(to: survey, using: &generator)), of: survey, in: "round-1")

        #expect(throws: BrokenSeal()) { try seal.open(sealed, of: survey, in: "round-2") }
        #expect(throws: BrokenSeal()) {
            try ResponseSeal(SecretsTests.key(2)).open(sealed, of: survey, in: "round-1")
        }
        for place in sealed.indices {
            var altered = sealed
            altered[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            #expect(throws: BrokenSeal()) { try seal.open(altered, of: survey, in: "round-1") }
        }
        for length in stride(from: 0, to: sealed.count, by: 13) {
            #expect(throws: BrokenSeal()) {
                try seal.open(sealed.prefix(length), of: survey, in: "round-1")
            }
        }
    }

    @Test("A response waits on when the districts are edited meanwhile, and keeps its own")
    func districtsEdited() throws {
        let before = SurveyVariants.withSensitiveDistrict(["north", "south", "east"])
        let after = SurveyVariants.withSensitiveDistrict(["west", "north"])
        var generator = SeededGenerator(seed: 7)
        let response = anonymize(
            try Journey(
                through: before, submissionKey: SubmissionKey(using: &generator),
                answers: [
                    "safe-at-night": .code("unsafe"), "unsafe-in": .code("east"),
                    "district": .code("south"),
                ]
            ).completed())
        let sealed = seal.seal(response, of: before, in: "r")

        let opened = try seal.open(sealed, of: after, in: "r")

        #expect(opened == response)
        #expect(opened.respondentClass.district == "south")
        #expect(opened.detachedAnswers == ["unsafe-in": .chosen(["east"])])
        #expect(
            try seal.open(seal.seal(opened, of: after, in: "r"), of: after, in: "r") == response)
    }
}

extension AnonymousResponse {
    fileprivate var withoutTexts: AnonymousResponse {
        AnonymousResponse(
            respondentClass: respondentClass, blocks: blocks, detachedAnswers: detachedAnswers,
            texts: [:])
    }
}
