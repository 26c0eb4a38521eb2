/// Finds addresses on the web: with a scheme, with `www.`, or a domain with an ending that is in use here.
///
/// *bra.Se till att* is two sentences, not a domain: an ending with a capital stays.
func webAddresses(in text: ScannedText) -> [Candidate] {
    var found: [Candidate] = []
    var place = 0
    while let sign = text.scalars[place...].firstIndex(where: { $0 == "." || $0 == ":" }) {
        let host = host(around: sign, from: place, in: text)
        if let candidate = webAddress(at: host, in: text) {
            found.append(candidate)
            place = candidate.range.upperBound
        } else {
            place = max(host.upperBound, sign + 1)
        }
    }
    return found
}

/// Letters, digits, dots and dashes around a sign, but nothing before `start`.
private func host(around sign: Int, from start: Int, in text: ScannedText) -> Range<Int> {
    let isPart: (Unicode.Scalar) -> Bool = {
        $0.isLetter || $0.isDigit || $0 == "-" || $0 == "."
    }
    let before = text.scalars[start..<sign].lastIndex { !isPart($0) }
    let end = text.scalars[sign...].firstIndex { !isPart($0) } ?? text.scalars.count
    return (before.map { $0 + 1 } ?? start)..<end
}

/// The address that begins with the host, or whose scheme it is.
private func webAddress(at host: Range<Int>, in text: ScannedText) -> Candidate? {
    guard !host.isEmpty, !text.isWordlike(at: host.lowerBound - 1) else { return nil }
    if isScheme(host, in: text) || isWorldWideWeb(host, in: text) {
        let end = endOfAddress(from: host.upperBound, in: text)
        return Candidate(kind: .address, range: host.lowerBound..<end, confidence: .high)
    }
    let name = withoutFullStops(host, in: text)
    guard isDomain(name, in: text) else { return nil }
    guard name == host, text[host.upperBound] == "/" else {
        return Candidate(kind: .address, range: name, confidence: .medium)
    }
    let end = endOfAddress(from: host.upperBound, in: text)
    return Candidate(kind: .address, range: host.lowerBound..<end, confidence: .high)
}

private func isScheme(_ host: Range<Int>, in text: ScannedText) -> Bool {
    let end = host.upperBound
    guard text[end] == ":", text[end + 1] == "/", text[end + 2] == "/" else { return false }
    return text.isWordlike(at: end + 3)
}

private func isWorldWideWeb(_ host: Range<Int>, in text: ScannedText) -> Bool {
    guard let first = text.word(at: host.lowerBound), first.text == "www" else { return false }
    return text[first.range.upperBound] == "." && text.isWordlike(at: first.range.upperBound + 1)
}

/// Up to the next space, without what closes the sentence around the address.
private func endOfAddress(from place: Int, in text: ScannedText) -> Int {
    var end = text.scalars[place...].firstIndex(where: \.isSpace) ?? text.scalars.count
    while end > 0, closing.contains(text.scalars[end - 1]) { end -= 1 }
    return max(end, withoutFullStops(0..<place, in: text).upperBound)
}

private func withoutFullStops(_ range: Range<Int>, in text: ScannedText) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, ".-".unicodeScalars.contains(text.scalars[end - 1]) { end -= 1 }
    return range.lowerBound..<end
}

/// Whether it is labels joined by dots, up to an ending that is in use.
private func isDomain(_ host: Range<Int>, in text: ScannedText) -> Bool {
    let labels = text.scalars[host].split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let ending = labels.last, let word = text.word(at: ending.startIndex),
        word.range.upperBound == host.upperBound, endings.contains(word.text),
        !word.isCapitalised || word.isShouted
    else { return false }
    return labels.dropLast().allSatisfy { $0.count > 1 }
}

private let closing = Set(".,;:!?)]}>\"'»”’،؛؟".unicodeScalars)

private let endings: Set<String> = [
    "se", "fi", "nu", "com", "org", "net", "eu", "info", "io", "dk", "no", "uk", "de", "app", "tv",
    "blog", "dev", "gg", "iq", "sy",
]

/// Finds names of accounts: `@name`, or a name after the service and a colon, such as `snap: name`.
func handles(in text: ScannedText) -> [Candidate] {
    let signed = text.scalars.indices.compactMap { place -> Candidate? in
        guard text.scalars[place] == "@", text[place - 1]?.isInEmail != true,
            text[place - 1] != "@", !text.isWordlike(at: place - 1),
            let end = endOfHandle(from: place + 1, in: text)
        else { return nil }
        return Candidate(kind: .handle, range: place..<end, confidence: .high)
    }
    let named = text.words.compactMap { word -> Candidate? in
        guard services.contains(word.text), text[word.range.upperBound] == ":" else { return nil }
        let start = text.skippingSpaces(from: word.range.upperBound + 1)
        guard let end = endOfHandle(from: start, in: text) else { return nil }
        return Candidate(kind: .handle, range: start..<end, confidence: .medium)
    }
    return signed + named
}

private func endOfHandle(from start: Int, in text: ScannedText) -> Int? {
    var end = start
    while end - start < 64, let scalar = text[end],
        scalar.isLetter || scalar.isDigit || scalar == "_" || scalar == "."
    {
        end += 1
    }
    while end > start, text[end - 1] == "." { end -= 1 }
    return end - start > 1 && text.scalars[start..<end].contains(where: \.isLetter) ? end : nil
}

private let services: Set<String> = [
    "instagram", "insta", "ig", "snapchat", "snap", "tiktok", "telegram", "facebook", "fb",
    "discord", "انستغرام", "سناب", "فيسبوك", "تيليغرام", "تيك",
]
