/// One statement of a PX file (AXIS-VERSION 2013): `KEYWORD[language]("subject")=value;`.
///
/// Source: the PX file format, pxtools.github.io, px-2013.
struct PXStatement: Equatable {
    let keyword: String
    /// What it is about, such as a variable; `nil` for the whole file.
    let subject: String?
    /// The text between the equals sign and the semicolon.
    let value: String
    /// The line that the statement begins on.
    let line: Int

    /// The quoted texts of the value, those on following lines joined: `"a","b"` is two texts, and
    /// `"a" "b"` one.
    var texts: [String] {
        var texts: [String] = []
        var isQuoted = false
        var continues = false
        for character in value {
            if character == "\"" {
                isQuoted.toggle()
                if isQuoted, !continues { texts.append("") }
                continues = true
            } else if isQuoted {
                texts[texts.count - 1].append(character)
            } else if character == "," {
                continues = false
            }
        }
        return texts
    }

    /// The statements of a file's text in its main language; those of other languages are left out.
    ///
    /// - Returns: as `brokenLine`, the line of a statement without equals sign or semicolon, after
    ///   which nothing is read.
    static func read(_ text: String) -> (statements: [PXStatement], brokenLine: Int?) {
        var statements: [PXStatement] = []
        var line = 1
        var rest = text[...]
        while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
            line += rest[..<start].count { $0 == "\n" }
            rest = rest[start...]
            guard let equals = rest.firstIndex(outsideQuotes: "="),
                let end = rest[equals...].firstIndex(outsideQuotes: ";")
            else { return (statements, line) }
            let value = rest[rest.index(after: equals)..<end]
            if let statement = PXStatement(head: rest[..<equals], value: value, line: line) {
                statements.append(statement)
            }
            line += rest[..<end].count { $0 == "\n" }
            rest = rest[rest.index(after: end)...]
        }
        return (statements, nil)
    }

    /// - Returns: `nil` when the head names a language.
    private init?(head: Substring, value: Substring, line: Int) {
        let keyword = head.prefix { $0 != "(" && $0 != "[" }
        if head[keyword.endIndex...].hasPrefix("[") { return nil }
        self.keyword = keyword.filter { !$0.isWhitespace }.uppercased()
        let subject = head[keyword.endIndex...].split(separator: "\"", maxSplits: 2)
        self.subject = subject.count == 3 ? String(subject[1]) : nil
        self.value = String(value)
        self.line = line
    }
}

extension Substring {
    fileprivate func firstIndex(outsideQuotes sought: Character) -> Index? {
        var isQuoted = false
        return firstIndex { character in
            if character == "\"" { isQuoted.toggle() }
            return !isQuoted && character == sought
        }
    }
}
