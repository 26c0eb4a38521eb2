/// The columns of a question's table as an attacker can count them: single answers, and sets of
/// answers of which a sum is published.
///
/// ```
/// everybody who was asked
/// ├── valid answers
/// │   ├── counted by an indicator ── good, very good
/// │   └── bad, very bad
/// ├── don't know
/// └── blank
/// ```
///
/// Any two sets are apart or one lies in the other, so that they form a tree; its leaves are the
/// answers and its root is all of them. Sets that cross have no tree, and figures of both must not
/// be published together: `AuditTable` could not say what follows from them.
package struct ColumnTree: Sendable, Equatable {
    /// The columns `0..<leaves` are the answers, in their own order.
    package let leaves: Int
    /// Per column, the smallest set that holds it; `nil` for the root. Columns come before their
    /// parents, so that the root is the last.
    package let parents: [Int?]
    /// Per column, the answers in it.
    private let members: [Set<Int>]

    /// - Parameters:
    ///   - leaves: how many answers there are, at least one.
    ///   - sets: sets of answers whose count, or a bound of it, is published. A set of one answer
    ///     is that answer's own column; a set that is given twice is one column.
    /// - Returns: `nil` when two sets cross.
    package init?(leaves: Int, sets: [Set<Int>] = []) {
        let all = Set(0..<leaves)
        precondition(leaves > 0, "A question has answers.")
        precondition(sets.allSatisfy { !$0.isEmpty && $0.isSubset(of: all) })
        let inner = Set(sets).filter { $0.count > 1 && $0 != all }
            .sorted(by: ColumnTree.precedes)
        for (place, set) in inner.enumerated() {
            let isCrossed = inner[(place + 1)...].contains {
                !set.isDisjoint(with: $0) && !set.isSubset(of: $0)
            }
            if isCrossed { return nil }
        }
        let members = (0..<leaves).map { Set([$0]) } + inner + [all]
        self.leaves = leaves
        self.members = members
        parents = members.indices.map { column in
            members.indices.first {
                $0 >= leaves && $0 > column && members[$0].isSuperset(of: members[column])
            }
        }
    }

    /// How many columns there are, inner ones and the root among them.
    package var count: Int { parents.count }

    /// The column of everybody.
    package var root: Int { parents.count - 1 }

    /// The answers that a column counts.
    package func answers(in column: Int) -> Set<Int> { members[column] }

    /// The column that counts exactly these answers; `nil` when there is none.
    package func column(of answers: Set<Int>) -> Int? {
        answers.count == leaves ? root : members.firstIndex(of: answers)
    }

    /// Smaller sets first, so that columns come before their parents; then by their answers.
    private static func precedes(_ left: Set<Int>, _ right: Set<Int>) -> Bool {
        left.count != right.count
            ? left.count < right.count
            : left.sorted().lexicographicallyPrecedes(right.sorted())
    }
}
