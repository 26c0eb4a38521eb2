/// Finds words that a name often follows, in Swedish, Finnish, English and Arabic.
///
/// Names themselves can't be found reliably: half of them are words, and most lists leave out those of
/// the people who moved here. The words around them are a flag for the reader.
func nameCues(in text: ScannedText) -> [Candidate] {
    var found: [Candidate] = []
    var index = 0
    let words = text.words.map { folded($0.text) }
    while index < words.count {
        guard let count = lengthOfCue(at: index, words, in: text) else {
            index += 1
            continue
        }
        let last = text.words[index + count - 1]
        found.append(
            Candidate(
                kind: .nameCue, range: text.words[index].range.lowerBound..<last.range.upperBound,
                confidence: .medium))
        index += count
    }
    return found
}

/// How many words the cue that begins at the index has.
private func lengthOfCue(at index: Int, _ words: [String], in text: ScannedText) -> Int? {
    for cue in cues[words[index]] ?? []
    where words[index...].starts(with: cue.words) {
        let end = index + cue.words.count
        let isTogether = (index + 1..<end).allSatisfy {
            text.words[$0].range.lowerBound - text.words[$0 - 1].range.upperBound <= 3
        }
        guard isTogether else { continue }
        if !cue.needsName { return cue.words.count }
        if end < words.count, text.words[end].isCapitalised, !text.words[end].isShouted,
            text.skippingSpaces(from: text.words[end - 1].range.upperBound)
                == text.words[end].range.lowerBound
        {
            return cue.words.count
        }
    }
    return nil
}

/// Without what Arabic writers may leave out or draw out: vowel signs, tatweel, the form of alef.
private func folded(_ word: String) -> String {
    guard word.unicodeScalars.contains(where: { (0x600...0x6FF).contains($0.value) }) else {
        return word
    }
    var result = String.UnicodeScalarView()
    for scalar in word.unicodeScalars
    where scalar != "\u{640}" && scalar.properties.generalCategory != .nonspacingMark {
        result.append("أإآٱ".unicodeScalars.contains(scalar) ? "ا" : scalar)
    }
    return String(result)
}

private struct Cue {
    let words: [String]
    /// Whether it is one only before a word with a capital, as in *min son Ali*.
    let needsName: Bool
}

/// The cues by their first word.
private let cues: [String: [Cue]] = {
    let all =
        phrases.map { Cue(words: $0.split(separator: " ").map(String.init), needsName: false) }
        + relations.map { Cue(words: $0.split(separator: " ").map(String.init), needsName: true) }
    return Dictionary(grouping: all) { $0.words[0] }
}()

private let phrases = [
    "jag heter", "heter jag", "mitt namn", "mina namn", "min granne", "mina grannar",
    "grannen heter", "han heter", "hon heter", "hen heter", "de heter", "dom heter", "som heter",
    "vid namn", "hans namn", "hennes namn", "deras namn", "undertecknad", "mvh",
    "med vänlig hälsning", "med vänliga hälsningar", "vänliga hälsningar", "hälsningar från",
    "nimeni on", "nimeni", "minun nimeni", "olen nimeltäni", "naapurini", "naapurimme",
    "hänen nimensä", "nimeltään", "terveisin", "ystävällisin terveisin", "allekirjoittanut",
    "my name", "my names", "i am called", "i m called", "his name", "her name", "their name",
    "name is", "my neighbour", "my neighbor", "my neighbours", "my neighbors", "kind regards",
    "best regards", "regards", "yours sincerely", "sincerely",
    "اسمي", "واسمي", "انا اسمي", "جاري", "جارتي", "وجاري", "وجارتي", "جيراني", "اسمه", "اسمها",
    "واسمه", "واسمها", "يدعى", "تدعى", "المدعو", "المدعوة", "مع تحيات",
]

private let relations = [
    "min son", "min dotter", "min man", "min fru", "min sambo", "min bror", "min syster",
    "min mamma", "min pappa", "min mor", "min far", "min chef", "min lärare", "min vän",
    "min kompis", "mina barn", "läraren", "rektorn", "rektor", "handläggaren", "handläggare",
    "grannen", "herr", "fru", "fröken", "doktor", "hälsningar", "kallas", "heter",
    "poikani", "tyttäreni", "mieheni", "vaimoni", "veljeni", "siskoni", "äitini", "isäni",
    "opettajani", "rehtori", "opettaja", "naapuri", "ystäväni", "herra", "rouva", "terv",
    "my son", "my daughter", "my husband", "my wife", "my partner", "my brother", "my sister",
    "my mother", "my father", "my mum", "my dad", "my boss", "my teacher", "my friend", "mr",
    "mrs", "ms", "dr", "called", "named", "the teacher", "the headteacher",
]
