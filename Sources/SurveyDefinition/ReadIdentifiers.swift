import Diagnostics

/// Reading of the ids and fixed words that definition files are made of.
extension DocumentNode {
    /// The id that stands here; one that is ill-formed is reported, and returned so that references
    /// find it.
    func identifier<Kind>() -> Identifier<Kind>? {
        guard let text = string else { return nil }
        if !Identifier<Kind>.isWellFormed(text) {
            report(
                "'\(text)' is no id.",
                remedy: "Use letters, digits and single hyphens, as in safe-at-night.")
        }
        return Identifier(text)
    }

    /// The ids of a list, each once: one that returns is reported.
    func identifiers<Kind>() -> [Identifier<Kind>] {
        var found: [Identifier<Kind>] = []
        for element in elements {
            guard let id: Identifier<Kind> = element.identifier() else { continue }
            if found.contains(id) {
                element.report("'\(id)' stands twice in the list.", remedy: "Remove one of them.")
            } else {
                found.append(id)
            }
        }
        return found
    }

    /// The value that the word here names; another word is reported with those that are possible.
    func word<Word: RawRepresentable & CaseIterable>(
        of words: Word.Type = Word.self
    ) -> Word? where Word.RawValue == String {
        guard let text = string else { return nil }
        if let word = Word(rawValue: text) { return word }
        report(
            "'\(text)' is unknown here.",
            remedy: "Write one of: \(Word.allCases.map(\.rawValue).joined(separator: ", ")).")
        return nil
    }

    /// The whole number that stands here, when it lies in `range`; another is reported.
    func integer(in range: ClosedRange<Int>) -> Int? {
        guard let value = integer else { return nil }
        if range.contains(value) { return value }
        report(
            "\(value) is out of range.",
            remedy: "Write a number from \(range.lowerBound) to \(range.upperBound).")
        return nil
    }
}

/// Finds ids that are declared twice in one file.
struct DeclaredIdentifiers<Kind> {
    private(set) var all: Set<Identifier<Kind>> = []

    /// The id that an element declares under `id`; an id that was declared before is reported.
    mutating func declare(_ element: DocumentNode) -> Identifier<Kind>? {
        guard let node = element.required("id"), let id: Identifier<Kind> = node.identifier() else {
            return nil
        }
        if !all.insert(id).inserted {
            node.report("The id '\(id)' is already taken.", remedy: "Give each its own id.")
        }
        return id
    }
}
