/// Finds Swedish identity numbers: `(18|19|20)?YYMMDD[-+ ]?NNNN` with a real date.
///
/// With a wrong check digit it is found all the same, with medium confidence: people mistype. A number
/// whose month is twenty or more belongs to an organisation and has no date, so that it stays.
///
/// Source: Skatteverket SKV 704 (personnummer) and SKV 707 (samordningsnummer); the letters of interim
/// numbers are those that regions use.
func identityNumbers(in text: ScannedText) -> [Candidate] {
    text.digitRuns.compactMap { run in
        guard let birth = birthDate(at: run, in: text), let kind = birth.kind else { return nil }
        guard let tail = tail(of: birth, in: text) else { return nil }
        let range = run.lowerBound..<tail.end
        if tail.isInterim {
            return Candidate(
                kind: .interimNumber, range: range, confidence: tail.isLoose ? .medium : .high)
        }
        let isRight = hasRightCheckDigit(birth.digits.suffix(6) + tail.digits)
        if birth.isSpelledOut, tail.isLoose, !isRight { return nil }
        return Candidate(kind: kind, range: range, confidence: isRight ? .high : .medium)
    }
}

/// The first part of an identity number.
private struct BirthDate {
    /// Six digits, or eight with the century.
    let digits: [Int]
    let end: Int
    /// Whether year, month and day are written apart.
    let isSpelledOut: Bool

    /// The kind of number that has this date; `nil` when there is no such day.
    var kind: Finding.Kind? {
        let (month, day) = (number(digits.suffix(4).prefix(2)), number(digits.suffix(2)))
        if digits.count == 8, !(18...20).contains(number(digits.prefix(2))) { return nil }
        let days = daysInMonth(month)
        if (1...31).contains(day), day <= days { return .personalNumber }
        if (61...91).contains(day), day - 60 <= days { return .coordinationNumber }
        return nil
    }

    private func daysInMonth(_ month: Int) -> Int {
        switch month {
        case 2: isLeapYear ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1...12: 31
        default: 0
        }
    }

    /// Without a century, whether any of the three centuries has a leap year with these two digits.
    private var isLeapYear: Bool {
        guard digits.count == 8 else { return number(digits.prefix(2)).isMultiple(of: 4) }
        let year = number(digits.prefix(4))
        return year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    private func number(_ digits: ArraySlice<Int>) -> Int { digits.reduce(0) { $0 * 10 + $1 } }
}

private func birthDate(at run: Range<Int>, in text: ScannedText) -> BirthDate? {
    switch run.count {
    case 6, 8, 10, 12:
        let end = run.count > 8 ? run.upperBound - 4 : run.upperBound
        return BirthDate(
            digits: text.digits(in: run.lowerBound..<end), end: end, isSpelledOut: false)
    case 2, 4:
        guard let mark = text[run.upperBound], "-./ ".unicodeScalars.contains(mark),
            let month = text.digitRun(at: run.upperBound + 1), month.count == 2,
            text[month.upperBound] == mark,
            let day = text.digitRun(at: month.upperBound + 1), day.count == 2
        else { return nil }
        return BirthDate(
            digits: [run, month, day].flatMap(text.digits), end: day.upperBound,
            isSpelledOut: true)
    default: return nil
    }
}

/// The last four of an identity number.
private struct Tail {
    let digits: [Int]
    let isInterim: Bool
    /// Whether only a space stands before it.
    let isLoose: Bool
    let end: Int
}

private func tail(of birth: BirthDate, in text: ScannedText) -> Tail? {
    if text[birth.end]?.isDigit == true {
        let range = birth.end..<(birth.end + 4)
        return Tail(
            digits: text.digits(in: range), isInterim: false, isLoose: false, end: range.upperBound)
    }
    var place = text.skippingSpaces(from: birth.end, most: 1)
    let hasMark = text[place] == "-" || text[place] == "+"
    if hasMark { place = text.skippingSpaces(from: place + 1, most: 1) }
    let isLoose = !hasMark && place > birth.end
    if let run = text.digitRun(at: place), run.count == 4, place > birth.end {
        return Tail(
            digits: text.digits(in: run), isInterim: false, isLoose: isLoose, end: run.upperBound)
    }
    guard let letter = text[place], interimLetters.contains(letter),
        let run = text.digitRun(at: place + 1), run.count == 3,
        !text.isWordlike(at: run.upperBound)
    else { return nil }
    return Tail(digits: [], isInterim: true, isLoose: isLoose, end: run.upperBound)
}

private let interimLetters = Set("TRSUWXJKLMNtrsuwxjklmn".unicodeScalars)
