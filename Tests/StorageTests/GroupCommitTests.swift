import Testing

@testable import Storage

@Suite("Group commit")
struct GroupCommitTests {
    /// Remembers the groups that were committed.
    private actor Ledger {
        var groups: [[Int]] = []

        func commit(_ group: [Int]) async -> [Int] {
            groups.append(group)
            try? await Task.sleep(for: .milliseconds(20))
            return group.map { $0 * 2 }
        }
    }

    @Test("a lone element is committed by itself")
    func lone() async throws {
        let ledger = Ledger()
        let commits = GroupCommit { await ledger.commit($0) }

        let outcomes = [await commits.submit(1), await commits.submit(2)]

        #expect(outcomes == [2, 4])
        #expect(await ledger.groups == [[1], [2]])
    }

    @Test("what gathers during a commit shares the next, and each gets its own outcome")
    func shared() async throws {
        let ledger = Ledger()
        let commits = GroupCommit { await ledger.commit($0) }

        let outcomes = await withTaskGroup(of: (Int, Int).self) { tasks in
            for element in 0..<300 {
                tasks.addTask { (element, await commits.submit(element)) }
            }
            return await tasks.reduce(into: []) { $0.append($1) }
        }

        #expect(outcomes.count == 300)
        #expect(outcomes.allSatisfy { element, outcome in outcome == element * 2 })
        let groups = await ledger.groups
        #expect(groups.flatMap { $0 }.sorted() == Array(0..<300))
        #expect(groups.count < 100)
    }
}
