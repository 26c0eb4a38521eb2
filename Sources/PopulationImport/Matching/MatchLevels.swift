import Diagnostics
import SurveyDefinition

/// What becomes of a level of the file.
enum LevelMatch: Equatable {
    case counted(Code)
    /// Its people aren't counted: they are too young or too old, a total counts them too, or the
    /// person who imports leaves them out.
    case leftOut
}

/// Finds which of our levels each level of a dimension belongs to.
struct LevelMatching {
    let file: String
    let variable: BackgroundVariable
    let ours: [OurLevel]
    let request: PopulationRequest
    let faults: FaultCollector

    /// One per level of the dimension, in order; `nil` where none was found, which is reported.
    func match(_ dimension: PublishedTable.Dimension) -> [LevelMatch?] {
        let matches = dimension.levels.map { level in
            match(level) ?? reportUnmatched(level, of: dimension)
        }
        checkMapped(in: dimension)
        if matches.allSatisfy({ $0 != nil }) { checkCoverage(of: dimension, matches) }
        return matches
    }

    /// Whether the level is one of ours.
    func isOurs(_ level: PublishedTable.Level) -> Bool {
        if case .counted = match(level) { return true }
        return false
    }

    // MARK: One level

    /// What becomes of a level; `nil` when it is none of ours.
    private func match(_ level: PublishedTable.Level) -> LevelMatch? {
        if let code = mappedCode(of: level) { return .counted(code) }
        if request.leftOut[variable, default: []].contains(where: level.isCalled) {
            return .leftOut
        }
        if let same = ours.first(where: { level.isCalled($0.code.value) }) {
            return .counted(same.code)
        }
        let match =
            switch variable {
            case .age: matchAge(level)
            case .gender: matchGender(level).map { LevelMatch.counted($0) }
            case .district, .site: matchName(level).map { LevelMatch.counted($0) }
            }
        return match ?? (isTotal(level) ? .leftOut : nil)
    }

    private func mappedCode(of level: PublishedTable.Level) -> Code? {
        request.mapped[variable, default: [:]].sorted { $0.key < $1.key }
            .first { $0.value.contains(where: level.isCalled) }?.key
    }

    /// In one of our bands, or outside all of them.
    private func matchAge(_ level: PublishedTable.Level) -> LevelMatch? {
        guard let ages = level.ages else { return nil }
        if let band = ours.first(where: { $0.ages?.contains(ages) == true }) {
            return .counted(band.code)
        }
        let isOutside = ours.allSatisfy { $0.ages?.overlaps(ages) == false }
        return isOutside ? .leftOut : nil
    }

    private func matchGender(_ level: PublishedTable.Level) -> Code? {
        let names = genderNames.first { $0.contains(level.label.folded) }
        return ours.first { names?.contains($0.code.value.folded) == true }?.code
    }

    private func matchName(_ level: PublishedTable.Level) -> Code? {
        ours.first { our in
            [our.name, our.code.value].contains { $0?.folded == level.label.folded }
        }?.code
    }

    private func isTotal(_ level: PublishedTable.Level) -> Bool {
        level.label.folded.split(separator: " ").contains { totalWords.contains(String($0)) }
    }

    private func reportUnmatched(
        _ level: PublishedTable.Level, of dimension: PublishedTable.Dimension
    ) -> LevelMatch? {
        if variable == .age, level.ages != nil {
            report(
                dimension.name, "'\(level.label)' isn't within one of our levels.",
                "Save the table with single years; our levels are \(codes).")
        } else {
            let name = variable.rawValue
            report(
                dimension.name, "'\(level.label)' is none of our levels.",
                "Say what it is with --map \(name):CODE=\"\(level.label)\" or "
                    + "--leave-out \(name)=\"\(level.label)\"; our levels are \(codes).")
        }
        return nil
    }

    /// Our codes, for a sentence.
    private var codes: String { ours.map(\.code.value).joined(separator: ", ") }

    // MARK: All levels

    /// Reports what was said of levels that the file doesn't have, and codes that we don't have.
    private func checkMapped(in dimension: PublishedTable.Dimension) {
        let mapped = request.mapped[variable, default: [:]]
        for code in mapped.keys.sorted() where !ours.contains(where: { $0.code == code }) {
            report(
                dimension.name, "We have no '\(code)' to map to.",
                "Use one of: \(codes).")
        }
        let named = mapped.values.flatMap { $0 } + request.leftOut[variable, default: []]
        for name in named.sorted()
        where !dimension.levels.contains(where: { $0.isCalled(name) }) {
            report(
                dimension.name, "The file has no level '\(name)'.",
                "Use its levels: \(dimension.levels.map(\.label).joined(separator: ", ")).")
        }
    }

    /// Reports a level of ours that nobody of the file is counted in, and ages that are missing or
    /// counted twice.
    ///
    /// Genders needn't all be there: official figures have two, and an answer of another is weighted
    /// as unknown.
    private func checkCoverage(
        of dimension: PublishedTable.Dimension, _ matches: [LevelMatch?]
    ) {
        let counted = ours.filter { our in matches.contains(.counted(our.code)) }
        let missing = ours.filter { !counted.contains($0) }.map(\.code.value)
        if variable == .gender ? counted.count < 2 : !missing.isEmpty {
            report(
                dimension.name, "Nobody is counted in \(missing.joined(separator: ", ")).",
                "Save the table with them, or say which of its levels they are with --map "
                    + "\(variable.rawValue):\(missing.first ?? "CODE")=LEVEL.")
        }
        guard variable == .age else { return }
        for our in counted {
            let levels = zip(dimension.levels, matches).filter { $1 == .counted(our.code) }
            let ranges = levels.compactMap { $0.0.ages }
            guard ranges.count == levels.count, let band = our.ages else { continue }
            if let problem = AgeCoverage(of: band, by: ranges).problem {
                report(
                    dimension.name, "In \(our.code), \(problem)",
                    "Save the table with every age once, such as by single years.")
            }
        }
    }

    private func report(_ place: String, _ problem: String, _ remedy: String) {
        faults.report(Diagnostic(file: file, path: place, problem: problem, remedy: remedy))
    }
}

/// How the ages of a file fill a band of ours.
private struct AgeCoverage {
    /// What is wrong, as the end of a sentence; `nil` when every age is counted once.
    let problem: String?

    /// - Parameter ranges: in any order.
    init(of band: AgeRange, by ranges: [AgeRange]) {
        var next = band.lowest
        for range in ranges.sorted(by: { $0.lowest < $1.lowest }) {
            guard band.contains(range) else {
                problem = "those aged \(range.lowest) or more are counted, not all within it."
                return
            }
            if range.lowest != next {
                problem =
                    range.lowest < next
                    ? "those aged \(range.lowest) are counted twice."
                    : "nobody aged \(next) is counted."
                return
            }
            next = range.highest.map { $0 + 1 } ?? .max
        }
        // Whoever is older than the oldest single year of a file is few, and in no table.
        let last = min(band.highest ?? AgeRange.oldest, AgeRange.oldest)
        problem = next <= last ? "nobody aged \(next) is counted." : nil
    }
}

extension PublishedTable.Level {
    /// Whether the level's text or code is this.
    fileprivate func isCalled(_ name: String) -> Bool { label == name || code == name }

    fileprivate var ages: AgeRange? { AgeRange(label) }
}

/// Words for the genders that official figures have, in Swedish, English and Finnish; one list per
/// gender, folded.
private let genderNames: [Set<String>] = [
    [
        "woman", "women", "female", "females", "kvinna", "kvinnor", "k", "nainen", "naiset", "f",
    ],
    ["man", "men", "male", "males", "män", "m", "mies", "miehet"],
]

/// Words of a level that counts the others' people again.
private let totalWords: Set<String> = [
    "total", "totalt", "totalsumma", "summa", "samtliga", "all", "alla", "båda", "both", "yhteensä",
    "kaikki", "hela",
]
