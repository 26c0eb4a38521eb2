import Foundation

/// Something that was seen on a safety walk (*trygghetsvandring*), and how far it has come.
///
/// What was seen and what is decided about it are texts of the dialogue: `DialogueTextKey.observation` and `.measure`.
public struct Observation: Sendable, Hashable, Codable {
    /// What it is about.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case lighting, vegetation
        /// Something that takes the view.
        case sightline
        case litter, vandalism, traffic
        /// The surface of a path, and who can get along it.
        case path
        /// A place or a thing that nobody looks after.
        case abandoned
        case other
        /// What feels safe: walks note that too.
        case good
    }

    /// How far it has come. Beyond `reported` there is a text of what is decided, and a day.
    public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        case reported, decided, done
        /// Nothing will be done about it; the text says why.
        case dropped
    }

    /// The heading under which it is listed, in the order of a list.
    public enum Group: String, Sendable, Hashable, CaseIterable {
        case reported, decided, done, dropped
        /// What feels safe, about which nothing needs to be decided.
        case good
    }

    /// What happens to it on a day.
    public enum Event: String, Sendable, Hashable, CaseIterable {
        case seen, decided, done
    }

    /// Days after which staff are asked what becomes of it.
    public static let patience = 30

    /// From 1: the key of its texts. No other of its dialogue ever has the same.
    public let number: Int
    /// A proper name, such as the tunnel at Hovsjö torg.
    public var spot: String
    public var kind: Kind
    public var status: Status
    /// The day of the walk, `YYYY-MM-DD`.
    public var seenOn: String
    /// The day on which it was decided, or decided against; empty before.
    public var decidedOn: String
    /// The day on which it was done; empty before.
    public var doneOn: String

    public init(
        number: Int, spot: String, kind: Kind, status: Status = .reported, seenOn: String,
        decidedOn: String = "", doneOn: String = ""
    ) {
        self.number = number
        self.spot = spot
        self.kind = kind
        self.status = status
        self.seenOn = seenOn
        self.decidedOn = decidedOn
        self.doneOn = doneOn
    }

    /// What has happened to it, with the days, `YYYY-MM-DD`.
    public var days: [(event: Event, day: String)] {
        let decided = status == .reported ? "" : decidedOn
        let done = status == .done ? doneOn : ""
        return [(.seen, seenOn), (.decided, decided), (.done, done)].filter { !$0.day.isEmpty }
    }

    public var group: Group {
        switch status {
        case .reported: kind == .good ? .good : .reported
        case .decided: .decided
        case .done: .done
        case .dropped: .dropped
        }
    }
}

/// What was seen on a dialogue's walks. It gives each observation its number, so that no two ever share one, and
/// nobody who still has a form of a removed one writes into another.
public struct ObservationList: Sendable, Hashable, Codable {
    /// In the order of their numbers.
    public private(set) var all: [Observation]
    /// The last number that was given.
    private var last: Int

    public init() {
        all = []
        last = 0
    }

    /// The observation with the number; `nil` when it was removed, or never noted.
    public subscript(_ number: Int) -> Observation? { all.first { $0.number == number } }

    /// Whether the number was given, to an observation that is here or was removed.
    public func hasGiven(_ number: Int) -> Bool { number >= 1 && number <= last }

    /// Those of each group that has any, by spot.
    public var groups: [(group: Observation.Group, observations: [Observation])] {
        Observation.Group.allCases.compactMap { group in
            let observations = all.filter { $0.group == group }
            return observations.isEmpty ? nil : (group, observations.sorted(by: spotsInOrder))
        }
    }

    /// Those about which nothing is decided, though they were seen so long ago.
    ///
    /// - Parameter day: the last day that is long ago, `YYYY-MM-DD`.
    public func waiting(seenBy day: String) -> [Observation] {
        all.filter { $0.group == .reported && $0.seenOn <= day }
    }

    /// Adds an observation.
    ///
    /// - Returns: the number that it was given.
    mutating func note(at spot: String, _ kind: Observation.Kind, on day: String) -> Int {
        last += 1
        all.append(Observation(number: last, spot: spot, kind: kind, seenOn: day))
        return last
    }

    /// Puts an observation in place of the one of its number, also when that was removed meanwhile.
    mutating func put(_ observation: Observation) {
        precondition(
            hasGiven(observation.number), "An observation gets its number when it is noted.")
        remove(observation.number)
        let place = all.firstIndex { $0.number > observation.number } ?? all.endIndex
        all.insert(observation, at: place)
    }

    mutating func remove(_ number: Int) { all.removeAll { $0.number == number } }
}

/// By spot as a Swedish reader sorts names, then as they were noted.
private func spotsInOrder(_ left: Observation, _ right: Observation) -> Bool {
    let order = left.spot.compare(
        right.spot, options: [.caseInsensitive, .numeric], locale: Locale(identifier: "sv"))
    return order == .orderedSame ? left.number < right.number : order == .orderedAscending
}
