/// Whole numbers bound together by sums, as a circulation: every number flows along an arc, and as
/// much flows into a node as out of it.
///
/// Of every arc an attacker knows a range. `range(of:)` is what follows for one arc from all that
/// is known: the least and the greatest value that it has in any circulation within the known
/// ranges.
///
/// The true values are one such circulation, and every other is reached from it by pushing along
/// cycles: an arc may be raised up to the top of its known range and lowered down to its bottom.
/// Along an arc from `tail` to `head`, leaving the arc itself out,
///
/// ```
/// greatest = value + the most that can be pushed from head to tail
/// least    = value − the most that can be pushed from tail to head
/// ```
///
/// cut to the range that is known of the arc. Because all bounds are whole numbers, both ends are
/// attained by whole numbers (the integrality of maximum flows), and so is everything between them:
/// the range is exact, and equal to that of linear programming.
///
/// Source: Cox (1995), "Network models for complementary cell suppression", JASA 90:1453–1462.
struct FlowNetwork: Sendable {
    /// A number on its way from one node to another, and what is known of it.
    struct Arc: Sendable, Equatable {
        let tail: Int
        let head: Int
        /// The true value, within `known`.
        let value: Int
        /// Ends at `unbounded` when no upper bound is known.
        let known: ClosedRange<Int>
    }

    /// The upper end of a range without one.
    static let unbounded = Int.max

    let nodes: Int
    /// Per arc.
    let values: [Int]
    /// Every arc has two halves: half `2 · arc` raises it and leads to its head, half `2 · arc + 1`
    /// lowers it and leads to its tail. Here, per half, the node that it leads to.
    let ends: [Int]
    /// Per half, by how much the known range lets it be pushed.
    private(set) var slack: [Int]
    /// The halves that leave a node, node after node.
    private let leaving: [Int]
    /// Where each node begins in `leaving`; one more at the end.
    private let starts: [Int]

    /// - Parameter arcs: their ends are in `0..<nodes`.
    /// - Precondition: every value is within what is known of it, and the values are a circulation.
    init(nodes: Int, arcs: [Arc]) {
        self.nodes = nodes
        values = arcs.map(\.value)
        ends = arcs.flatMap { [$0.head, $0.tail] }
        slack = arcs.flatMap { FlowNetwork.slack(around: $0.value, in: $0.known) }
        (leaving, starts) = FlowNetwork.leaving(ends: ends, nodes: nodes)

        var surplus = [Int](repeating: 0, count: nodes)
        for arc in arcs {
            precondition(arc.tail != arc.head, "An arc leads to another node.")
            surplus[arc.tail] -= arc.value
            surplus[arc.head] += arc.value
        }
        precondition(surplus.allSatisfy { $0 == 0 }, "As much flows into a node as out of it.")
    }

    /// How far a value can be raised and lowered within what is known of it.
    private static func slack(around value: Int, in known: ClosedRange<Int>) -> [Int] {
        precondition(known.contains(value), "What is known of an arc must be true.")
        let above = known.upperBound == unbounded ? unbounded : known.upperBound - value
        return [above, value - known.lowerBound]
    }

    private static func leaving(ends: [Int], nodes: Int) -> (leaving: [Int], starts: [Int]) {
        var starts = [Int](repeating: 0, count: nodes + 1)
        for half in ends.indices { starts[ends[half ^ 1] + 1] += 1 }
        for node in 0..<nodes { starts[node + 1] += starts[node] }

        var next = starts
        var leaving = [Int](repeating: 0, count: ends.count)
        for half in ends.indices {
            let node = ends[half ^ 1]
            leaving[next[node]] = half
            next[node] += 1
        }
        return (leaving, starts)
    }

    /// The halves that leave a node, in the order of their arcs.
    func halves(leaving node: Int) -> ArraySlice<Int> {
        leaving[starts[node]..<starts[node + 1]]
    }

    /// What is known of an arc by itself.
    func known(of arc: Int) -> ClosedRange<Int> {
        values[arc] - slack[2 * arc + 1]...FlowNetwork.sum(values[arc], slack[2 * arc])
    }

    /// Replaces what is known of an arc.
    ///
    /// - Precondition: the arc's value is within `known`.
    mutating func know(_ known: ClosedRange<Int>, of arc: Int) {
        let half = 2 * arc
        slack.replaceSubrange(
            half...half + 1, with: FlowNetwork.slack(around: values[arc], in: known))
    }

    /// What follows for an arc from all that is known: exact, see the type.
    ///
    /// - Returns: ends at `unbounded` when nothing bounds the arc from above.
    func range(of arc: Int) -> ClosedRange<Int> {
        let raised = pushed(along: 2 * arc).amount
        let lowered = pushed(along: 2 * arc + 1).amount
        return values[arc] - lowered...FlowNetwork.sum(values[arc], raised)
    }

    /// Whether `range(of:)` is one number. Faster, since one more or one less decides it.
    func isExact(_ arc: Int) -> Bool {
        pushed(along: 2 * arc, atMost: 1).amount + pushed(along: 2 * arc + 1, atMost: 1).amount == 0
    }

    /// Pushes as much as possible along a half and back through the rest of the network.
    ///
    /// - Returns: how much, and the network's residual flow afterwards, in which the half's own arc
    ///   is closed.
    func pushed(
        along half: Int, atMost limit: Int = unbounded
    ) -> (amount: Int, residual: ResidualFlow) {
        var residual = ResidualFlow(in: self)
        residual.close(arc: half / 2)
        let amount = residual.push(
            from: ends[half], to: ends[half ^ 1], atMost: min(limit, slack[half]))
        return (amount, residual)
    }

    /// A sum in which `unbounded` stays unbounded.
    static func sum(_ value: Int, _ amount: Int) -> Int {
        amount == unbounded ? unbounded : value + amount
    }
}
