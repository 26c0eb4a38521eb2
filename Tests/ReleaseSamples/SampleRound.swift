import Anonymization
import Foundation
import SurveyDefinition

/// Who answered a sample survey, one by one, so that a twin of the round can differ in one answer.
struct SampleRound {
    struct Respondent {
        var background: RespondentClass
        /// In the order of the round's questions.
        var answers: [KeptAnswer]
    }

    /// The questions that are no background.
    let questions: [Question]
    var respondents: [Respondent]

    /// From 40 to 5 000 respondents, smaller rounds as often as larger: groups of nobody, of a few and
    /// of many, some of which all answer alike, with and without those who don't state their group.
    init(answering survey: Survey, using generator: inout some RandomNumberGenerator) {
        let questions = survey.questions.filter { $0.background == nil }
        let size = Int(40 * pow(125, Double.random(in: 0...1, using: &generator)))
        let population = survey.backgroundVariables.map { variable in
            SampleVariable(
                variable, groups: survey.sampleGroups(of: variable), questions: questions,
                using: &generator)
        }
        let habits = questions.map { SampleHabit(answering: $0, using: &generator) }
        self.questions = questions
        respondents = (0..<size).map { _ in
            var background = RespondentClass()
            var groups: [SampleVariable.Group] = []
            for variable in population {
                let group = variable.draw(using: &generator)
                background[variable.variable] = group.code
                groups.append(group)
            }
            let answers = habits.enumerated().map { place, habit in
                habit.answer(in: groups.map { $0.leanings[place] }, using: &generator)
            }
            return Respondent(background: background, answers: answers)
        }
    }

    /// The round as the store would count it.
    var counts: ResponseTable {
        var table = ResponseTable()
        for respondent in respondents {
            table.add(to: respondent.background)
            for (question, answer) in zip(questions, respondent.answers) {
                table.add(
                    to: .init(
                        question: question.id, respondentClass: respondent.background,
                        answer: answer))
            }
        }
        return table
    }

    /// The round with everybody of one group in the other, and the other way round.
    ///
    /// - Parameter groups: `nil` for those who don't state theirs.
    func swapping(_ groups: (Code?, Code?), of variable: BackgroundVariable) -> SampleRound {
        var round = self
        for place in round.respondents.indices {
            let group = round.respondents[place].background[variable]
            if group == groups.0 {
                round.respondents[place].background[variable] = groups.1
            } else if group == groups.1 {
                round.respondents[place].background[variable] = groups.0
            }
        }
        return round
    }

    /// The round with one answer changed.
    func answering(_ answer: KeptAnswer, to question: Int, as respondent: Int) -> SampleRound {
        var round = self
        round.respondents[respondent].answers[question] = answer
        return round
    }
}

extension Survey {
    /// The codes that a respondent can be of, *not stated* apart.
    func sampleGroups(of variable: BackgroundVariable) -> [Code] {
        question(for: variable).map(codes(of:)) ?? []
    }
}

/// How often the groups of a variable answer, and how.
private struct SampleVariable {
    struct Group {
        /// `nil` for those who don't state theirs.
        let code: Code?
        let share: Double
        /// Per question and option, how much likelier the group is to choose it.
        let leanings: [[Double]]
    }

    let variable: BackgroundVariable
    let groups: [Group]

    init(
        _ variable: BackgroundVariable, groups codes: [Code], questions: [Question],
        using generator: inout some RandomNumberGenerator
    ) {
        self.variable = variable
        let states = Int.random(in: 0..<2, using: &generator) == 0
        var groups = codes.map { code in
            Group(
                code: code, share: SampleVariable.share(using: &generator),
                leanings: questions.map { sampleLeanings(for: $0, using: &generator) })
        }
        if !states {
            groups.append(
                Group(
                    code: nil, share: Double.random(in: 0.02...0.3, using: &generator),
                    leanings: questions.map { sampleLeanings(for: $0, using: &generator) }))
        }
        if groups.allSatisfy({ $0.share == 0 }) {
            groups[0] = Group(code: codes[0], share: 1, leanings: groups[0].leanings)
        }
        self.groups = groups
    }

    /// Nobody, a few, or many.
    private static func share(using generator: inout some RandomNumberGenerator) -> Double {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: 0
        case 1, 2: Double.random(in: 0.005...0.05, using: &generator)
        case 3, 4: Double.random(in: 0.05...0.3, using: &generator)
        default: Double.random(in: 0.5...1.5, using: &generator)
        }
    }

    func draw(using generator: inout some RandomNumberGenerator) -> Group {
        groups[drawn(from: groups.map(\.share), using: &generator)]
    }
}

/// How a question is answered by everybody: options, *don't know*, silence, and whether it is asked.
private struct SampleHabit {
    let answers: [KeptAnswer]
    let odds: [Double]
    let dontKnow: Double
    let blank: Double
    let notAsked: Double

    init(answering question: Question, using generator: inout some RandomNumberGenerator) {
        let options = question.sampleOptions
        answers = options.map { .chosen([$0]) }
        let isSkewed = Int.random(in: 0..<4, using: &generator) == 0
        odds = options.map { _ in
            let odds = Double.random(in: 0.2...1, using: &generator)
            return isSkewed ? pow(odds, 4) : odds
        }
        func rate(_ rates: [Double]) -> Double { rates.randomElement(using: &generator) ?? 0 }
        dontKnow = question.sampleTakesDontKnow ? rate([0, 0.03, 0.2]) : 0
        blank = rate([0, 0.02, 0.15])
        notAsked = question.shownWhen.isEmpty ? 0 : rate([0, 0.3])
    }

    func answer(
        in leanings: [[Double]], using generator: inout some RandomNumberGenerator
    ) -> KeptAnswer {
        var place = Double.random(in: 0..<1, using: &generator)
        for (rate, answer) in [
            (notAsked, KeptAnswer.notAsked), (blank, .blank),
            (dontKnow, .chosen([.dontKnow])),
        ] {
            if place < rate { return answer }
            place -= rate
        }
        let chances = odds.indices.map { option in
            leanings.reduce(odds[option]) { $0 * $1[option] }
        }
        return answers[drawn(from: chances, using: &generator)]
    }
}

/// How one group leans: as everybody, its own way, or all to one answer.
private func sampleLeanings(
    for question: Question, using generator: inout some RandomNumberGenerator
) -> [Double] {
    let options = question.sampleOptions
    switch Int.random(in: 0..<8, using: &generator) {
    case 0:
        let favourite = Int.random(in: options.indices, using: &generator)
        return options.indices.map { $0 == favourite ? 1 : 1e-6 }
    case 1, 2, 3:
        return options.map { _ in Double.random(in: 0.2...2, using: &generator) }
    default:
        return options.map { _ in 1 }
    }
}

private func drawn(
    from shares: [Double], using generator: inout some RandomNumberGenerator
) -> Int {
    var place = Double.random(in: 0..<shares.reduce(0, +), using: &generator)
    for (index, share) in shares.enumerated() {
        if place < share { return index }
        place -= share
    }
    return shares.lastIndex { $0 > 0 } ?? 0
}

extension Question {
    /// The answers with an opinion.
    var sampleOptions: [Code] { options.filter { !$0.isSpecial }.map(\.code) }

    fileprivate var sampleTakesDontKnow: Bool { options.contains { $0.code == .dontKnow } }
}
