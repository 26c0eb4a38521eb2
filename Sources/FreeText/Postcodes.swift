/// Finds postcodes with a place: `151 32 Södertälje`, `SE-15132 Södertälje`, `00100 Helsinki`.
func postcodes(in text: ScannedText) -> [Candidate] {
    text.digitRuns.compactMap { run in
        guard let end = endOfCode(at: run, in: text) else { return nil }
        let isGrouped = end > run.upperBound
        let placeStart = text.skippingSpaces(from: text[end] == "," ? end + 1 : end)
        guard placeStart > end, let place = text.word(at: placeStart), place.range.count > 1,
            !unitWords.contains(place.text)
        else { return nil }
        let isKnown = knownPlaces.contains(place.text)
        guard isKnown || place.isCapitalised && !place.isShouted else { return nil }
        // Ten thousand and more people are counted in one run of digits too.
        if !isGrouped, !isKnown, text.scalars[run.lowerBound] != "0" { return nil }
        return Candidate(
            kind: .postcode,
            range: startOfCode(at: run, in: text)..<endOfPlace(place, in: text),
            confidence: isKnown ? .high : .medium)
    }
}

/// The end of five digits, in one run or as three and two, that no other number leads into.
private func endOfCode(at run: Range<Int>, in text: ScannedText) -> Int? {
    if let before = text[run.lowerBound - 1],
        before.isLetter || ".,:/+".unicodeScalars.contains(before)
    {
        return nil
    }
    if text[run.lowerBound - 1] == " ", text[run.lowerBound - 2]?.isDigit == true { return nil }
    if run.count == 5 { return run.upperBound }
    guard run.count == 3, text.scalars[run.lowerBound] != "0", text[run.upperBound] == " ",
        let last = text.digitRun(at: run.upperBound + 1), last.count == 2
    else { return nil }
    return last.upperBound
}

/// With the country before it, as in `SE-151 32`.
private func startOfCode(at run: Range<Int>, in text: ScannedText) -> Int {
    guard text[run.lowerBound - 1] == "-" else { return run.lowerBound }
    for length in [2, 1] {
        let start = run.lowerBound - 1 - length
        if let word = text.word(at: start), ["se", "s", "fi", "fin"].contains(word.text) {
            return start
        }
    }
    return run.lowerBound
}

private func endOfPlace(_ place: ScannedText.Word, in text: ScannedText) -> Int {
    guard firstParts.contains(place.text), text[place.range.upperBound] == " ",
        let second = text.word(at: place.range.upperBound + 1), second.isCapitalised
    else { return place.range.upperBound }
    return second.range.upperBound
}

private let firstParts: Set<String> = [
    "upplands", "stora", "norra", "södra", "östra", "västra", "gamla", "nya",
]

/// Places that are recognised in lower case, or in Arabic script, which has no capitals.
private let knownPlaces: Set<String> = [
    "södertälje", "stockholm", "järna", "hölö", "mölnbo", "enhörna", "nykvarn", "göteborg",
    "malmö", "uppsala", "botkyrka", "tumba", "huddinge", "solna", "nynäshamn", "salem", "rönninge",
    "helsinki", "helsingfors", "espoo", "vantaa", "turku", "tampere", "oulu",
    "سودرتاليا", "سودرتالي", "سودرتيليه", "سودرتاليه", "ستوكهولم", "هلسنكي",
]
