import Foundation

/// The figures as a table for people or as JSON for programs.
struct Report {
    private var figures: [Figure] = []
    private var complaints: [String] = []

    mutating func add(_ figures: [Figure]) { self.figures += figures }

    mutating func complain(_ complaint: String) { complaints.append(complaint) }

    /// One row per figure: figure, value, reference, ratio, target, met.
    var text: String {
        let rows =
            [["Figure", "Value", "Reference", "Ratio", "Target", "Met"]] + figures.map(Self.row)
        let widths = (0..<6).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return (1...3).contains(column) ? padding + cell.0 : cell.0 + padding
            }
            .joined(separator: "  ")
        }
        return (lines + [Self.machine] + complaints).joined(separator: "\n")
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = Document(
            figures: figures.map(Line.init), machine: Self.machine, complaints: complaints)
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }

    /// How many cores there are and how much wanted them: above the bench's own few, others took part of what
    /// was measured.
    private static var machine: String {
        var load = 0.0
        getloadavg(&load, 1)
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return String(
            format: "%d cores, shared by client and server; load of the last minute %.1f", cores,
            load)
    }

    private struct Document: Encodable {
        let figures: [Line]
        let machine: String
        let complaints: [String]
    }

    /// A figure with its verdict and its targets as they are read.
    private struct Line: Encodable {
        let name: String
        let value: Double
        let unit: String
        let reference: Double?
        let ratio: Double?
        let targets: [String]
        let isMet: Bool?

        init(_ figure: Figure) {
            name = figure.name
            value = figure.value
            unit = figure.unit
            reference = figure.reference
            ratio = figure.ratio
            targets = figure.targets.map { $0.words(in: figure.unit) }
            isMet = figure.isMet
        }
    }

    private static func row(_ figure: Figure) -> [String] {
        [
            figure.name, plain(figure.value) + " " + figure.unit,
            figure.reference.map { plain($0) + " " + figure.unit } ?? "",
            figure.ratio.map(plain) ?? "",
            figure.targets.map { $0.words(in: figure.unit) }.joined(separator: ", "),
            figure.isMet.map { $0 ? "yes" : "NO" } ?? "",
        ]
    }

    /// Three significant digits, and every digit of a whole number.
    fileprivate static func plain(_ number: Double) -> String {
        String(format: number.magnitude >= 100 ? "%.0f" : "%.3g", number)
    }
}

extension Figure.Target {
    fileprivate func words(in unit: String) -> String {
        switch self {
        case .atLeast(let least): "≥ \(Report.plain(least)) \(unit)"
        case .atMost(let most): "≤ \(Report.plain(most)) \(unit)"
        case .ratioAtLeast(let least): "≥ \(Report.plain(least)) ×"
        case .ratioAtMost(let most): "≤ \(Report.plain(most)) ×"
        }
    }
}
