import CodedAnswers
import Foundation

/// A file of coded answers as `radslag estimate` estimates it: 30 indicators, 5 breakdowns, raked
/// weights. Files of 10 000, 100 000 and, unless left out, 1 000 000 rows; and the first two again
/// with a base weight of everyone's own, so that there are as many classes as rows. The time of a
/// row is set against the smallest file's, which shows whether it grows with the number of rows.
///
/// - Parameter isSkippingMillion: leaves the largest file out.
func measureEstimate(on workbench: Workbench, isSkippingMillion: Bool) throws -> [Figure] {
    let sizes = [10_000, 100_000]
    let folder = workbench.folder.appending(path: "estimate")
    return try measure(
        AnswerSheet(folder: folder, hasOwnWeights: false),
        sizes: sizes + (isSkippingMillion ? [] : [1_000_000]))
        + measure(AnswerSheet(folder: folder, hasOwnWeights: true), sizes: sizes)
}

/// Two figures per size: the time of the file and that of a row.
private func measure(_ sheet: AnswerSheet, sizes: [Int]) throws -> [Figure] {
    try sheet.writePlan()
    let weights = sheet.hasOwnWeights ? ", own weights" : ""
    var perRow: [Double] = []
    return try sizes.flatMap { rows in
        let answers = try sheet.writeAnswers(rows: rows)
        defer { try? FileManager.default.removeItem(at: answers) }
        let seconds = median(
            try (0..<(rows > 100_000 ? 1 : 3)).map { _ in try timed { try sheet.estimate(answers) }
            })
        perRow.append(seconds / Double(rows) * 1e6)
        var time = Figure("estimate of \(rows) rows\(weights)", seconds, "s")
        if rows == 100_000 { time.targets = [.atMost(5)] }
        var ofRow = Figure(
            "  per row, against \(sizes[0]) rows", perRow.last ?? 0, "µs", against: perRow[0])
        if perRow.count > 1 { ofRow.targets = [.ratioAtMost(1.2)] }
        return [time, ofRow]
    }
}

/// A survey of 30 questions on paper, and the plan of its figures.
private struct AnswerSheet {
    let folder: URL
    /// Whether no two respondents have the same base weight.
    let hasOwnWeights: Bool

    private static let questions = 1...30
    private static let ages = ["16-29", "30-44", "45-64", "65+"]
    private static let districts = (1...12).map { String(format: "A%02d", $0) }

    private var plan: URL { folder.appending(path: "plan.yaml") }

    func writePlan() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let districts = Self.districts.map { "\($0): 5000" }.joined(separator: ", ")
        let indicators = Self.questions.map {
            "  - {id: i\($0), column: q\($0), positive: [3, 4], valid: [1, 2, 3, 4], dontKnow: [9]}"
        }
        let text = """
            background: [gender, age, district, education]
            margins:
              gender: {K: 29000, M: 31000}
              age: {16-29: 12000, 30-44: 15000, 45-64: 19000, 65+: 14000}
              district: {\(districts)}
            weighting: {method: raked, trim: [0.2, 5]}
            sample: {\(hasOwnWeights ? "baseWeight: weight" : "")}
            indicators:
            \(indicators.joined(separator: "\n"))
            breakdowns: [gender, age, district, education, age*district]
            """
        try Data(text.utf8).write(to: plan)
    }

    /// Writes as many respondents, the same in every run.
    func writeAnswers(rows: Int) throws -> URL {
        let url = folder.appending(path: "answers-\(rows).csv")
        try Data(header.utf8).write(to: url)
        let file = try FileHandle(forWritingTo: url)
        defer { try? file.close() }
        try file.seekToEnd()
        var generator = BenchGenerator(seed: 2026)
        var text = ""
        for row in 1...rows {
            if hasOwnWeights { text += "\(rows + row)," }
            text += respondent(row, using: &generator)
            if row % 10_000 == 0 || row == rows {
                try file.write(contentsOf: Data(text.utf8))
                text.removeAll(keepingCapacity: true)
            }
        }
        return url
    }

    private var header: String {
        let names = ["id", "gender", "age", "district", "education"]
        let weight = hasOwnWeights ? ["weight"] : []
        return (weight + names + Self.questions.map { "q\($0)" }).joined(separator: ",") + "\n"
    }

    /// One row; every eighth answer is *don't know* and every eighth is left blank.
    private func respondent(_ row: Int, using generator: inout BenchGenerator) -> String {
        let codes = ["1", "2", "3", "3", "4", "4", "9", ""]
        let first = generator.next()
        var text = "\(row),\(first & 1 == 0 ? "K" : "M"),\(Self.ages[Int(first >> 1 & 3)]),"
        text += Self.districts[Int(first >> 8) % Self.districts.count]
        text += ",\(1 + first >> 4 % 3)"
        for _ in Self.questions { text += "," + codes[Int(generator.next() >> 61)] }
        return text + "\n"
    }

    /// What the command does: from the files to the text of the figures.
    func estimate(_ answers: URL) throws {
        _ = try CodedEstimates(file: answers, by: EstimatePlan.read(plan)).json()
    }
}
