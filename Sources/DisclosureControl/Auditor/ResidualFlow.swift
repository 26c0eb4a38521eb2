/// How much can still be pushed along every half of a network, while flow is being pushed through.
///
/// Maximum flow by shortest augmenting paths: at most nodes × arcs of them, whatever the values.
///
/// Source: Edmonds and Karp (1972), "Theoretical improvements in algorithmic efficiency for network
/// flow problems", JACM 19:248–264.
struct ResidualFlow {
    private let network: FlowNetwork
    /// Per half. What is unbounded stays unbounded.
    private(set) var slack: [Int]
    /// Per node, the half by which the search arrived there; -1 where it has not been.
    private var arrivals: [Int] = []
    /// The nodes in the order in which the search found them.
    private var found: [Int] = []

    /// Nothing is pushed yet.
    init(in network: FlowNetwork) {
        self.network = network
        slack = network.slack
    }

    /// Lets nothing more be pushed along an arc, either way.
    mutating func close(arc: Int) {
        slack[2 * arc] = 0
        slack[2 * arc + 1] = 0
    }

    /// Pushes as much as possible from one node to another.
    ///
    /// - Returns: how much, at most `limit`; `FlowNetwork.unbounded` when there is no bound.
    mutating func push(from source: Int, to target: Int, atMost limit: Int) -> Int {
        if limit == 0 { return 0 }
        arrivals = [Int](repeating: -1, count: network.nodes)
        found.reserveCapacity(network.nodes)
        var total = 0
        while total < limit, search(from: source, for: target) {
            let bottleneck = bottleneck(to: target, from: source)
            if min(bottleneck, limit) == FlowNetwork.unbounded { return FlowNetwork.unbounded }
            let amount = min(bottleneck, limit - total)
            push(amount, to: target, from: source)
            total += amount
        }
        return total
    }

    /// Pushes along one half.
    mutating func push(_ amount: Int, along half: Int) {
        if slack[half] != FlowNetwork.unbounded { slack[half] -= amount }
        if slack[half ^ 1] != FlowNetwork.unbounded { slack[half ^ 1] += amount }
    }

    /// Looks for the path of the fewest arcs.
    private mutating func search(from source: Int, for target: Int) -> Bool {
        for node in arrivals.indices { arrivals[node] = -1 }
        found.removeAll(keepingCapacity: true)
        found.append(source)
        var next = 0
        while next < found.count {
            for half in network.halves(leaving: found[next]) where slack[half] > 0 {
                let node = network.ends[half]
                if node == source || arrivals[node] >= 0 { continue }
                arrivals[node] = half
                if node == target { return true }
                found.append(node)
            }
            next += 1
        }
        return false
    }

    private func bottleneck(to target: Int, from source: Int) -> Int {
        var least = FlowNetwork.unbounded
        var node = target
        while node != source {
            least = min(least, slack[arrivals[node]])
            node = network.ends[arrivals[node] ^ 1]
        }
        return least
    }

    private mutating func push(_ amount: Int, to target: Int, from source: Int) {
        var node = target
        while node != source {
            let half = arrivals[node]
            push(amount, along: half)
            node = network.ends[half ^ 1]
        }
    }
}
