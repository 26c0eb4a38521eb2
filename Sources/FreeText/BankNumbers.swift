/// Finds international account numbers by the length that their country gives them.
///
/// With a wrong checksum one is found all the same where everything after the country is digits.
///
/// Source: ISO 13616-1 and the IBAN registry, for the countries that residents write of most.
func ibans(in text: ScannedText) -> [Candidate] {
    var found: [Candidate] = []
    for run in text.digitRuns where run.count >= 2 {
        let start = run.lowerBound - 2
        guard start >= 0, start >= found.last?.range.upperBound ?? 0,
            !text.isWordlike(at: start - 1),
            let length = accountLengths[text.string(start..<run.lowerBound).uppercased()],
            let number = accountNumber(at: start, length: length, in: text)
        else { continue }
        let isRight = hasRightAccountChecksum(number.characters)
        guard isRight || number.characters.dropFirst(2).allSatisfy(\.isDigit) else { continue }
        found.append(
            Candidate(
                kind: .iban, range: start..<number.end, confidence: isRight ? .high : .medium))
    }
    return found
}

private let accountLengths: [String: Int] = [
    "SE": 24, "FI": 18, "NO": 15, "DK": 18, "DE": 22, "GB": 22, "PL": 28, "FR": 27, "ES": 24,
    "IT": 27, "NL": 18, "BE": 16, "EE": 20, "LV": 21, "LT": 20, "IS": 26, "TR": 26, "IQ": 23,
    "LB": 28, "JO": 30, "EG": 29, "SA": 24, "AE": 23, "RO": 24, "HR": 21, "BA": 20,
]

private func accountNumber(
    at start: Int, length: Int, in text: ScannedText
) -> (characters: [Unicode.Scalar], end: Int)? {
    var characters: [Unicode.Scalar] = []
    var place = start
    while characters.count < length {
        if !characters.isEmpty, text[place] == " " || text[place] == "-" { place += 1 }
        guard let scalar = text[place], scalar.isASCII, scalar.isLetter || scalar.isDigit else {
            return nil
        }
        characters.append(scalar)
        place += 1
    }
    return text.isWordlike(at: place) ? nil : (characters, place)
}

/// Finds numbers of payment cards: 13 to 19 digits, in one run or in groups, with a right check digit.
///
/// Source: ISO/IEC 7812-1.
func cards(in text: ScannedText) -> [Candidate] {
    var found: [Candidate] = []
    for (index, run) in text.digitRuns.enumerated()
    where run.lowerBound >= found.last?.range.upperBound ?? 0 {
        guard let end = endOfCard(from: index, in: text) else { continue }
        let digits = text.digits(in: run.lowerBound..<end)
        guard (2...6).contains(digits[0]), hasRightCheckDigit(digits) else { continue }
        found.append(Candidate(kind: .card, range: run.lowerBound..<end, confidence: .high))
    }
    return found
}

/// Groups of digits that cards are written in; the shorter patterns come after the longer.
private let cardGroups = [[4, 4, 4, 4, 3], [4, 4, 4, 4], [4, 6, 5], [4, 6, 4]]

private func endOfCard(from index: Int, in text: ScannedText) -> Int? {
    let runs = text.digitRuns
    if (13...19).contains(runs[index].count) { return runs[index].upperBound }
    for groups in cardGroups where index + groups.count <= runs.count {
        let candidates = runs[index..<(index + groups.count)]
        let fits = zip(candidates, groups).allSatisfy { $0.count == $1 }
        let isJoined = zip(candidates, candidates.dropFirst()).allSatisfy { before, after in
            after.lowerBound - before.upperBound == 1
                && (text[before.upperBound] == " " || text[before.upperBound] == "-")
        }
        if fits, isJoined { return candidates.last?.upperBound }
    }
    return nil
}
