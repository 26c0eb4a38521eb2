import Dialogues
import SurveyDefinition

/// How often pages were reached since it was last told: numbers, and nothing of who or when.
///
/// Whole steps are told and the rest stays in memory, where the end of the process forgets it: a number in the store
/// that grew by one would tell the minute in which somebody was there.
actor PassageCounters {
    private let tell: @Sendable (PassageCounts) async throws -> Void
    private var counts: PassageCounts = [:]
    private var steps: [RoundID: Int] = [:]

    /// - Parameter tell: keeps the numbers.
    init(tell: @escaping @Sendable (PassageCounts) async throws -> Void) {
        self.tell = tell
    }

    /// Counts a page of a survey, if everybody meets it.
    func count(_ page: SectionID, in round: RoundID, asking survey: Survey) {
        guard survey.commonPages.contains(page) else { return }
        counts[round, default: [:]][page, default: 0] += 1
        steps[round] = survey.policy.participationStep
    }

    /// Tells the whole steps; what can't be told is told with the next.
    func flush() async throws {
        let told = counts.reduce(into: PassageCounts()) { told, round in
            let step = steps[round.key] ?? 1
            let whole = round.value.mapValues { $0 / step * step }.filter { $0.value > 0 }
            if !whole.isEmpty { told[round.key] = whole }
        }
        guard !told.isEmpty else { return }
        add(told, times: -1)
        do {
            try await tell(told)
        } catch {
            add(told, times: 1)
            throw error
        }
    }

    private func add(_ told: PassageCounts, times factor: Int) {
        for (round, pages) in told {
            for (page, count) in pages {
                counts[round, default: [:]][page, default: 0] += factor * count
            }
        }
    }
}
