/// Finds streets with a number: `Storgatan 5 B`, `Hämeenkatu 12`, `12 High Street`, `شارع النور 5`.
///
/// An amount after the street stays, as in *på Storgatan 3 gånger*, and so does the number of a road.
func streetAddresses(in text: ScannedText) -> [Candidate] {
    var found: [Candidate] = []
    for index in text.words.indices {
        let word = text.words[index]
        guard word.range.lowerBound >= found.last?.range.upperBound ?? 0 else { continue }
        let candidate =
            englishWords.contains(word.text)
            ? addressBefore(index, in: text)
            : arabicWords.contains(word.text)
                ? arabicAddress(from: index, in: text) : nordicAddress(at: index, in: text)
        if let candidate { found.append(candidate) }
    }
    return found
}

// MARK: Swedish and Finnish: the street, then the number

private func nordicAddress(at index: Int, in text: ScannedText) -> Candidate? {
    let word = text.words[index]
    guard let start = startOfStreet(at: index, in: text),
        let end = endOfNumber(after: word.range.upperBound, in: text)
    else { return nil }
    return Candidate(
        kind: .streetAddress, range: start..<end,
        confidence: text.scalars[start].properties.isUppercase ? .high : .medium)
}

/// Where the street's name begins, when the word is one or ends one.
private func startOfStreet(at index: Int, in text: ScannedText) -> Int? {
    let word = text.words[index]
    if wholeWords.contains(word.text) {
        guard index > 0 else { return nil }
        let before = text.words[index - 1]
        let isName =
            before.isCapitalised
            && (before.text.hasSuffix("s") || ["torg", "gränd", "allé"].contains(word.text))
        guard word.range.lowerBound - before.range.upperBound == 1,
            firstWords.contains(before.text) || isName
        else { return nil }
        return before.range.lowerBound
    }
    guard !notStreets.contains(where: { word.text.hasPrefix($0) }) else { return nil }
    let isStreet =
        endsInStreet(word.text, strongEndings)
        || word.isCapitalised && endsInStreet(word.text, weakEndings)
    return isStreet ? word.range.lowerBound : nil
}

/// Whether the word is a street's name: one of the endings with two letters or more before it.
private func endsInStreet(_ word: String, _ endings: [Int: Set<String>]) -> Bool {
    endings.contains { length, endings in
        word.unicodeScalars.count > length + 1 && endings.contains(String(word.suffix(length)))
    }
}

private func byLength(_ endings: String) -> [Int: Set<String>] {
    Dictionary(grouping: endings.split(separator: " ").map(String.init), by: \.count)
        .mapValues { Set($0) }
}

private let strongEndings = byLength(
    """
    gatan gata vägen gränd gränden stigen allén torget torg slingan kroken vreten svängen \
    katu kadun kadulla kadulta kadulle kuja kujan kujalla kujalta kaari kaaren kaarella \
    polku polun polulla raitti raitin raitilla
    """)

private let weakEndings = byLength(
    """
    väg stig allé backen backe ringen leden liden platsen plats plan hagen kajen parken \
    tie tien tiellä tieltä tori torin torilla aukio aukion aukiolla ranta rannan rinne rinteen \
    mäki mäen mäellä
    """)

private let wholeWords: Set<String> = [
    "gata", "gatan", "väg", "vägen", "gränd", "torg", "torget", "allé", "plan", "plats", "stig",
    "katu", "tie",
]

private let firstWords: Set<String> = [
    "stora", "lilla", "norra", "södra", "östra", "västra", "gamla", "nya", "övre", "nedre",
    "långa", "korta", "breda", "smala", "inre", "yttre", "vanha", "uusi", "pitkä",
]

private let notStreets = [
    "motorväg", "riksväg", "länsväg", "europaväg", "landsväg", "cykelväg", "gångväg", "skolväg",
    "omväg", "järnväg", "huvudväg", "genomfartsväg", "gågata", "huvudgata", "tvärgata", "trafikled",
    "cykelled", "detaljplan", "översiktsplan", "handlingsplan", "tidsplan", "fotbollsplan",
    "konstgräsplan", "arbetsplats", "lekplats", "parkeringsplats", "bostadsområd", "livsmedelstorg",
    "moottoritie", "valtatie", "kantatie", "kehätie", "rautatie", "pyörätie", "seututie",
]

/// The end of the number after a street's name, with its letter and its flat; `nil` when the number is
/// an amount, a time or a year.
private func endOfNumber(after name: Int, in text: ScannedText) -> Int? {
    var place = text.skippingSpaces(from: name)
    if let word = text.word(at: place), ["nr", "nummer", "numero", "no"].contains(word.text) {
        place = text.skippingSpaces(
            from: word.range.upperBound + (text[word.range.upperBound] == "." ? 1 : 0))
    }
    guard place > name, let run = text.digitRun(at: place), run.count < 4,
        text.scalars[place] != "0"
    else { return nil }
    var end = run.upperBound
    if text[end] == "-", let last = text.digitRun(at: end + 1), last.count < 4 {
        end = last.upperBound
    }
    if let mark = text[end], ".,:/%".unicodeScalars.contains(mark),
        mark == "%" || text[end + 1]?.isDigit == true
    {
        return nil
    }
    let next = text.word(at: text.skippingSpaces(from: end, most: 1))
    if let next, unitWords.contains(next.text) { return nil }
    if let next, next.range.count == 1,
        next.isCapitalised || next.range.lowerBound == end || "bcdefgh".contains(next.text)
    {
        end = next.range.upperBound
    }
    return text.isWordlike(at: end) ? nil : endOfFlat(after: end, in: text)
}

private func endOfFlat(after number: Int, in text: ScannedText) -> Int {
    let start = text.skippingSpaces(from: text[number] == "," ? number + 1 : number)
    guard let word = text.word(at: start), ["lgh", "lägenhet", "as", "apt"].contains(word.text)
    else { return number }
    let place = text.skippingSpaces(
        from: word.range.upperBound + (text[word.range.upperBound] == "." ? 1 : 0))
    return text.digitRun(at: place)?.upperBound ?? number
}

// MARK: English: the number, then the street

private let englishWords: Set<String> = [
    "street", "road", "avenue", "lane", "drive", "square", "court", "crescent", "terrace", "st",
    "rd", "ave",
]

private func addressBefore(_ index: Int, in text: ScannedText) -> Candidate? {
    guard text.words[index].isCapitalised else { return nil }
    var start = index
    while start > 0, index - start < 4, text.words[start].isCapitalised {
        let gap = text.words[start].range.lowerBound - 1
        guard text[gap] == " " else { return nil }
        if start < index, let number = numberEnding(at: gap, in: text) {
            return Candidate(
                kind: .streetAddress, range: number.lowerBound..<text.words[index].range.upperBound,
                confidence: .high)
        }
        start -= 1
        guard text.words[start].range.upperBound == gap else { return nil }
    }
    guard start == 0, start < index, text.words[0].isCapitalised,
        let number = numberEnding(at: text.words[0].range.lowerBound - 1, in: text)
    else { return nil }
    return Candidate(
        kind: .streetAddress, range: number.lowerBound..<text.words[index].range.upperBound,
        confidence: .high)
}

/// A house number that ends at the place, with its letter; a year isn't one.
private func numberEnding(at end: Int, in text: ScannedText) -> Range<Int>? {
    var last = end
    if text[last - 1]?.isLetter == true, text[last - 2]?.isDigit == true { last -= 1 }
    var start = last
    while last - start < 5, text[start - 1]?.isDigit == true { start -= 1 }
    let digits = text.digits(in: max(0, start)..<max(0, last))
    guard (1...4).contains(digits.count), !text.isWordlike(at: start - 1),
        digits.count < 4 || !(19...20).contains(digits[0] * 10 + digits[1])
    else { return nil }
    return start..<end
}

// MARK: Arabic: the word for street, its name, then the number

private let arabicWords: Set<String> = ["شارع", "شارعي", "بشارع", "طريق"]

private func arabicAddress(from index: Int, in text: ScannedText) -> Candidate? {
    let start = text.words[index].range.lowerBound
    var end = text.words[index].range.upperBound
    for word in text.words[(index + 1)...].prefix(4) {
        guard text.skippingSpaces(from: end) == word.range.lowerBound else { break }
        end = word.range.upperBound
    }
    let place = text.skippingSpaces(from: end)
    guard end > text.words[index].range.upperBound, place > end,
        let run = text.digitRun(at: place), run.count < 4, text[run.upperBound] != ":",
        !unitWords.contains(
            text.word(at: text.skippingSpaces(from: run.upperBound))?.text ?? "")
    else { return nil }
    return Candidate(kind: .streetAddress, range: start..<run.upperBound, confidence: .medium)
}
