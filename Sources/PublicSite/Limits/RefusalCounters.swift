import Dialogues
import SurveyDefinition

/// How much was refused since it was last told, by round and reason: numbers, and nothing of who or when.
actor RefusalCounters {
    private let tell: @Sendable (RefusalCounts) async throws -> Void
    private var counts: RefusalCounts = [:]

    /// - Parameter tell: keeps the numbers.
    init(tell: @escaping @Sendable (RefusalCounts) async throws -> Void) {
        self.tell = tell
    }

    func count(_ reason: RefusalReason, in round: RoundID) {
        counts[round, default: [:]][reason, default: 0] += 1
    }

    /// Tells the numbers; what can't be told is told with the next.
    func flush() async throws {
        let told = counts
        guard !told.isEmpty else { return }
        counts = [:]
        do {
            try await tell(told)
        } catch {
            counts.merge(told) { $0.merging($1, uniquingKeysWith: +) }
            throw error
        }
    }
}
