/// A text as it may be kept: normalised, and without what looks like personal data.
public struct MaskedText: Sendable, Equatable {
    /// The text with `marker` in place of each finding.
    public let text: String
    /// What was masked.
    public let kinds: Set<Finding.Kind>
    /// Whether words are left in it that a name often follows.
    public let isFlagged: Bool

    /// What stands for each masked part, whatever its kind and the text's language.
    public static let marker = "[···]"
}

extension MaskedText: CustomStringConvertible, CustomReflectable {
    /// Silent, like an answer: no error, log line or metric holds a resident's text.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Normalises the text and masks what looks like personal data in it.
///
/// Masking goes on until nothing is found, so that masking twice is masking once: beside a masked part
/// something may stand free that was the tail of a longer number before.
public func mask(_ text: String) -> MaskedText {
    var masked = normalise(text)
    var kinds: Set<Finding.Kind> = []
    while true {
        let findings = findPersonalData(in: masked)
        let found = findings.filter(\.kind.isMasked)
        guard !found.isEmpty else {
            return MaskedText(text: masked, kinds: kinds, isFlagged: !findings.isEmpty)
        }
        kinds.formUnion(found.map(\.kind))
        masked = replacing(found, in: masked)
    }
}

private func replacing(_ findings: [Finding], in text: String) -> String {
    let scalars = text.unicodeScalars
    var result = String.UnicodeScalarView()
    var start = scalars.startIndex
    for finding in findings {
        result.append(contentsOf: scalars[start..<finding.range.lowerBound])
        result.append(contentsOf: MaskedText.marker.unicodeScalars)
        start = finding.range.upperBound
    }
    result.append(contentsOf: scalars[start...])
    return String(result)
}
