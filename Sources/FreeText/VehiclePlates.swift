/// Finds registration numbers of vehicles: `ABC 123`, `ABC 12D`, the Finnish `ABC-123`, and others after a word
/// such as *regnr*.
///
/// Source: Transportstyrelsen's forms: I, Q and V are not used, nor O at the end.
func vehiclePlates(in text: ScannedText) -> [Candidate] {
    text.digitRuns.compactMap { run in
        plate(around: run, in: text) ?? announcedPlate(around: run, in: text)
    }
}

private func plate(around run: Range<Int>, in text: ScannedText) -> Candidate? {
    guard let (letters, isJoined) = letters(before: run, in: text), letters.count == 3,
        letters.allSatisfy({ plateLetters.contains(text.scalars[$0]) }),
        !text.isWordlike(at: letters.lowerBound - 1),
        let end = endOfPlate(run, in: text)
    else { return nil }
    let hasLastLetter = end > run.upperBound
    let candidate = Candidate(
        kind: .vehiclePlate, range: letters.lowerBound..<end,
        confidence: isJoined || hasLastLetter ? .high : .medium)
    if isJoined || hasLastLetter { return candidate }
    return looksLikeAnAmount(letters, end, in: text) ? nil : candidate
}

/// The letters before the digits, and whether they are written together.
private func letters(
    before run: Range<Int>, in text: ScannedText
) -> (Range<Int>, isJoined: Bool)? {
    let isJoined = text[run.lowerBound - 1]?.isLetter == true
    let hasGap = text[run.lowerBound - 1] == " " || text[run.lowerBound - 1] == "-"
    guard isJoined || hasGap else { return nil }
    let end = isJoined ? run.lowerBound : run.lowerBound - 1
    var start = end
    while end - start < 4, text[start - 1]?.isLetter == true { start -= 1 }
    return (start..<end, isJoined)
}

/// The end of three digits, or of two and a letter, with nothing joined to it.
private func endOfPlate(_ run: Range<Int>, in text: ScannedText) -> Int? {
    var end = run.upperBound
    switch run.count {
    case 3: break
    case 2:
        guard let letter = text[end], plateLetters.contains(letter), letter != "O" else {
            return nil
        }
        end += 1
    default: return nil
    }
    let goesOn = text[end].map { "-.:/".unicodeScalars.contains($0) } ?? false
    return text.isWordlike(at: end) || goesOn && text[end + 1]?.isDigit == true ? nil : end
}

/// Whether three capitals before a number are an abbreviation, or a word in a text that is all capitals.
private func looksLikeAnAmount(
    _ letters: Range<Int>, _ end: Int, in text: ScannedText
) -> Bool {
    if abbreviations.contains(text.string(letters)) { return true }
    let index = text.wordIndex(from: letters.lowerBound)
    let after = text.word(at: text.skippingSpaces(from: end))
    let isCounted = after.map { unitWords.contains($0.text) } ?? (text[end] == "%")
    let isShouting = after?.isShouted == true || index > 0 && text.words[index - 1].isShouted
    return isCounted || isShouting
}

private let plateLetters = Set("ABCDEFGHJKLMNOPRSTUWXYZ".unicodeScalars)

private let abbreviations: Set<String> = [
    "SFS", "SMS", "LSS", "PBL", "SCB", "NTU", "DHL", "LED", "TOP", "MAX", "CSN", "KTH", "SEK",
    "EUR", "USD", "DKK", "NOK", "PSA", "BMW", "MFF", "SKR", "SOU", "FAR", "MHK", "RUT", "ROT",
    "SUM",
    "THE", "AND", "FOR", "NOT", "ALL", "ARE", "OCH", "SOM", "DET", "HAR", "ETT", "JAG", "JOS",
    "KUN",
]

/// A plate of another form after a word that says what it is.
private func announcedPlate(around run: Range<Int>, in text: ScannedText) -> Candidate? {
    var start = run.lowerBound
    if let (letters, _) = letters(before: run, in: text), letters.count < 4,
        !plateWords.contains(text.string(letters).lowercased())
    {
        start = letters.lowerBound
    }
    let next = text.wordIndex(from: start)
    guard
        let cue = text.words[max(0, next - 2)..<next].first(where: {
            plateWords.contains($0.text) && start - $0.range.upperBound <= 12
        }), (2...8).contains(run.upperBound - start), start < run.lowerBound || cue.isArabic
    else { return nil }
    var end = run.upperBound
    if text[end]?.isLetter == true { end += 1 }
    return text.isWordlike(at: end)
        ? nil : Candidate(kind: .vehiclePlate, range: start..<end, confidence: .medium)
}

extension ScannedText.Word {
    /// Plates of countries that write Arabic may be digits alone.
    fileprivate var isArabic: Bool { text.unicodeScalars.first.map { $0.value > 0x600 } ?? false }
}

private let plateWords: Set<String> = [
    "regnr", "reg", "registreringsnummer", "registreringsnumret", "regnummer", "regskylt",
    "registreringsskylt", "rekisterinumero", "rekisterinro", "rekisteritunnus", "rekkari",
    "plate", "registration", "لوحة", "اللوحة", "لوحته", "لوحتها",
]
