public import SurveyDefinition

/// What somebody sent as an answer, before it is known to be one: from a form or from JSON.
public enum GivenAnswer: Sendable {
    case nothing
    case text(String)
    case texts([String])
    case number(Double)
    /// JSON of a shape that no question takes, such as an object.
    case other
}

extension Answer {
    /// What a form sends for this answer: reading it again gives the same answer, if it still is one.
    var given: GivenAnswer {
        switch self {
        case .code(let code): .text(code.value)
        case .codes(let codes), .ranking(let codes): .texts(codes.map(\.value))
        case .number(let number): .number(Double(number))
        case .text(let text): .text(text)
        }
    }
}

/// Why what was given is no answer to the question. Each has a text key of its own, never a text.
public enum AnswerError: Error, Equatable, Sendable {
    case missing
    case wrongKind
    case unknownCode
    case notWhole
    case outOfRange(ClosedRange<Int>)
    case tooMany(most: Int)
    case excludesOthers
    case chosenTwice
    case tooLong(longest: Int)
    case notOnPath

    /// The stable name of the error in problem documents, and the end of its text key `error.<name>`.
    public var name: String {
        switch self {
        case .missing: "missing"
        case .wrongKind: "wrong-kind"
        case .unknownCode: "unknown-code"
        case .notWhole: "not-whole"
        case .outOfRange: "out-of-range"
        case .tooMany: "too-many"
        case .excludesOthers: "excludes-others"
        case .chosenTwice: "chosen-twice"
        case .tooLong: "too-long"
        case .notOnPath: "not-on-path"
        }
    }

    /// The values of the placeholders in the error's text.
    public var values: [String: String] {
        switch self {
        case .outOfRange(let range):
            ["from": String(range.lowerBound), "to": String(range.upperBound)]
        case .tooMany(let most): ["most": String(most)]
        case .tooLong(let longest): ["longest": String(longest)]
        default: [:]
        }
    }
}

/// Reads what was given as an answer of the question's kind.
///
/// - Returns: `nil` when nothing was given; whether that is allowed, `Journey` knows.
public func readAnswer(
    _ given: GivenAnswer, to question: Question, in survey: Survey
) throws(AnswerError) -> Answer? {
    switch question.kind {
    case .singleChoice, .district:
        return try readChoice(given, among: survey.codes(of: question))
    case .multipleChoice(let options, let most):
        return try readChoices(given, among: options, most: most)
    case .ranking(let options, let most):
        return try readRanking(given, among: options.map(\.code), most: most)
    case .scale(let range, let special):
        if let code = specialCode(given, among: special) { return .code(code) }
        return try readNumber(given, in: range)
    case .number(let range, _):
        return try readNumber(given, in: range)
    case .freeText(let longest):
        return try readText(given, longest: longest)
    }
}

private func readChoice(_ given: GivenAnswer, among codes: [Code]) throws(AnswerError) -> Answer? {
    guard let value = try single(given) else { return nil }
    guard codes.contains(Code(value)) else { throw .unknownCode }
    return .code(Code(value))
}

private func readChoices(
    _ given: GivenAnswer, among options: [Option], most: Int?
) throws(AnswerError) -> Answer? {
    let chosen = try list(given).map { Code($0) }
    guard !chosen.isEmpty else { return nil }
    guard chosen.allSatisfy({ code in options.contains { $0.code == code } }) else {
        throw .unknownCode
    }
    guard Set(chosen).count == chosen.count else { throw .chosenTwice }
    let excluding = options.filter { $0.isExclusive || $0.isSpecial }.map(\.code)
    if chosen.count > 1, chosen.contains(where: excluding.contains) { throw .excludesOthers }
    if let most, chosen.count > most { throw .tooMany(most: most) }
    return .codes(options.map(\.code).filter(chosen.contains))
}

private func readRanking(_ given: GivenAnswer, among codes: [Code], most: Int) throws(AnswerError)
    -> Answer?
{
    let chosen = try list(given).map { Code($0) }
    guard !chosen.isEmpty else { return nil }
    guard chosen.allSatisfy(codes.contains) else { throw .unknownCode }
    guard Set(chosen).count == chosen.count else { throw .chosenTwice }
    guard chosen.count <= most else { throw .tooMany(most: most) }
    return .ranking(chosen)
}

private func readNumber(_ given: GivenAnswer, in range: ClosedRange<Int>) throws(AnswerError)
    -> Answer?
{
    let number: Int
    if case .number(let value) = given {
        guard let whole = Int(exactly: value) else { throw .notWhole }
        number = whole
    } else {
        guard let text = try single(given) else { return nil }
        // Decimal digits of any script, as Arabic keyboards write them.
        let digits = text.compactMap { $0.decimalDigit.map(String.init) }.joined()
        let sign = text.hasPrefix("-") || text.hasPrefix("\u{2212}") ? "-" : ""
        guard text.dropFirst(sign.count).allSatisfy({ $0.decimalDigit != nil }),
            let whole = Int(sign + digits)
        else {
            throw .notWhole
        }
        number = whole
    }
    guard range.contains(number) else { throw .outOfRange(range) }
    return .number(number)
}

private func readText(_ given: GivenAnswer, longest: Int) throws(AnswerError) -> Answer? {
    guard let text = try single(given) else { return nil }
    // Browsers send CR LF for a line break; control characters have no place in a text.
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    let cleaned = String(
        String.UnicodeScalarView(
            lines.unicodeScalars.filter { $0 == "\n" || $0.properties.generalCategory != .control })
    )
    .trimmingWhitespace()
    guard cleaned.unicodeScalars.count <= longest else { throw .tooLong(longest: longest) }
    return cleaned.isEmpty ? nil : .text(cleaned)
}

private func specialCode(_ given: GivenAnswer, among special: [Option]) -> Code? {
    guard case .text(let value) = given else { return nil }
    return special.map(\.code).first { $0.value == value }
}

/// The one trimmed text that was given; `nil` when it is empty.
private func single(_ given: GivenAnswer) throws(AnswerError) -> String? {
    switch given {
    case .nothing: return nil
    case .text(let text):
        let trimmed = text.trimmingWhitespace()
        return trimmed.isEmpty ? nil : trimmed
    case .texts, .number, .other: throw .wrongKind
    }
}

/// The texts that were given, empty ones left out: a form sends one for each rank that was not used.
private func list(_ given: GivenAnswer) throws(AnswerError) -> [String] {
    switch given {
    case .nothing: return []
    case .text(let text): return text.isEmpty ? [] : [text]
    case .texts(let texts): return texts.filter { !$0.isEmpty }
    case .number, .other: throw .wrongKind
    }
}

extension String {
    func trimmingWhitespace() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}

extension Character {
    /// The digit's value; `nil` for what is no digit of a decimal system, such as 百 or ½.
    fileprivate var decimalDigit: Int? {
        guard let scalar = unicodeScalars.first, unicodeScalars.count == 1,
            scalar.properties.numericType == .decimal
        else { return nil }
        return wholeNumberValue
    }
}
