extension FlowNetwork {
    /// What follows for the sum of several arcs from all that is known.
    ///
    /// The arcs of a sum need not share a node, so that one maximum flow does not give it. Instead
    /// flow is pushed along cycles that raise the sum until there is none left; like the range of
    /// one arc it is exact in whole numbers.
    ///
    /// - Parameter arcs: each once.
    /// - Returns: ends at `unbounded` when nothing bounds the sum from above.
    ///
    /// Source: Klein (1967), "A primal method for minimal cost flows", Management Science
    /// 14:205–220.
    func range(ofSumOf arcs: [Int]) -> ClosedRange<Int> {
        let value = arcs.reduce(0) { $0 + values[$1] }
        let raised = change(ofSumOf: arcs, half: 0)
        let lowered = change(ofSumOf: arcs, half: 1)
        return value - lowered...FlowNetwork.sum(value, raised)
    }

    /// By how much pushing the arcs along one of their halves changes their sum.
    ///
    /// - Parameter half: 0 raises the sum, 1 lowers it.
    private func change(ofSumOf arcs: [Int], half: Int) -> Int {
        var gains = [Int](repeating: 0, count: ends.count)
        for arc in arcs {
            gains[2 * arc + half] = 1
            gains[2 * arc + 1 - half] = -1
        }
        var residual = ResidualFlow(in: self)
        if gainfulCycle(in: residual, gains: gains, leastSlack: FlowNetwork.unbounded) != nil {
            return FlowNetwork.unbounded
        }
        var total = 0
        while let cycle = gainfulCycle(in: residual, gains: gains, leastSlack: 1) {
            let amount = cycle.map { residual.slack[$0] }.reduce(FlowNetwork.unbounded, min)
            for half in cycle { residual.push(amount, along: half) }
            total += amount * cycle.reduce(0) { $0 + gains[$1] }
        }
        return total
    }

    /// A cycle of halves with enough slack that gain more than nothing together; `nil` when there
    /// is none.
    ///
    /// Walks of greatest gain, as Bellman and Ford find them: one that still grows after as many
    /// steps as there are nodes has gone round such a cycle.
    private func gainfulCycle(
        in residual: ResidualFlow, gains: [Int], leastSlack: Int
    ) -> [Int]? {
        var best = [Int](repeating: 0, count: nodes)
        var arrivals = [Int](repeating: -1, count: nodes)
        var grown = -1
        for _ in 0..<nodes {
            grown = -1
            for half in ends.indices where residual.slack[half] >= leastSlack {
                let gain = best[ends[half ^ 1]] + gains[half]
                if gain <= best[ends[half]] { continue }
                best[ends[half]] = gain
                arrivals[ends[half]] = half
                grown = ends[half]
            }
            if grown < 0 { return nil }
        }
        return cycle(before: grown, along: arrivals)
    }

    /// The cycle that a walk back along the arrivals ends in.
    private func cycle(before node: Int, along arrivals: [Int]) -> [Int] {
        var start = node
        for _ in 0..<nodes { start = ends[arrivals[start] ^ 1] }
        var cycle: [Int] = []
        var place = start
        repeat {
            cycle.append(arrivals[place])
            place = ends[arrivals[place] ^ 1]
        } while place != start
        return cycle
    }
}
