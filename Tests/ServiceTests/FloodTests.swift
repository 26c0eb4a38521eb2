import Foundation
import Synchronization
import Testing

/// Ten thousand fake answers from one address, and a resident from another meanwhile.
extension ServiceTests {
    @Suite("A flood")
    struct FloodTests {
        private static let round = "medborgardialog-2026"
        private static let size = 10_000
        private static let connections = 4

        @Test(
            "Of 10 000 answers from one address only what the limit lets in is taken, residents go on answering, and staff see the number"
        )
        func flood() async throws {
            let limits = ["RADSLAG_SENDS_PER_MINUTE": "30", "RADSLAG_SHORTEST_VISIT": "0"]
            try await withService(opening: [Self.round], settings: limits) { service in
                let start = ContinuousClock.now
                let flood = Flood(of: Self.size, to: Self.round, over: service.wire)
                let flooding = Task { try await flood.run(on: Self.connections) }
                let resident = try await answer(until: flood, over: service.wire)
                let statuses = try await flooding.value
                let minutes = start.duration(to: .now) / .seconds(60)

                let accepted = statuses[201, default: 0]
                #expect(statuses.keys.sorted() == [201, 429])
                #expect(accepted + statuses[429, default: 0] == Self.size)
                #expect(accepted >= 60)
                #expect(Double(accepted) <= 60 + 30 * minutes)
                #expect(resident.thanked >= 1)
                // A resident asks for one page at a time, as one of the connections does for one answer: a fair
                // share is as many of them. A quarter of that is still responsive.
                let share = Double(Self.size) / Double(Self.connections)
                #expect(Double(resident.pages) >= share / 4, "\(resident.pages) pages")

                #expect(try await service.stop() == 0)
                let list = try await service.installation.succeed("round", "list")
                let refused = (Self.size - accepted) / 25 * 25
                #expect(list.contains("refused at least: \(refused) too-many"), "\(list)")
                #expect(
                    try service.installation.accepted(in: Self.round)
                        == accepted + resident.thanked)
            }
        }

        /// Answers page by page, again and again while the flood lasts, from other networks.
        private func answer(until flood: Flood, over wire: Wire) async throws
            -> (pages: Int, thanked: Int)
        {
            var (pages, thanked) = (0, 0)
            while !flood.isOver {
                var journey = FormJourney(through: Self.round, in: "sv", over: wire)
                // Many residents, on a few networks.
                journey.headers = [("X-Real-IP", "203.0.\(thanked / 50).\(thanked % 50 + 1)")]
                try await journey.begin()
                pages += 1
                while journey.section != "review" {
                    try await journey.press("next")
                    pages += 1
                }
                let sent = try await wire.send(journey.request(pressing: "send"))
                pages += 1
                #expect(sent.status == 303)
                thanked += 1
            }
            return (pages, thanked)
        }
    }
}

/// Answers that are sent as fast as a few connections carry them.
private final class Flood: Sendable {
    private let size: Int
    private let round: String
    private let wire: Wire
    private let over = Mutex(false)

    init(of size: Int, to round: String, over wire: Wire) {
        self.size = size
        self.round = round
        self.wire = wire
    }

    /// Whether every answer was sent.
    var isOver: Bool { over.withLock { $0 } }

    /// Sends all of it.
    ///
    /// - Returns: how often each status came back.
    func run(on connections: Int) async throws -> [Int: Int] {
        defer { over.withLock { $0 = true } }
        return try await withThrowingTaskGroup(of: [Int: Int].self) { group in
            for connection in 0..<connections {
                let numbers = stride(from: connection, to: size, by: connections).map { $0 }
                group.addTask { try await self.send(numbers) }
            }
            return try await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        }
    }

    private func send(_ numbers: [Int]) async throws -> [Int: Int] {
        let requests = try numbers.map {
            try Submission(text: "fake \($0)").request(to: round)
        }
        return try await withCheckedThrowingContinuation { continuation in
            // A thread for each connection, because it blocks.
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        let line = try KeptConnection(to: self.wire)
                        return try requests.reduce(into: [:]) { statuses, request in
                            statuses[try line.status(of: request), default: 0] += 1
                        }
                    })
            }
        }
    }
}

/// One connection that many requests go over, one after the other.
private final class KeptConnection {
    private let wire: Wire
    private let descriptor: Int32
    private var received = Data()

    init(to wire: Wire) throws {
        self.wire = wire
        descriptor = try wire.connected()
    }

    deinit { close(descriptor) }

    /// Sends a request and reads its answer to the end.
    func status(of request: Wire.Request) throws -> Int {
        try wire.write(request.keepingOpen, to: descriptor)
        let headEnd = Data("\r\n\r\n".utf8)
        var end = received.range(of: headEnd)
        while end == nil {
            try receive()
            end = received.range(of: headEnd)
        }
        guard let end else { throw Wire.Failure.cutOff }
        let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
        guard let status = head.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
            let length = head.lowercased().firstMatch(of: /content-length: ([0-9]+)/)
                .flatMap({ Int($0.1) })
        else { throw Wire.Failure.cutOff }
        while received.count < end.upperBound + length { try receive() }
        received = Data(received.dropFirst(end.upperBound + length))
        return status
    }

    private func receive() throws {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { throw Wire.Failure.connection(errno) }
        received.append(contentsOf: buffer[..<count])
    }
}
