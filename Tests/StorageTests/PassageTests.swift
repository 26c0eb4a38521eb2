import Dialogues
import TestSupport
import Testing

@testable import Storage

@Suite("How far people come")
struct PassageTests {
    @Test("numbers add up by round and page; of a round that isn't there they are forgotten")
    func sums() async throws {
        try await withOpenRound { store, _ in
            #expect(try await store.passages(in: safetyRound.id) == [:])

            try await store.addPassages([safetyRound.id: ["area": 40, "review": 5]])
            try await store.addPassages([safetyRound.id: ["area": 5], "nowhere": ["area": 5]])

            #expect(try await store.passages(in: safetyRound.id) == ["area": 45, "review": 5])
            await #expect(throws: StorageError.unknownRound("nowhere")) {
                try await store.passages(in: "nowhere")
            }
        }
    }
}
