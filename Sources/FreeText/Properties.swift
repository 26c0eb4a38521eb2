/// Finds designations of properties: a place and a block with a unit, such as `Igelsta 1:23`.
///
/// Times, scores after a word in lower case, laws (`SFS 2010:800`) and references to scripture stay.
///
/// Source: fastighetsdatalagen's *registerbeteckning*: tract, block, unit.
func properties(in text: ScannedText) -> [Candidate] {
    text.digitRuns.compactMap { run in
        guard run.count < 4, text.scalars[run.lowerBound] != "0", text[run.upperBound] == ":",
            let unit = text.digitRun(at: run.upperBound + 1), unit.count < 5,
            text.scalars[unit.lowerBound] != "0", !goesOn(after: unit, in: text),
            text[run.lowerBound - 1] == " "
        else { return nil }
        let index = text.wordIndex(from: run.lowerBound) - 1
        guard index >= 0, text.words[index].range.upperBound == run.lowerBound - 1 else {
            return nil
        }
        let isAnnounced = isAnnounced(index, in: text)
        guard isAnnounced || isPlace(text.words[index]) && !isTime(run, unit, in: text) else {
            return nil
        }
        return Candidate(
            kind: .property, range: text.words[index].range.lowerBound..<unit.upperBound,
            confidence: isAnnounced ? .high : .medium)
    }
}

private func goesOn(after unit: Range<Int>, in text: ScannedText) -> Bool {
    guard let mark = text[unit.upperBound] else { return false }
    return text.isWordlike(at: unit.upperBound)
        || ":-.,".unicodeScalars.contains(mark) && text[unit.upperBound + 1]?.isDigit == true
}

/// Whether a word such as *fastigheten* stands one or two words before.
private func isAnnounced(_ index: Int, in text: ScannedText) -> Bool {
    text.words[index].isCapitalised
        && text.words[max(0, index - 2)..<index].contains { propertyWords.contains($0.text) }
}

private func isPlace(_ word: ScannedText.Word) -> Bool {
    word.range.count > 2 && word.isCapitalised && !word.isShouted && !notPlaces.contains(word.text)
}

/// A whole or half hour, or a quarter of one, at an hour when people are about.
private func isTime(_ run: Range<Int>, _ unit: Range<Int>, in text: ScannedText) -> Bool {
    let hour = text.digits(in: run).reduce(0) { $0 * 10 + $1 }
    return (5...24).contains(hour) && ["15", "30", "45"].contains(text.string(unit))
}

private let propertyWords: Set<String> = [
    "fastigheten", "fastighet", "fastighetsbeteckning", "tomten", "kiinteistö", "kiinteistön",
    "property", "العقار",
]

private let notPlaces: Set<String> = [
    "klockan", "från", "till", "efter", "före", "vid", "innan", "mellan", "runt", "måndag",
    "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag", "måndagar", "tisdagar",
    "onsdagar", "torsdagar", "fredagar", "lördagar", "söndagar", "prop", "skala", "kapitel", "kap",
    "psalm", "psaltaren", "luk", "lukas", "matt", "matteus", "mark", "markus", "joh", "johannes",
    "mos", "mosebok", "kor", "rom", "sura", "suran", "koranen", "sverige", "finland", "suomi",
    "ruotsi", "sweden", "resultat", "kello", "klo", "maanantai", "tiistai", "keskiviikko",
    "torstai", "perjantai", "lauantai", "sunnuntai", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "scale", "from", "until", "genesis", "john", "luke", "quran",
]
