import Foundation

extension InvitationCode {
    /// Reads a code as somebody typed or pasted it.
    ///
    /// Forgiving of case; of spaces, hyphens and invisible characters anywhere; of digits and full-width
    /// letters of other scripts; of O for 0 and of I and L for 1, as Crockford's rule has it; and of text
    /// around the code, such as the whole printed link. U is never part of a code.
    ///
    /// - Returns: `nil` when there is no code whose check symbol is right, or more than one.
    public init?(typed text: String) {
        guard text.utf8.count <= Self.longestTyped else { return nil }
        let found = Self.runs(in: text).flatMap(Self.codes)
        let asPrinted = found.filter(\.isAsPrinted)
        let codes = Set((asPrinted.isEmpty ? found : asPrinted).map(\.code))
        guard codes.count == 1, let code = codes.first else { return nil }
        self = code
    }

    /// Bytes of typed text: more than any printed link has.
    private static let longestTyped = 1000

    /// Symbols that nothing but separators stands between.
    private struct Run {
        var symbols: [Int] = []
        /// Places in `symbols` before which a separator or an end stands.
        var edges: Set<Int> = [0]
    }

    private static func runs(in text: String) -> [Run] {
        var runs = [Run()]
        for scalar in text.precomposedStringWithCompatibilityMapping.uppercased().unicodeScalars {
            let last = runs.count - 1
            if let symbol = symbol(of: scalar) {
                runs[last].symbols.append(symbol)
            } else if isSeparator(scalar) {
                runs[last].edges.insert(runs[last].symbols.count)
            } else {
                runs[last].edges.insert(runs[last].symbols.count)
                runs.append(Run())
            }
        }
        runs[runs.count - 1].edges.insert(runs[runs.count - 1].symbols.count)
        return runs
    }

    /// The codes in a run that begin and end where groups do, and whether their groups are as printed:
    /// among other words the end of a code and the word behind it may look like another one.
    private static func codes(in run: Run) -> [(code: InvitationCode, isAsPrinted: Bool)] {
        run.edges.sorted().compactMap { start in
            let end = start + length
            guard run.edges.contains(end),
                let code = InvitationCode(symbols: run.symbols[start..<end])
            else { return nil }
            let groups = run.edges.filter { (start + 1..<end).contains($0) }.map { $0 - start }
            return (code, groups.sorted() == [4, 8, 12, 16])
        }
    }

    private static func symbol(of scalar: Unicode.Scalar) -> Int? {
        if scalar.properties.numericType == .decimal {
            return scalar.properties.numericValue.map { Int($0) }
        }
        switch scalar {
        case "O": return 0
        case "I", "L": return 1
        default: return alphabet.firstIndex(of: Character(scalar))
        }
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .dashPunctuation, .format,
            .control, .connectorPunctuation:
            true
        default: scalar == "." || scalar == "\u{2212}"
        }
    }
}
