import Diagnostics

/// Reads `districts.yaml`. What can't be read is reported and left out.
func readDistricts(_ document: DocumentNode) -> Districts {
    document.allowOnly(["regionVersion", "districts"])
    let version = document.required("regionVersion")?.string ?? ""
    var declared = DeclaredIdentifiers<District>()
    var list: [District] = []
    for element in document.required("districts")?.elements ?? [] {
        element.allowOnly(["id", "name"])
        let id = declared.declare(element)
        let name = element.required("name")?.string
        guard let id, let name else { continue }
        if Option(code: Code(id.value)).isSpecial {
            element.report("'\(id)' is a reserved code.", remedy: "Choose another id.")
        }
        list.append(District(id: id, name: name))
    }
    return Districts(regionVersion: version, list: list)
}

/// Reads `policy.yaml`, which must say every value. A value that can't be read is reported and gets
/// its default.
func readPolicy(_ document: DocumentNode) -> Policy {
    PolicyReader(node: document, floor: nil).read()
}

/// Reads a survey's own `policy`, if it has one: a value that is looser than the floor is reported
/// and not used.
func readPolicy(_ node: DocumentNode?, stricterThan floor: Policy) -> Policy {
    guard let node else { return floor }
    return PolicyReader(node: node, floor: floor).read()
}

/// Reads the values of a policy, with the values that they may not be looser than.
private struct PolicyReader {
    let node: DocumentNode
    /// `nil` for the municipal floor itself.
    let floor: Policy?

    func read() -> Policy {
        var keys: Set = [
            "smallestClass", "smallestBase", "smallestCell", "widestInterval", "batch",
            "minutesBetweenMixings", "participationStep", "longestText", "mostBackground",
        ]
        // How counts are protected, and by how many persons, is one decision for everything that is
        // published.
        if floor == nil { keys.formUnion(["cellKeys", "personsToPublish"]) }
        node.allowOnly(keys)
        return Policy(
            smallestClass: atLeast("smallestClass", \.smallestClass),
            smallestBase: atLeast("smallestBase", \.smallestBase),
            smallestCell: atLeast("smallestCell", \.smallestCell),
            widestInterval: widestInterval(),
            batch: atLeast("batch", \.batch),
            minutesBetweenMixings: atLeast("minutesBetweenMixings", \.minutesBetweenMixings),
            participationStep: atLeast("participationStep", \.participationStep),
            longestText: atMost("longestText", \.longestText),
            mostBackground: atMost("mostBackground", \.mostBackground),
            cellKeys: floor?.cellKeys ?? node.optional("cellKeys")?.boolean ?? false,
            personsToPublish: floor?.personsToPublish
                ?? node.optional("personsToPublish")?.integer(in: 1...2) ?? 1)
    }

    private func atLeast(_ key: String, _ value: KeyPath<Policy, Int>) -> Int {
        whole(key, else: value) { own, floor in own >= floor }
    }

    private func atMost(_ key: String, _ value: KeyPath<Policy, Int>) -> Int {
        whole(key, else: value) { own, floor in own <= floor }
    }

    private func whole(
        _ key: String, else fallback: KeyPath<Policy, Int>, isStrictEnough: (Int, Int) -> Bool
    ) -> Int {
        let otherwise = (floor ?? .loosest)[keyPath: fallback]
        guard let node = value(of: key), let own = node.integer(in: 1...1_000_000) else {
            return otherwise
        }
        guard isStrictEnough(own, otherwise) else {
            reportLooser(node, than: "\(otherwise)")
            return otherwise
        }
        return own
    }

    private func widestInterval() -> Double {
        let otherwise = (floor ?? .loosest).widestInterval
        guard let node = value(of: "widestInterval"), let own = node.number else {
            return otherwise
        }
        guard own > 0, own <= 1 else {
            node.report("\(own) is no share.", remedy: "Write a number above 0, at most 1.")
            return otherwise
        }
        guard own <= otherwise else {
            reportLooser(node, than: "\(otherwise)")
            return otherwise
        }
        return own
    }

    private func value(of key: String) -> DocumentNode? {
        floor == nil ? node.required(key) : node.optional(key)
    }

    private func reportLooser(_ node: DocumentNode, than floor: String) {
        node.report(
            self.floor == nil
                ? "The policy is looser than the service allows, which is \(floor)."
                : "The survey is looser than the municipality's policy, which says \(floor).",
            remedy: "Write a stricter value, or remove the line.")
    }
}
