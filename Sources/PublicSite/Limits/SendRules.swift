/// How fast answers are taken: settings of the operator.
public struct SendRules: Sendable, Equatable {
    /// Answers a minute from one network, after a burst of twice as many; 0: as many as come.
    public var sendsPerMinute: Int
    /// Refused codes a minute that begin alike, after a burst of twice as many; 0: as many as come.
    public var codesPerMinute: Int
    /// Seconds between a form's first page and its sending; 0: none.
    public var shortestVisit: Int

    /// What fits a school class that answers at once, and a library all day.
    public static let usual = SendRules(sendsPerMinute: 30, codesPerMinute: 10, shortestVisit: 3)

    /// Whatever comes is taken: for tests and measurements.
    public static let none = SendRules(sendsPerMinute: 0, codesPerMinute: 0, shortestVisit: 0)

    /// Negative numbers are 0.
    public init(sendsPerMinute: Int, codesPerMinute: Int, shortestVisit: Int) {
        self.sendsPerMinute = max(0, sendsPerMinute)
        self.codesPerMinute = max(0, codesPerMinute)
        self.shortestVisit = max(0, shortestVisit)
    }

    /// How long whoever opened the first page so many seconds ago has to wait; `nil` for not at all.
    ///
    /// A page that seems to come from later was opened before the clock was set back, and one that is
    /// weeks old was left open: nobody but the service can have made either.
    func wait(after seconds: Int) -> Duration? {
        (0..<shortestVisit).contains(seconds) ? .seconds(shortestVisit - seconds) : nil
    }
}
