public import Answering
public import SurveyDefinition

/// Makes up respondents for demonstrations and tests: plausible, repeatable, and nobody.
///
/// Each has a mood that leans on gender, age and district, so that groups differ; shares come near
/// the values that others have published for the municipality. Some groups answer less often than
/// others, and lean away from the good answers, so that weights matter.
public struct SyntheticRespondents<Generator: RandomNumberGenerator> {
    private let survey: Survey
    private let targets: [QuestionID: (share: Double, positive: Set<Code>)]
    private let residents: SyntheticResidents
    private let shift: Double
    private var generator: Generator

    /// - Parameters:
    ///   - population: whom residents are drawn from; shares like those of a municipality where it
    ///     says nothing.
    ///   - shift: added to every share, such as 0.04 for four percentage points more.
    public init(
        answering survey: Survey, goals: Goals, population: PopulationTable? = nil,
        shift: Double = 0, using generator: Generator
    ) {
        self.survey = survey
        self.shift = shift
        self.generator = generator
        residents = SyntheticResidents(asked: survey, population: population)
        var targets: [QuestionID: (share: Double, positive: Set<Code>)] = [:]
        for coding in survey.codings {
            guard case .share(let positive) = coding.measure else { continue }
            let published = goals.indicator(coding.indicator)?.published.first {
                $0.territory == "sodertalje"
            }
            targets[coding.question] = ((published?.value ?? 35) / 100, positive)
        }
        self.targets = targets
    }

    /// The language version that the next respondent answers in: by far the most often the first, and
    /// the others the more seldom the later they come; `nil` when there is none.
    public mutating func nextLanguage(among languages: [Code]) -> Code? {
        guard !languages.isEmpty else { return nil }
        let weights = languages.indices.map { $0 == 0 ? 1 : 0.06 / Double($0) }
        return languages[weightedPlace(weights, using: &generator)]
    }

    /// The next respondent's journey, completed.
    public mutating func next() -> CompletedResponse {
        var journey = Journey(through: survey, submissionKey: SubmissionKey(using: &generator))
        var mood = (0..<4).reduce(shift) { sum, _ in
            sum + Double.random(in: -0.06...0.06, using: &generator)
        }
        for (question, code) in residents.nextRespondent(using: &generator) {
            mood += residents.lean(of: code, on: question)
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

    private mutating func chance(_ probability: Double) -> Bool {
        happens(probability, using: &generator)
    }
}
