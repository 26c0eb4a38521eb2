/// Lets many callers share one commit, because a disk syncs a group as fast as a single row.
///
/// A lone element is committed at once. While a commit runs, new elements gather, and the next
/// commit takes all of them. An element that was handed in is committed even when its caller is
/// cancelled meanwhile; the caller still learns the outcome.
actor GroupCommit<Element: Sendable, Outcome: Sendable> {
    private struct Waiting {
        let element: Element
        let caller: CheckedContinuation<Outcome, Never>
    }

    private let commit: @Sendable ([Element]) async -> [Outcome]
    private var queue: [Waiting] = []
    private var isCommitting = false

    /// - Parameter commit: commits a group, and returns one outcome per element in the same order.
    init(commit: @escaping @Sendable ([Element]) async -> [Outcome]) {
        self.commit = commit
    }

    /// Returns the element's own outcome when its group is committed.
    func submit(_ element: Element) async -> Outcome {
        await withCheckedContinuation { caller in
            queue.append(Waiting(element: element, caller: caller))
            guard !isCommitting else { return }

            isCommitting = true
            // A task of its own: the cancellation of one caller must not undo the group's commit.
            Task { await drain() }
        }
    }

    private func drain() async {
        while !queue.isEmpty {
            let group = queue
            queue = []
            let outcomes = await commit(group.map(\.element))
            precondition(outcomes.count == group.count, "A commit gives one outcome per element.")
            for (waiting, outcome) in zip(group, outcomes) {
                waiting.caller.resume(returning: outcome)
            }
        }
        isCommitting = false
    }
}
