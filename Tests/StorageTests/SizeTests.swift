import Foundation
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization
@testable import Storage

@Suite("Size on disk")
struct SizeTests {
    private static let responses = 5000
    private static let blocks: [BlockID] = ["safety", "trust", "participation", "environment"]
    private static let genders: [Code] = ["woman", "man"]
    private static let ages: [Code] = ["16-29", "30-49", "50-64", "65-79"]
    private static let districts: [Code] = [
        "hovsjo", "geneta", "ronna", "centrum", "jarna", "enhorna", "holo", "vasterga",
    ]

    @Test("a response of 20 answers in 4 blocks takes at most 500 bytes, open or closed")
    func bytesPerResponse() async throws {
        try await withOpenRound { store, files in
            var generator = SeededGenerator(seed: 1)
            for start in stride(from: 0, to: Self.responses, by: 100) {
                let group = (0..<100).map { _ in
                    Submission(
                        response: PooledResponse(
                            key: .random(16, using: &generator),
                            sealed: .random(512, using: &generator)),
                        digest: .random(32, using: &generator), round: safetyRound.id)
                }
                _ = await Store.accept(group, in: store.pool)
                let mixed = try await store.mix(safetyRound.id) { waiting in
                    Self.batch(of: waiting, seed: UInt64(start))
                }
                #expect(mixed == 100)
            }
            let whileOpen = try files.bytes().count

            try await store.close(safetyRound.id) { _ in nil }
            let closed = try files.bytes().count

            #expect(whileOpen / Self.responses <= 500)
            #expect(closed / Self.responses <= 500)
        }
    }

    private static func batch(of responses: [PooledResponse], seed: UInt64) -> MixedBatch {
        var generator = SeededGenerator(seed: seed)
        var fragments: [MixedBatch.Fragment] = []
        var counts = ResponseTable()
        for _ in responses {
            let respondentClass = RespondentClass(
                gender: genders.randomElement(using: &generator),
                age: ages.randomElement(using: &generator),
                district: districts.randomElement(using: &generator))
            counts.add(to: respondentClass)
            for block in blocks {
                let answers = (1...5).map { _ in String(Int.random(in: 1...5, using: &generator)) }
                for (position, answer) in answers.enumerated() {
                    counts.add(
                        to: .init(
                            question: QuestionID("\(block)-\(position)"),
                            respondentClass: respondentClass, answer: .chosen([Code(answer)])))
                }
                fragments.append(
                    .init(
                        key: .random(16, using: &generator), block: block,
                        respondentClass: respondentClass,
                        answers: answers.joined(separator: "; ")))
            }
        }
        return MixedBatch(
            taken: responses.map(\.key), fragments: fragments, answers: [], texts: [],
            counts: counts)
    }
}
