public import Foundation

/// A month of the calendar, such as `2026-11`: as closely as it is kept when a round closed.
public struct CalendarMonth: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Months since the beginning of year 0.
    private let count: Int

    private init(count: Int) { self.count = count }

    /// - Parameter text: `YYYY-MM`; anything else gives `nil`.
    public init?(_ text: String) {
        guard let match = text.wholeMatch(of: /([0-9]{4})-(0[1-9]|1[0-2])/),
            let year = Int(match.1), let month = Int(match.2)
        else { return nil }
        self.init(year: year, month: month)
    }

    init(year: Int, month: Int) { count = year * 12 + month - 1 }

    /// The month so many months later.
    public func adding(months: Int) -> CalendarMonth { CalendarMonth(count: count + months) }

    public static func < (left: CalendarMonth, right: CalendarMonth) -> Bool {
        left.count < right.count
    }

    /// `YYYY-MM`.
    public var description: String {
        digits(count / 12, 4) + "-" + digits(count % 12 + 1, 2)
    }
}

/// A day of the calendar, on which staff did something: `2026-11-21`.
public struct CalendarDay: Sendable, Hashable, CustomStringConvertible {
    public let month: CalendarMonth
    private let day: Int

    /// The day that it is at a moment, by the clock on the wall of the machine.
    public init(of moment: Date) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .current
        let parts = calendar.dateComponents([.year, .month, .day], from: moment)
        month = CalendarMonth(year: parts.year ?? 0, month: parts.month ?? 1)
        day = parts.day ?? 1
    }

    /// The day so many days before the one of a moment.
    public init(_ days: Int, daysBefore moment: Date) {
        let calendar = Calendar(identifier: .gregorian)
        self.init(of: calendar.date(byAdding: .day, value: -days, to: moment) ?? moment)
    }

    /// `YYYY-MM-DD`.
    public var description: String { "\(month)-" + digits(day, 2) }
}

private func digits(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
