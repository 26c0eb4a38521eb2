import Foundation
import FreeText
import TestSupport

/// A text of the tables in `Vectors`, with what is personal data in it and what is expected to be found.
struct Vector: Sendable {
    let language: String
    let line: Int
    /// The normalised text.
    let text: String
    let parts: [Part]

    /// A marked part of the text.
    struct Part: Sendable, Equatable {
        let kind: Finding.Kind
        let text: String
        let verdict: Verdict
        /// Nil for what is missed.
        let confidence: Finding.Confidence?
        /// Where it begins, counted in scalars.
        let start: Int
    }

    enum Verdict: Sendable {
        /// Personal data that is found.
        case found
        /// Personal data that is not found: known and accepted.
        case missed
        /// No personal data, and found: known and accepted.
        case falseAlarm
    }

    static let languages = ["sv", "fi", "en", "ar"]

    /// Every vector of every language.
    static let all: [Vector] = languages.flatMap { language in
        let file = Project.root.appending(path: "Tests/FreeTextTests/Vectors/\(language).txt")
        let content = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return content.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { !$1.isEmpty && !$1.hasPrefix("#") }
            .map { Vector(language: language, line: $0 + 1, marked: String($1)) }
    }

    init(language: String, line: Int, marked: String) {
        self.language = language
        self.line = line
        let written = marked.replacing(/\\u\{([0-9A-F]+)\}/) { match in
            UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
        }
        var text = ""
        var parts: [Part] = []
        for piece in Self.pieces(of: written) {
            let normalised = normalise(piece.text)
            if let mark = piece.mark {
                parts.append(Part(mark, normalised, start: text.unicodeScalars.count))
            }
            text += normalised
        }
        self.text = text
        self.parts = parts
    }

    private static func pieces(of written: String) -> [(mark: Substring?, text: String)] {
        var pieces: [(Substring?, String)] = []
        var rest = written[...]
        while let match = rest.firstMatch(of: /\{([!?]?[a-z-]+~?) ([^}]*)\}/) {
            pieces.append((nil, String(rest[..<match.range.lowerBound])))
            pieces.append((match.1, String(match.2)))
            rest = rest[match.range.upperBound...]
        }
        return pieces + [(nil, String(rest))]
    }
}

extension Vector.Part {
    /// - Parameter mark: a kind with what stands around it, such as `!phone` or `email~`.
    fileprivate init(_ mark: Substring, _ text: String, start: Int) {
        let name = mark.filter { !"!?~".contains($0) }
        guard let kind = Finding.Kind(rawValue: name) else {
            preconditionFailure("\(name) is no kind of personal data.")
        }
        self.kind = kind
        self.text = text
        self.start = start
        verdict = mark.hasPrefix("!") ? .missed : mark.hasPrefix("?") ? .falseAlarm : .found
        let isSure = !mark.hasSuffix("~") && kind != .nameCue
        confidence = verdict == .missed ? nil : isSure ? .high : .medium
    }
}
