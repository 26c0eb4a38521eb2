/// Finds phone numbers: with a country (`+46`, `0046`), with an area (`070-`, `08-`), or after a word such as
/// *ring*.
///
/// Times, dates, years and amounts that are written alike stay.
///
/// Source: the forms of ITU-T E.123 and of the Swedish and Finnish numbering plans.
func phoneNumbers(in text: ScannedText) -> [Candidate] {
    var found: [Candidate] = []
    for (index, run) in text.digitRuns.enumerated() {
        let end = found.last?.range.upperBound ?? 0
        guard run.lowerBound >= end else { continue }
        let isFree = run.lowerBound - end == 1 && end > 0 || isFree(before: index, in: text)
        let candidate =
            international(at: index, isFree: isFree, in: text)
            ?? (isFree ? domestic(at: index, in: text) ?? announced(at: index, in: text) : nil)
        if let candidate { found.append(candidate) }
    }
    return found
}

private func international(
    at index: Int, isFree: Bool, in text: ScannedText
) -> Candidate? {
    let run = text.digitRuns[index]
    let plus = run.lowerBound - 1
    let hasPlus = text[plus] == "+" && text[plus - 1]?.isDigit != true
    let digits = text.digits(in: run)
    let hasZeros =
        isFree && digits.count > 2 && digits[0] == 0 && digits[1] == 0 && digits[2] != 0
    guard hasPlus && digits[0] != 0 || hasZeros else { return nil }
    let country = Array(digits.drop { $0 == 0 })
    let most = (country.starts(with: [4, 6]) ? 11 : 13) + (hasZeros ? 2 : 0)
    let number = groups(from: index, most: most, in: text)
    guard number.total >= (hasZeros ? 10 : 8), !number.isAmount else { return nil }
    return Candidate(
        kind: .phone, range: (hasPlus ? plus : run.lowerBound)..<number.end, confidence: .high)
}

private func domestic(at index: Int, in text: ScannedText) -> Candidate? {
    let run = text.digitRuns[index]
    let digits = text.digits(in: run)
    guard digits.count > 1, digits[0] == 0, digits[1] != 0 else { return nil }
    let number = groups(from: index, most: digits[1] == 7 ? 10 : 11, in: text)
    guard (8...11).contains(number.total), !number.isTimes, !number.isDate, !number.isAmount
    else { return nil }
    // Six digits and four are an identity number's form.
    if run.count == 6, number.separators.first != " " { return nil }
    return Candidate(kind: .phone, range: run.lowerBound..<number.end, confidence: .high)
}

/// A number without area or country, after a word that says what it is.
private func announced(at index: Int, in text: ScannedText) -> Candidate? {
    let run = text.digitRuns[index]
    let next = text.wordIndex(from: run.lowerBound)
    let near = text.words[max(0, next - 2)..<next].filter {
        run.lowerBound - $0.range.upperBound <= 12
    }
    guard near.contains(where: { phoneWords.contains($0.text) }) else { return nil }
    let number = groups(from: index, most: 12, in: text)
    guard (6...12).contains(number.total), !number.isDate, !number.isAmount, !number.isTimes,
        !unitWords.contains(text.word(at: text.skippingSpaces(from: number.end))?.text ?? "")
    else { return nil }
    return Candidate(kind: .phone, range: run.lowerBound..<number.end, confidence: .medium)
}

private let phoneWords: Set<String> = [
    "tel", "tele", "telefon", "telefonnummer", "telnr", "tfn", "mobil", "mobilnummer", "mobilen",
    "ring", "ringa", "ringer", "sms", "smsa", "swish", "swisha",
    "puh", "puhelin", "puhelinnumero", "puhelinnumeroni", "numeroni", "soita", "soittakaa",
    "phone", "telephone", "call", "mobile", "whatsapp",
    "هاتف", "هاتفي", "الهاتف", "رقمي", "جوال", "جوالي", "موبايل", "تلفون", "اتصل", "اتصلوا",
    "واتساب", "واتس",
]

/// Whether no other number leads into this one, as in `1 050 000` or `2026/0123`.
private func isFree(before index: Int, in text: ScannedText) -> Bool {
    let run = text.digitRuns[index]
    if text.isWordlike(at: run.lowerBound - 1) { return false }
    guard index > 0, let before = text[run.lowerBound - 1],
        text.digitRuns[index - 1].upperBound == run.lowerBound - 1
    else { return true }
    if "-/.,:+".unicodeScalars.contains(before) { return false }
    return before != " " || run.count != 3 || text.digitRuns[index - 1].count > 3
}

/// Digits in groups, as phone numbers are written.
private struct DigitGroups {
    var digits: [[Int]]
    var separators: [String] = []
    var end: Int

    var total: Int { digits.reduce(0) { $0 + $1.count } }

    /// Whether it is a round sum.
    var isAmount: Bool { digits.joined().suffix(6).allSatisfy { $0 == 0 } }

    /// Whether it is two times of day, such as `08.30-16.00` or `08-12 13-17`.
    var isTimes: Bool {
        total == 8 && digits.allSatisfy { $0.count == 2 }
            && separators.dropFirst().contains { $0.contains("-") || $0 == "." }
    }

    /// Whether it is a date, such as `05.12.2026` or `2026-12-05`.
    var isDate: Bool {
        guard digits.count > 2 else { return false }
        let numbers = digits.prefix(3).map { $0.reduce(0) { $0 * 10 + $1 } }
        let lengths = digits.prefix(3).map(\.count)
        let isDayFirst = (1...31).contains(numbers[0]) && (1...12).contains(numbers[1])
        let isYearFirst = (1...12).contains(numbers[1]) && (1...31).contains(numbers[2])
        let years = 1900...2100
        return lengths == [2, 2, 4] && isDayFirst && years.contains(numbers[2])
            || lengths == [4, 2, 2] && isYearFirst && years.contains(numbers[0])
    }
}

/// The run and as many of those behind it as belong together, with at most `most` digits.
private func groups(from index: Int, most: Int, in text: ScannedText) -> DigitGroups {
    var run = text.digitRuns[index]
    var groups = DigitGroups(digits: [text.digits(in: run)], end: run.upperBound)
    for next in text.digitRuns[(index + 1)...] {
        let gap = run.upperBound..<next.lowerBound
        guard gap.count <= 3 else { break }
        let separator = text.string(gap)
        let isTrunkZero = separator.hasSuffix("(") && next.count == 1
        guard groupSeparators.contains(separator), next.count > 1 || isTrunkZero,
            groups.total + next.count <= most + (isTrunkZero ? 1 : 0)
        else { break }
        if isTrunkZero {
            groups.digits.append([])
        } else {
            groups.digits.append(text.digits(in: next))
        }
        groups.separators.append(separator)
        groups.end = next.upperBound
        run = next
    }
    return groups
}

private let groupSeparators: Set<String> = [
    " ", "-", "/", ".", " - ", "- ", " -", " / ", ")", ") ", ")-", " (", "(", "  ",
]
