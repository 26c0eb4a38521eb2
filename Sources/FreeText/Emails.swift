/// Finds e-mail addresses, also those with the at sign in words, such as `name (at) example.se`.
///
/// Source: the everyday part of RFC 5322 and RFC 6531: letters of any script, no quoted names.
func emails(in text: ScannedText) -> [Candidate] {
    writtenEmails(in: text) + spokenEmails(in: text)
}

private func writtenEmails(in text: ScannedText) -> [Candidate] {
    var found: [Candidate] = []
    var place = 0
    while place < text.scalars.count {
        guard text.scalars[place].isInEmail || text.scalars[place] == "@" else {
            place += 1
            continue
        }
        let end =
            text.scalars[place...].firstIndex { !$0.isInEmail && $0 != "@" } ?? text.scalars.count
        if let candidate = email(in: trimmed(place..<end, in: text), of: text) {
            found.append(candidate)
        }
        place = end
    }
    return found
}

/// The range without the dots and dashes that belong to the sentence around it.
private func trimmed(_ range: Range<Int>, in text: ScannedText) -> Range<Int> {
    let inside = text.scalars[range]
    guard let first = inside.firstIndex(where: { !".-'+".unicodeScalars.contains($0) }),
        let last = inside.lastIndex(where: { !".-'+".unicodeScalars.contains($0) })
    else { return range.lowerBound..<range.lowerBound }
    return first..<(last + 1)
}

/// The address that the range is; with an at sign before it too, it is an account such as `@name@server.se`.
private func email(in range: Range<Int>, of text: ScannedText) -> Candidate? {
    let scalars = text.scalars[range]
    guard let at = scalars.lastIndex(of: "@"), at > range.lowerBound else { return nil }
    let domain = scalars[(at + 1)...]
    guard domain.prefix(2).contains(where: \.isLetter) else { return nil }
    let ending = domain.split(separator: ".").last ?? []
    let isWhole = domain.contains(".") && ending.count > 1 && ending.allSatisfy(\.isLetter)
    guard isWhole || domain.count(where: \.isLetter) > 2 else { return nil }
    return Candidate(
        kind: scalars.first == "@" ? .handle : .email, range: range,
        confidence: isWhole ? .high : .medium)
}

/// Addresses in which a word or a bracketed word stands for the at sign.
private func spokenEmails(in text: ScannedText) -> [Candidate] {
    text.words.indices.compactMap { index in
        guard let gap = spokenAt(index, in: text) else { return nil }
        let start = startOfName(before: gap.range.lowerBound, in: text)
        guard start < gap.range.lowerBound,
            let domain = domain(from: gap.range.upperBound, in: text),
            gap.isSure || mailProviders.contains(domain.first)
        else { return nil }
        return Candidate(kind: .email, range: start..<domain.end, confidence: .medium)
    }
}

private let spokenSigns: Set<String> = ["snabela", "snabel", "miukumauku", "miuku", "kissanhäntä"]
private let mailProviders: Set<String> = [
    "gmail", "hotmail", "outlook", "live", "yahoo", "icloud", "telia", "msn", "proton",
    "protonmail", "luukku", "elisa", "comhem", "bredband",
]

/// The at sign in words with the spaces and brackets around it.
private func spokenAt(
    _ index: Int, in text: ScannedText
) -> (range: Range<Int>, isSure: Bool)? {
    let word = text.words[index]
    var (start, end) = (word.range.lowerBound, word.range.upperBound)
    var isSure = spokenSigns.contains(word.text)
    if word.text == "snabel", text[end] == "-", text[end + 1].map({ "aA" ~= $0 }) == true {
        end += 2
    } else if let before = text[start - 1], let after = text[end],
        "([{<".unicodeScalars.contains(before), ")]}>".unicodeScalars.contains(after),
        ["at", "a", "ät"].contains(word.text)
    {
        (start, end, isSure) = (start - 1, end + 1, true)
    } else if !isSure, !["at", "ät"].contains(word.text) {
        return nil
    }
    if text[start - 1] == " " { start -= 1 }
    return (start..<text.skippingSpaces(from: end, most: 1), isSure)
}

private func startOfName(before end: Int, in text: ScannedText) -> Int {
    var start = end
    while end - start < 64, let scalar = text[start - 1], scalar.isInEmail { start -= 1 }
    return trimmed(start..<end, in: text).lowerBound
}

/// A domain whose dots may be words.
private func domain(from start: Int, in text: ScannedText) -> (first: String, end: Int)? {
    guard let first = text.word(at: start) else { return nil }
    var place = first.range.upperBound
    if text[place] == " ", let dot = text.word(at: place + 1),
        ["punkt", "dot", "piste"].contains(dot.text)
    {
        place = text.skippingSpaces(from: dot.range.upperBound, most: 1)
    } else if text[place] == "." {
        place += 1
    } else {
        return nil
    }
    guard let ending = text.word(at: place), ending.range.count < 7 else { return nil }
    return (first.text, ending.range.upperBound)
}

private func ~= (letters: String, scalar: Unicode.Scalar) -> Bool {
    letters.unicodeScalars.contains(scalar)
}

extension Unicode.Scalar {
    /// Whether it may stand in a name before the at sign, or in the domain behind it.
    var isInEmail: Bool { isLetter || isDigit || "._%+-'".unicodeScalars.contains(self) }
}
