import Foundation
import FreeText
import TestSupport
import Testing

/// The tables of texts in `Vectors`: what is found in each, exactly.
struct VectorTests {
    @Test("Each text of the tables gives the findings that its marks say", arguments: Vector.all)
    func asMarked(vector: Vector) {
        let scalars = vector.text.unicodeScalars

        let found = findPersonalData(in: vector.text).map { finding in
            Marked(
                kind: finding.kind, text: String(vector.text[finding.range]),
                confidence: finding.confidence,
                start: scalars.distance(from: scalars.startIndex, to: finding.range.lowerBound))
        }

        let expected = vector.parts.compactMap { part in
            part.confidence.map {
                Marked(kind: part.kind, text: part.text, confidence: $0, start: part.start)
            }
        }
        #expect(found == expected, "\(vector.language).txt:\(vector.line)")
    }

    private struct Marked: Equatable {
        let kind: Finding.Kind
        let text: String
        let confidence: Finding.Confidence
        let start: Int
    }

    @Test("The tables are large enough, and every kind is in them with something to keep beside it")
    func size() {
        #expect(Vector.all.count > 250)
        for language in Vector.languages {
            let vectors = Vector.all.filter { $0.language == language }
            #expect(vectors.count >= 40, "\(language)")
            #expect(vectors.count(where: \.parts.isEmpty) >= 10, "\(language)")
        }
        let kinds = Set(Vector.all.flatMap(\.parts).filter { $0.verdict == .found }.map(\.kind))
        #expect(kinds == Set(Finding.Kind.allCases))
    }

    @Test("The page about the method gives these figures of precision and recall")
    func pageAgrees() throws {
        let page = try String(
            contentsOf: Project.sources.appending(
                path: "radslag/Documentation.docc/MethodFreeText.md"), encoding: .utf8)
        let kinds = Finding.Kind.allCases.map { kind in
            ErrorCount(kind.rawValue, Vector.all.flatMap(\.parts).filter { $0.kind == kind })
        }
        let languages = Vector.languages.map { language in
            ErrorCount(
                language, Vector.all.filter { $0.language == language }.flatMap(\.parts))
        }
        let all = ErrorCount("all", Vector.all.flatMap(\.parts))

        for count in kinds + languages + [all] {
            #expect(page.contains(count.row), "\(count.row)")
        }
    }
}

/// Both kinds of error over some parts of the tables.
struct ErrorCount {
    let name: String
    let found: Int
    let missed: Int
    let falseAlarms: Int

    init(_ name: String, _ parts: [Vector.Part]) {
        self.name = name
        found = parts.count { $0.verdict == .found }
        missed = parts.count { $0.verdict == .missed }
        falseAlarms = parts.count { $0.verdict == .falseAlarm }
    }

    /// The row of the page's table: found, missed, false alarms, precision and recall in percent.
    var row: String {
        let precision = 100 * Double(found) / Double(found + falseAlarms)
        let recall = 100 * Double(found) / Double(found + missed)
        return "| `\(name)` | \(found) | \(missed) | \(falseAlarms) | \(Int(precision.rounded()))"
            + " | \(Int(recall.rounded())) |"
    }
}
