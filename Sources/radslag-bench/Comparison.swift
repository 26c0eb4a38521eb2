/// A load and its reference, which took turns.
struct Comparison {
    private(set) var own: [Load] = []
    private(set) var reference: [Load] = []

    /// Runs both in turns, so that what else the machine does meets both; the first turn warms up and
    /// doesn't count.
    ///
    /// - Parameter seconds: how long each lasts in all.
    init(
        seconds: Double, own runOwn: (_ seconds: Double) async throws -> Load,
        reference runReference: (_ seconds: Double) async throws -> Load
    ) async throws {
        let turns = 5
        _ = try await runReference(seconds / Double(turns))
        _ = try await runOwn(seconds / Double(turns))
        for _ in 0..<turns {
            reference.append(try await runReference(seconds / Double(turns)))
            own.append(try await runOwn(seconds / Double(turns)))
        }
    }

    /// Rates and the server's CPU per request, as figures.
    func figures(_ name: String, _ targets: Figure.Target...) -> [Figure] {
        let requestsPerErrand = median(own.map { $0.requestsPerSecond / $0.errandsPerSecond })
        func ratio(_ value: (Load) -> Double) -> Double {
            median(zip(own, reference).map { value($0) / value($1) })
        }
        var rate = Figure(
            name, median(own.map(\.errandsPerSecond)), "/s",
            against: median(reference.map(\.requestsPerSecond)) / requestsPerErrand,
            ratio: ratio(\.requestsPerSecond))
        rate.targets = targets
        let cpu = Figure(
            "  server's CPU per request", median(own.map(\.serverMicroseconds)), "µs",
            against: median(reference.map(\.serverMicroseconds)), ratio: ratio(\.serverMicroseconds)
        )
        let client = Figure(
            "  client's CPU per request",
            median(own.map { $0.clientCPU / Double($0.requests) * 1e6 }),
            "µs",
            against: median(reference.map { $0.clientCPU / Double($0.requests) * 1e6 }))
        return [rate, cpu, client]
    }

    /// Milliseconds that an errand took.
    func milliseconds(_ share: Double) -> Double {
        quantile(own.flatMap(\.durations), share) * 1000
    }
}
