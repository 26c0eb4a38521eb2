import Dialogues
import TestSupport
import Testing

@testable import Storage

@Suite("What was refused")
struct RefusalTests {
    @Test("numbers add up by round and reason, and start at nothing")
    func sums() async throws {
        try await withOpenRound { store, _ in
            #expect(try await store.refusals(in: safetyRound.id) == [:])

            try await store.addRefusals([safetyRound.id: [.tooMany: 40, .tooQuick: 1]])
            try await store.addRefusals([safetyRound.id: [.tooMany: 2]])

            #expect(
                try await store.refusals(in: safetyRound.id) == [.tooMany: 42, .tooQuick: 1])
        }
    }

    @Test("what was refused in a round that isn't there is forgotten; asking for it is refused")
    func unknownRound() async throws {
        try await withOpenRound { store, _ in
            try await store.addRefusals(["nowhere": [.tooMany: 1]])

            #expect(try await store.refusals(in: safetyRound.id) == [:])
            await #expect(throws: StorageError.unknownRound("nowhere")) {
                try await store.refusals(in: "nowhere")
            }
        }
    }

    @Test("every reason there is comes back", arguments: RefusalReason.allCases)
    func reasons(reason: RefusalReason) async throws {
        try await withOpenRound { store, _ in
            try await store.addRefusals([safetyRound.id: [reason: 7]])

            #expect(try await store.refusals(in: safetyRound.id) == [reason: 7])
        }
    }
}
