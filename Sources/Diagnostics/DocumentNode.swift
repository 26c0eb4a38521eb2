public import Foundation
import Yams

/// A place in a YAML file that a person wrote: it knows its file and path, and reports what doesn't fit.
///
/// Every accessor that finds the wrong shape reports a fault and returns `nil` or nothing, so that reading
/// goes on and all faults of a file are listed at once.
public struct DocumentNode {
    public let file: String
    public let path: String
    private let node: Yams.Node
    private let faults: FaultCollector

    /// Reads the file at `url`; a file that is missing or isn't YAML is a fault, and the result is `nil`.
    public static func read(_ url: URL, named file: String, reportingTo faults: FaultCollector)
        -> DocumentNode?
    {
        guard let text = try? String(contentsOf: url, encoding: .utf8) else {
            faults.report(
                Diagnostic(
                    file: file, path: "", problem: "The file can't be read as UTF-8 text.",
                    remedy: "Create it, or mend its name or encoding."))
            return nil
        }
        return parse(text, named: file, reportingTo: faults)
    }

    /// Reads YAML text that was kept elsewhere than in a file.
    public static func parse(
        _ text: String, named file: String, reportingTo faults: FaultCollector
    ) -> DocumentNode? {
        do {
            let node = try Yams.compose(yaml: text) ?? Yams.Node.scalar(.init(""))
            return DocumentNode(file: file, path: "", node: node, faults: faults)
        } catch {
            faults.report(
                Diagnostic(
                    file: file, path: "", problem: "The file isn't valid YAML: \(error).",
                    remedy: "Mend the line that is named."))
            return nil
        }
    }

    /// Reports that what stands here is wrong.
    public func report(
        _ problem: String, remedy: String, consequence: Diagnostic.Consequence = .unusable
    ) {
        faults.report(
            Diagnostic(
                file: file, path: path, problem: problem, remedy: remedy, consequence: consequence))
    }

    /// The text of a scalar, numbers and booleans included as they are written.
    public var string: String? {
        guard case .scalar(let scalar) = node else {
            report(
                "A text is expected here.", remedy: "Write one value, in quotes if it has a colon.")
            return nil
        }
        return scalar.string
    }

    public var integer: Int? {
        guard case .scalar(let scalar) = node, let value = Int(scalar.string) else {
            report("A whole number is expected here.", remedy: "Write digits only.")
            return nil
        }
        return value
    }

    public var number: Double? {
        guard case .scalar(let scalar) = node, let value = Double(scalar.string) else {
            report(
                "A number is expected here.", remedy: "Write digits, with a point before decimals.")
            return nil
        }
        return value
    }

    public var boolean: Bool? {
        guard case .scalar(let scalar) = node,
            let value = ["true": true, "false": false][scalar.string]
        else {
            report("Either true or false is expected here.", remedy: "Write true or false.")
            return nil
        }
        return value
    }

    /// The elements of a list.
    public var elements: [DocumentNode] {
        guard case .sequence(let sequence) = node else {
            report(
                "A list is expected here.", remedy: "Write [a, b] or one line with - per element.")
            return []
        }
        return sequence.enumerated().map { index, element in
            DocumentNode(file: file, path: "\(path)[\(index)]", node: element, faults: faults)
        }
    }

    /// The texts of a list of scalars.
    public var strings: [String] {
        elements.compactMap(\.string)
    }

    /// The keys and values of a mapping, in the order of the file.
    public var entries: [(key: String, value: DocumentNode)] {
        guard case .mapping(let mapping) = node else {
            if case .scalar(let scalar) = node, scalar.string.isEmpty { return [] }
            report("Keys with values are expected here.", remedy: "Write key: value lines.")
            return []
        }
        return mapping.compactMap { key, value in
            guard let name = key.string else { return nil }
            return (name, DocumentNode(file: file, path: child(name), node: value, faults: faults))
        }
    }

    public var isMapping: Bool {
        if case .mapping = node { true } else { false }
    }

    public var isList: Bool {
        if case .sequence = node { true } else { false }
    }

    /// Reports each key of the mapping that isn't one of `known`.
    public func allowOnly(_ known: Set<String>) {
        for (key, value) in entries where !known.contains(key) {
            value.report(
                "The key '\(key)' is unknown here.",
                remedy: "Remove it, or use one of: \(known.sorted().joined(separator: ", ")).")
        }
    }

    /// The value of a key that may be left out.
    public func optional(_ key: String) -> DocumentNode? {
        guard case .mapping(let mapping) = node, let value = mapping[key] else { return nil }
        return DocumentNode(file: file, path: child(key), node: value, faults: faults)
    }

    /// The value of a key that must be there; its absence is a fault.
    public func required(_ key: String) -> DocumentNode? {
        if let value = optional(key) { return value }
        report("The key '\(key)' is missing.", remedy: "Add '\(key):' here.")
        return nil
    }

    private func child(_ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }
}
