import Foundation
import Glibc

/// Somebody who uses the service, request by request: checks each reply and says what to send next.
protocol Visitor: Sendable {
    /// - Parameter reply: `nil` before the first request.
    mutating func next(after reply: Reply?) throws(LoadFault) -> Move
}

/// A visitor's next request.
struct Move {
    let request: [UInt8]
    /// Whether it begins a new errand, such as one whole answer, so that the one before is done.
    let beginsErrand: Bool
}

/// What a load came to.
struct Load: Sendable {
    /// Seconds that each errand took, of those that ended in time.
    var durations: [Double] = []
    var requests = 0
    var seconds = 0.0
    /// Seconds of CPU.
    var clientCPU = 0.0
    var serverCPU = 0.0

    var errandsPerSecond: Double { Double(durations.count) / seconds }
    var requestsPerSecond: Double { Double(requests) / seconds }
    /// Microseconds of CPU that the server spent per request.
    var serverMicroseconds: Double { serverCPU / Double(requests) * 1e6 }
}

/// Puts visitors to the server, each on a connection of its own, for some seconds.
///
/// One thread serves all connections, so that the client takes as little as it can of the cores that it
/// shares with the server.
func load(
    port: Int, seconds: Double, by visitors: [some Visitor]
) async throws -> Load {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
            continuation.resume(
                with: Result { try runLoad(port: port, seconds: seconds, by: visitors) })
        }
    }
}

private struct Visit<Guest: Visitor> {
    var visitor: Guest
    let connection: Connection
    var errandBegan: Double
}

private func runLoad<Guest: Visitor>(
    port: Int, seconds: Double, by visitors: [Guest]
) throws(LoadFault) -> Load {
    var result = Load()
    let start = now()
    let clientStart = now(CLOCK_THREAD_CPUTIME_ID)
    let processStart = now(CLOCK_PROCESS_CPUTIME_ID)
    var visits: [Visit<Guest>] = []
    for visitor in visitors {
        var visit = Visit(
            visitor: visitor, connection: try Connection(port: port), errandBegan: now())
        try visit.connection.send(try visit.visitor.next(after: nil).request)
        visits.append(visit)
    }
    var waits = visits.map { pollfd(fd: $0.connection.socket, events: Int16(POLLIN), revents: 0) }
    var time = now()
    while time < start + seconds {
        guard poll(&waits, nfds_t(waits.count), 1000) > 0 else { throw .brokenConnection }
        for place in visits.indices where waits[place].revents != 0 {
            try proceed(&visits[place], &result)
        }
        time = now()
    }
    result.seconds = time - start
    result.clientCPU = now(CLOCK_THREAD_CPUTIME_ID) - clientStart
    result.serverCPU = now(CLOCK_PROCESS_CPUTIME_ID) - processStart - result.clientCPU
    return result
}

/// Reads what came, and when the reply is complete sends the visitor's next request.
private func proceed<Guest: Visitor>(
    _ visit: inout Visit<Guest>, _ result: inout Load
) throws(LoadFault) {
    let move = try visit.connection.receive { (reply: Reply) throws(LoadFault) in
        try visit.visitor.next(after: reply)
    }
    guard let move else { return }
    result.requests += 1
    if move.beginsErrand {
        let time = now()
        result.durations.append(time - visit.errandBegan)
        visit.errandBegan = time
    }
    try visit.connection.send(move.request)
}

/// Seconds of a clock.
func now(_ clock: clockid_t = CLOCK_MONOTONIC) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
