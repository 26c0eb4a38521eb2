public import Answering
public import SurveyDefinition

/// Respondents for properties: every kind of answer, evenly, and no opinion on what is plausible.
extension Answer {
    /// An answer that the question takes.
    public static func random(
        to question: Question, in survey: Survey, using generator: inout some RandomNumberGenerator
    ) -> Answer {
        switch question.kind {
        case .singleChoice, .district:
            return .code(randomCode(among: survey.codes(of: question), using: &generator))
        case .multipleChoice(let options, let most):
            return .codes(randomChoice(among: options, most: most, using: &generator))
        case .ranking(let options, let most):
            let ranked = options.map(\.code).shuffled(using: &generator)
            return .ranking(Array(ranked.prefix(.random(in: 1...most, using: &generator))))
        case .scale(let range, let special):
            guard !special.isEmpty, Int.random(in: 0..<8, using: &generator) == 0 else {
                return .number(.random(in: range, using: &generator))
            }
            return .code(randomCode(among: special.map(\.code), using: &generator))
        case .number(let range, _):
            return .number(.random(in: range, using: &generator))
        case .freeText(let longest):
            return .text(randomText(longest: longest, using: &generator))
        }
    }
}

extension Journey {
    /// Every required question and most of the others answered, also those that are off the path.
    public static func random(
        through survey: Survey, using generator: inout some RandomNumberGenerator
    ) -> Journey {
        var journey = Journey(
            through: survey, submissionKey: SubmissionKey(using: &generator))
        for question in survey.questions {
            guard question.isRequired || Int.random(in: 0..<5, using: &generator) > 0 else {
                continue
            }
            journey = journey.answering(
                question.id, with: .random(to: question, in: survey, using: &generator))
        }
        return journey
    }
}

extension CompletedResponse {
    /// A whole response.
    public static func random(
        to survey: Survey, using generator: inout some RandomNumberGenerator
    ) throws -> CompletedResponse {
        try Journey.random(through: survey, using: &generator).completed()
    }
}

private func randomCode(
    among codes: [Code], using generator: inout some RandomNumberGenerator
) -> Code {
    guard let code = codes.randomElement(using: &generator) else {
        preconditionFailure("A choice has something to choose.")
    }
    return code
}

private func randomChoice(
    among options: [Option], most: Int?, using generator: inout some RandomNumberGenerator
) -> [Code] {
    let excluding = options.filter { $0.isExclusive || $0.isSpecial }.map(\.code)
    if !excluding.isEmpty, Int.random(in: 0..<6, using: &generator) == 0 {
        return [randomCode(among: excluding, using: &generator)]
    }
    let others = options.map(\.code).filter { !excluding.contains($0) }
    let count = Int.random(in: 1...min(most ?? others.count, others.count), using: &generator)
    let chosen = others.shuffled(using: &generator).prefix(count)
    return others.filter(chosen.contains)
}

/// At most that many Unicode scalars, in scripts and emoji that residents write.
private func randomText(
    longest: Int, using generator: inout some RandomNumberGenerator
) -> String {
    let words = [
        "Fler", "bänkar", "Södertälje;", "valaistus_", "إنارة", "الشوارع", "ܫܠܡܐ", "👨‍👩‍👧‍👦", "🌳🌳",
        "e\u{301}", "+1", "…\n", "D|T",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let word = words.randomElement(using: &generator) ?? "a"
        let longer = text.isEmpty ? word : text + " " + word
        guard longer.unicodeScalars.count <= longest else { break }
        text = longer
    }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text.isEmpty ? "a" : text
}
