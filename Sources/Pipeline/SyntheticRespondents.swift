public import Answering
public import SurveyDefinition

/// Makes up respondents for demonstrations and tests: plausible, repeatable, and nobody.
///
/// Each has a mood that leans on district and gender, so that groups differ; shares come near the values
/// that others have published for the municipality. The last district of the list gets very few.
public struct SyntheticRespondents<Generator: RandomNumberGenerator> {
    private let survey: Survey
    private let targets: [QuestionID: (share: Double, positive: Set<Code>)]
    private let districtWeights: [Double]
    private var generator: Generator

    public init(answering survey: Survey, goals: Goals, using generator: Generator) {
        self.survey = survey
        self.generator = generator
        var targets: [QuestionID: (share: Double, positive: Set<Code>)] = [:]
        for coding in survey.codings {
            guard case .share(let positive) = coding.measure else { continue }
            let published = goals.indicator(coding.indicator)?.published.first {
                $0.territory == "sodertalje"
            }
            targets[coding.question] = ((published?.value ?? 35) / 100, positive)
        }
        self.targets = targets
        districtWeights = survey.districts.list.indices.map { index in
            switch survey.districts.list.count - 1 - index {
            case 0: 0.08
            case 1: 0.3
            default: 1 + 0.15 * Double(index % 4)
            }
        }
    }

    /// The next respondent's journey, completed.
    public mutating func next() -> CompletedResponse {
        var journey = Journey(through: survey, submissionKey: SubmissionKey(using: &generator))
        var mood = (0..<4).reduce(0.0) { sum, _ in
            sum + Double.random(in: -0.06...0.06, using: &generator)
        }
        for question in survey.questions where question.background != nil {
            guard let code = background(question) else { continue }
            mood += lean(of: code, on: question)
            journey = journey.answering(question.id, with: .code(code))
        }
        for question in survey.questions where question.background == nil {
            guard journey.path.contains(where: { $0.id == question.id }) else { continue }
            if let answer = answer(to: question, mood: mood) {
                journey = journey.answering(question.id, with: answer)
            }
        }
        while true {
            do {
                return try journey.completed()
            } catch {
                journey = filling(journey, with: error.missing)
            }
        }
    }

    // MARK: Who answers

    private mutating func background(_ question: Question) -> Code? {
        let codes = survey.codes(of: question).filter { !Option(code: $0).isSpecial }
        switch question.background {
        case .gender: return weighted(codes, [0.49, 0.47, 0.015])
        case .age: return weighted(codes, [0.2, 0.35, 0.25, 0.2])
        case .district: return chance(0.04) ? .preferNotToSay : weighted(codes, districtWeights)
        case .site, nil: return codes.randomElement(using: &generator)
        }
    }

    /// How much a group leans towards the good answers, as a share.
    private func lean(of code: Code, on question: Question) -> Double {
        guard let place = survey.codes(of: question).firstIndex(of: code) else { return 0 }
        return switch question.background {
        case .gender: place == 0 ? -0.02 : 0.02
        case .age: Double(place - 1) * 0.02
        case .district: Double(place % 5 - 2) * 0.05
        case .site, nil: 0
        }
    }

    // MARK: What is answered

    private mutating func answer(to question: Question, mood: Double) -> Answer? {
        if chance(0.03), !question.isRequired { return nil }
        switch question.kind {
        case .singleChoice(let options): return choice(among: options, of: question, mood: mood)
        case .district:
            return survey.codes(of: question).randomElement(using: &generator).map(Answer.code)
        case .multipleChoice(let options, _):
            let plain = options.filter { !$0.isExclusive && !$0.isSpecial }
            let chosen = plain.filter { _ in chance(0.25) }.map(\.code)
            let none = options.first { $0.isExclusive }?.code
            return chosen.isEmpty ? none.map { .codes([$0]) } : .codes(chosen)
        case .ranking(let options, let most):
            let ranked = options.map(\.code).shuffled(using: &generator)
            return .ranking(Array(ranked.prefix(Int.random(in: 1...most, using: &generator))))
        case .scale(let range, _):
            let middle = Double(range.lowerBound + range.upperBound) / 2 + mood * 8
            let spread = (0..<3).reduce(0.0) { sum, _ in
                sum + Double.random(in: -2...2, using: &generator)
            }
            return .number(
                min(range.upperBound, max(range.lowerBound, Int((middle + spread).rounded()))))
        case .number(let range, _):
            return .number(
                min(range.upperBound, range.lowerBound + Int.random(in: 0...40, using: &generator)))
        case .freeText: return nil
        }
    }

    private mutating func choice(among options: [Option], of question: Question, mood: Double)
        -> Answer?
    {
        let special = options.filter(\.isSpecial)
        let plain = options.filter { !$0.isSpecial }
        if !special.isEmpty, chance(0.08) {
            return special.randomElement(using: &generator).map { .code($0.code) }
        }
        guard let target = targets[question.id] else {
            return plain.randomElement(using: &generator).map { .code($0.code) }
        }
        let isCounted = chance(min(0.97, max(0.03, target.share + mood)))
        return plain.filter { target.positive.contains($0.code) == isCounted }
            .randomElement(using: &generator).map { .code($0.code) }
    }

    private mutating func filling(_ journey: Journey, with missing: [QuestionID]) -> Journey {
        missing.reduce(journey) { journey, id in
            guard let question = survey.question(id) else { return journey }
            return journey.answering(id, with: answer(to: question, mood: 0))
        }
    }

    // MARK: Chance

    private mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &generator) < probability
    }

    /// One of the codes by weight; what the weights leave of 1 is no answer, if they say shares.
    private mutating func weighted(_ codes: [Code], _ weights: [Double]) -> Code? {
        let weights = zip(codes, weights)
        var place = Double.random(
            in: 0..<max(1, weights.reduce(0) { $0 + $1.1 }), using: &generator)
        for (code, weight) in weights {
            place -= weight
            if place < 0 { return code }
        }
        return nil
    }
}
