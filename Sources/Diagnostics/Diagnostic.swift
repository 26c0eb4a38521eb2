/// One fault in a file that people write, with what to do about it.
///
/// Readers of such files never stop at the first fault: they collect every one in a `FaultCollector`.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
    /// What the fault prevents.
    public enum Consequence: Hashable, Sendable {
        /// The definition can't be used: the service doesn't start.
        case unusable
        /// A text is missing or stale: the service runs and falls back to another language.
        case untranslated
    }

    /// The file, relative to the folder that was read.
    public let file: String
    /// The place in the file, such as `sections[1].questions[0].options`.
    public let path: String
    /// What is wrong, as a sentence.
    public let problem: String
    /// What to do, as a sentence.
    public let remedy: String
    public let consequence: Consequence

    public init(
        file: String, path: String, problem: String, remedy: String,
        consequence: Consequence = .unusable
    ) {
        self.file = file
        self.path = path
        self.problem = problem
        self.remedy = remedy
        self.consequence = consequence
    }

    /// The same fault of a file that lies in a folder.
    public func inFolder(_ folder: String) -> Diagnostic {
        Diagnostic(
            file: "\(folder)/\(file)", path: path, problem: problem, remedy: remedy,
            consequence: consequence)
    }

    /// One line: `file: path: problem remedy`.
    public var description: String {
        path.isEmpty ? "\(file): \(problem) \(remedy)" : "\(file): \(path): \(problem) \(remedy)"
    }
}

/// Collects the faults of one reading, in the order in which they were met.
///
/// A class, so that every node of a document can report to the same list; it stays inside one reading.
public final class FaultCollector {
    public private(set) var diagnostics: [Diagnostic] = []

    public init() {}

    /// Adds a fault to the list.
    public func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
    }

    /// Adds faults in their order.
    public func report(_ others: [Diagnostic]) {
        diagnostics.append(contentsOf: others)
    }
}
