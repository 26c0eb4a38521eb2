import Foundation
import TestSupport
import Testing

@testable import Staff

struct SignInDelaysTests {
    private let start = Date(timeIntervalSince1970: 1_000_000)

    /// Fails as often as it is let, for so long; says how many attempts were looked at.
    private func attack(
        _ delays: inout SignInDelays, on account: (Int) -> String, from origin: SignInDelays.Origin,
        for seconds: Int
    ) -> Int {
        var looked = 0
        for second in 0..<seconds {
            let now = start.addingTimeInterval(Double(second))
            // As many as come in a second.
            for attempt in 0..<20 {
                let name = account(second * 20 + attempt)
                guard delays.wait(for: name, from: origin, at: now) == nil else { continue }
                delays.began(for: name, from: origin, at: now)
                looked += 1
            }
        }
        return looked
    }

    @Test("Five wrong attempts are free, the next wait longer and longer, up to a minute")
    func growing() {
        var delays = SignInDelays()
        var now = start
        var waits: [Int] = []
        for _ in 0..<14 {
            if let wait = delays.wait(for: "anna", from: .network("a"), at: now) {
                waits.append(Int(wait))
                now = now.addingTimeInterval(wait)
            } else {
                waits.append(0)
            }
            delays.began(for: "anna", from: .network("a"), at: now)
        }

        #expect(waits == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60])
    }

    @Test("In an hour one network gets few attempts at one account")
    func bruteForce() {
        var delays = SignInDelays()

        let looked = attack(&delays, on: { _ in "anna" }, from: .network("a"), for: 3600)

        #expect(looked < 80)
    }

    @Test("In an hour one network gets few attempts at all accounts together")
    func spraying() {
        var delays = SignInDelays()

        let looked = attack(&delays, on: { "account \($0)" }, from: .network("a"), for: 3600)

        #expect(looked < 110)
    }

    @Test("An attack from elsewhere makes nobody wait, and neither does one that must wait itself")
    func noLockOut() {
        var delays = SignInDelays()
        _ = attack(&delays, on: { _ in "anna" }, from: .network("a"), for: 600)
        let now = start.addingTimeInterval(600)

        #expect(delays.wait(for: "anna", from: .network("a"), at: now) != nil)
        #expect(delays.wait(for: "anna", from: .network("b"), at: now) == nil)
        #expect(delays.wait(for: "bo", from: .network("b"), at: now) == nil)
    }

    @Test(
        "A browser that has signed in before isn't kept waiting by its neighbours in the same network"
    )
    func knownBrowser() {
        var delays = SignInDelays()
        _ = attack(&delays, on: { _ in "anna" }, from: .network("a"), for: 600)
        let now = start.addingTimeInterval(600)

        #expect(delays.wait(for: "anna", from: .knownBrowser("n"), at: now) == nil)
        #expect(attack(&delays, on: { _ in "anna" }, from: .knownBrowser("n"), for: 3600) < 80)
    }

    @Test("Signing in ends the wait, and tells how many attempts were wrong before")
    func success() {
        var delays = SignInDelays()
        for _ in 0..<3 { delays.began(for: "anna", from: .network("a"), at: start) }
        delays.began(for: "anna", from: .network("b"), at: start)

        let refused = delays.succeeded(for: "anna", from: .network("b"))

        #expect(refused == 3)
        #expect(delays.succeeded(for: "anna", from: .network("b")) == 0)
    }

    @Test("A flood of made-up names and networks doesn't fill the memory")
    func flood() {
        var delays = SignInDelays()
        for number in 0..<30_000 {
            delays.began(for: "a\(number)", from: .network("n\(number)"), at: start)
        }

        #expect(delays.records <= 3 * SignInDelays.mostRecords)
    }
}
