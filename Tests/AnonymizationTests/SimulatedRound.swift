import Answering
import Foundation
import SurveyDefinition

@testable import Anonymization

/// A round as the store runs it: a pool, batches, and the counts that they have added.
struct SimulatedRound {
    static let id: RoundID = "round-1"

    let survey: Survey
    private let seal = ResponseSeal(SecretsTests.key(1))
    private(set) var waiting: [PooledResponse] = []
    private(set) var counts = ResponseTable()
    private(set) var batches: [MixedBatch] = []

    init(of survey: Survey) { self.survey = survey }

    mutating func accept(
        _ response: AnonymousResponse, using generator: inout some RandomNumberGenerator
    ) {
        waiting.append(
            PooledResponse(
                key: randomKey(using: &generator),
                sealed: seal.seal(response, of: survey, in: Self.id)))
    }

    /// - Returns: the batch that left, if one did.
    @discardableResult
    mutating func mix(
        isClosing: Bool = false, using generator: inout some RandomNumberGenerator
    ) throws -> MixedBatch? {
        let batch = try Anonymization.mix(
            waiting, of: survey, in: Self.id, openedBy: seal,
            textsSealedBy: TextSeal(SecretsTests.key(1)), isClosing: isClosing, using: &generator)
        guard let batch else { return nil }
        let taken = Set(batch.taken)
        waiting.removeAll { taken.contains($0.key) }
        counts += batch.counts
        batches.append(batch)
        return batch
    }
}

extension MixedBatch.DetachedText {
    /// The text as it was written, of a round that was sealed under the tests' key.
    func text(in round: RoundID = SimulatedRound.id) throws -> String {
        try TextSeal(SecretsTests.key(1)).open(sealed, of: question, in: round)
    }
}
