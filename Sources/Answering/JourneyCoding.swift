public import SurveyDefinition

/// A journey as bytes, to be sealed and carried in the resident's own page.
///
/// Shape: the length of the submission key and the key; then for each answer the question's number in the
/// survey, a letter for the kind, the length of what follows in two bytes, and the codes joined by `+`, the
/// digits or the text. Survey and version are known from elsewhere: the seal is bound to them.
extension Journey {
    /// The journey as bytes of the shape above.
    public func encoded() -> [UInt8] {
        var bytes: [UInt8] = [UInt8(submissionKey.bytes.count)]
        bytes.append(contentsOf: submissionKey.bytes)
        for (number, question) in survey.questions.enumerated() {
            guard let answer = answers[question.id] else { continue }
            let (kind, payload) = Self.encode(answer)
            let content = Array(payload.utf8)
            bytes.append(UInt8(number))
            bytes.append(kind)
            bytes.append(UInt8(content.count >> 8))
            bytes.append(UInt8(content.count & 0xFF))
            bytes.append(contentsOf: content)
        }
        return bytes
    }

    /// - Returns: `nil` when the bytes are no journey through this survey.
    public init?(decoding bytes: [UInt8], through survey: Survey) {
        var rest = bytes[...]
        guard let keyLength = rest.popFirst(), rest.count >= keyLength,
            let key = SubmissionKey(rest.prefix(Int(keyLength)))
        else { return nil }
        rest = rest.dropFirst(Int(keyLength))
        let questions = survey.questions
        var answers: [QuestionID: Answer] = [:]
        while let number = rest.popFirst() {
            guard let kind = rest.popFirst(), let high = rest.popFirst(), let low = rest.popFirst(),
                questions.indices.contains(Int(number))
            else { return nil }
            let length = Int(high) << 8 | Int(low)
            guard rest.count >= length,
                let answer = Self.decode(kind, String(decoding: rest.prefix(length), as: UTF8.self))
            else { return nil }
            answers[questions[Int(number)].id] = answer
            rest = rest.dropFirst(length)
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
