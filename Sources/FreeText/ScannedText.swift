/// A normalised text cut into scalars, words and runs of digits, for the finders.
struct ScannedText {
    let scalars: [Unicode.Scalar]
    /// The place of each scalar in the text, and the end.
    let indices: [String.Index]
    /// Longest runs of letters and the marks on them, in order.
    let words: [Word]
    /// Longest runs of digits, in order.
    let digitRuns: [Range<Int>]

    /// A run of letters.
    struct Word {
        let range: Range<Int>
        /// In lower case.
        let text: String
        let isCapitalised: Bool
        /// Two letters or more, all of them capitals.
        let isShouted: Bool
    }

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        indices = Array(text.unicodeScalars.indices) + [text.unicodeScalars.endIndex]
        var words: [Word] = []
        var digitRuns: [Range<Int>] = []
        var start = 0
        while start < scalars.count {
            let isSame: (Unicode.Scalar) -> Bool
            if scalars[start].isDigit {
                isSame = \.isDigit
            } else if scalars[start].isLetter {
                isSame = \.isLetter
            } else {
                start += 1
                continue
            }
            let end = scalars[start...].firstIndex { !isSame($0) } ?? scalars.count
            if scalars[start].isDigit {
                digitRuns.append(start..<end)
            } else {
                words.append(Word(scalars[start..<end]))
            }
            start = end
        }
        self.words = words
        self.digitRuns = digitRuns
    }

    /// The scalar at the place, or `nil` outside the text.
    subscript(place: Int) -> Unicode.Scalar? {
        scalars.indices.contains(place) ? scalars[place] : nil
    }

    /// The digits in the range.
    func digits(in range: Range<Int>) -> [Int] { scalars[range].compactMap(\.digit) }

    /// The range as text.
    func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// Whether a letter, a digit or an end of the marker of a masked part stands at the place.
    ///
    /// What was joined to something before that was masked isn't free afterwards. Otherwise a chain of
    /// parts would come off one at a time, in a time that grows with the square of its length.
    func isWordlike(at place: Int) -> Bool {
        guard let scalar = self[place] else { return false }
        if scalar == "[" { return self[place + 1] == "·" }
        if scalar == "]" { return self[place - 1] == "·" }
        return scalar.isLetter || scalar.isDigit
    }

    /// The run of digits that begins at the place.
    func digitRun(at place: Int) -> Range<Int>? {
        guard let run = digitRunIndex(from: place).map({ digitRuns[$0] }) else { return nil }
        return run.lowerBound == place ? run : nil
    }

    /// The first run of digits that begins at the place or after it.
    func digitRunIndex(from place: Int) -> Int? {
        let index = Self.first(in: digitRuns) { $0.lowerBound >= place }
        return index < digitRuns.count ? index : nil
    }

    /// The first word that begins at the place or after it.
    func wordIndex(from place: Int) -> Int {
        Self.first(in: words) { $0.range.lowerBound >= place }
    }

    /// The word that begins at the place.
    func word(at place: Int) -> Word? {
        let index = wordIndex(from: place)
        guard index < words.count, words[index].range.lowerBound == place else { return nil }
        return words[index]
    }

    /// The place after at most `most` spaces.
    func skippingSpaces(from place: Int, most: Int = 2) -> Int {
        var place = place
        var left = most
        while left > 0, self[place] == " " {
            place += 1
            left -= 1
        }
        return place
    }

    /// The first place in a sorted list from which on the claim holds, by halving.
    private static func first<Element>(
        in list: [Element], where holds: (Element) -> Bool
    ) -> Int {
        var low = 0
        var high = list.count
        while low < high {
            let middle = (low + high) / 2
            if holds(list[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension ScannedText.Word {
    fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
        range = scalars.startIndex..<scalars.endIndex
        var lowered = ""
        for scalar in scalars { lowered += scalar.properties.lowercaseMapping }
        text = lowered
        isCapitalised = scalars.first?.properties.isUppercase ?? false
        isShouted = scalars.count > 1 && scalars.allSatisfy(\.properties.isUppercase)
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { (0x30...0x39).contains(value) }

    var digit: Int? { isDigit ? Int(value) - 0x30 : nil }

    /// A letter of any script, or a mark that stands on one.
    var isLetter: Bool {
        if isASCII { return (0x41...0x5A).contains(value & ~0x20) }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark:
            true
        default: false
        }
    }

    var isSpace: Bool { properties.isWhitespace }
}
