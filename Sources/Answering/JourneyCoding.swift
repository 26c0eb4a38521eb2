public import SurveyDefinition

/// A journey as bytes, to be sealed and carried in the resident's own page.
///
/// Shape: the length of the submission key in one byte, and the key; then for each answer the question's
/// number in the survey in two bytes, a letter for the kind, the length of what follows in four bytes, and
/// the codes joined by `+`, the digits or the text. Survey and version are known from elsewhere: the seal is
/// bound to them.
extension Journey {
    /// The journey as bytes of the shape above.
    public func encoded() -> [UInt8] {
        var bytes = bigEndian(submissionKey.bytes.count, inBytes: 1) + submissionKey.bytes
        for (number, question) in survey.questions.enumerated() {
            guard let answer = answers[question.id] else { continue }
            let (kind, payload) = Self.encode(answer)
            let content = Array(payload.utf8)
            bytes +=
                bigEndian(number, inBytes: 2) + [kind] + bigEndian(content.count, inBytes: 4)
                + content
        }
        return bytes
    }

    /// Drops the answers that have stopped being any: the districts, which a survey's digest doesn't cover,
    /// may be edited while a resident has a page open.
    ///
    /// - Returns: `nil` when the bytes are no journey through this survey.
    public init?(decoding bytes: [UInt8], through survey: Survey) {
        var rest = bytes[...]
        guard let keyLength = rest.takeNumber(ofBytes: 1), let keyBytes = rest.take(keyLength),
            let key = SubmissionKey(keyBytes)
        else { return nil }
        let questions = survey.questions
        var answers: [QuestionID: Answer] = [:]
        while !rest.isEmpty {
            guard let number = rest.takeNumber(ofBytes: 2), let kind = rest.popFirst(),
                let length = rest.takeNumber(ofBytes: 4), let content = rest.take(length),
                questions.indices.contains(number),
                let answer = Self.decode(kind, String(decoding: content, as: UTF8.self))
            else { return nil }
            let question = questions[number]
            let again = try? readAnswer(answer.given, to: question, in: survey)
            if again == answer { answers[question.id] = answer }
        }
        self.init(through: survey, submissionKey: key, answers: answers)
    }

    private static func encode(_ answer: Answer) -> (kind: UInt8, payload: String) {
        switch answer {
        case .code(let code): (UInt8(ascii: "c"), code.value)
        case .codes(let codes): (UInt8(ascii: "m"), codes.map(\.value).joined(separator: "+"))
        case .ranking(let codes): (UInt8(ascii: "r"), codes.map(\.value).joined(separator: "+"))
        case .number(let number): (UInt8(ascii: "n"), String(number))
        case .text(let text): (UInt8(ascii: "t"), text)
        }
    }

    private static func decode(_ kind: UInt8, _ payload: String) -> Answer? {
        switch kind {
        case UInt8(ascii: "c"): .code(Code(payload))
        case UInt8(ascii: "m"): .codes(payload.split(separator: "+").map { Code(String($0)) })
        case UInt8(ascii: "r"): .ranking(payload.split(separator: "+").map { Code(String($0)) })
        case UInt8(ascii: "n"): Int(payload).map(Answer.number)
        case UInt8(ascii: "t"): .text(payload)
        default: nil
        }
    }
}

private func bigEndian(_ number: Int, inBytes count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
}

extension ArraySlice<UInt8> {
    /// Takes so many bytes from the front; `nil`, and nothing taken, when there are fewer.
    fileprivate mutating func take(_ length: Int) -> ArraySlice<UInt8>? {
        guard count >= length else { return nil }
        defer { self = dropFirst(length) }
        return prefix(length)
    }

    /// Takes a number that `bigEndian` wrote.
    fileprivate mutating func takeNumber(ofBytes length: Int) -> Int? {
        take(length)?.reduce(0) { $0 << 8 | Int($1) }
    }
}
