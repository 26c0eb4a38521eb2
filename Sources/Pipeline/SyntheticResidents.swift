import SurveyDefinition

/// Draws made-up residents, and which of them answer.
///
/// Young men answer half as often as others, and so do the residents of one district; those of the
/// last district answer a third as often, so that little of a small one can be published. A survey's second gender is taken for
/// men, and its first age band for the young.
struct SyntheticResidents: Sendable {
    private struct Variable: Sendable {
        let name: BackgroundVariable
        let question: Question
        let codes: [Code]
        /// Per code, how many residents have it, in any unit.
        let weights: [Double]
        /// The share who would rather not say.
        let silent: Double
    }

    private let variables: [Variable]

    /// - Parameter population: shares like those of a municipality where it says nothing.
    init(asked survey: Survey, population: PopulationTable?) {
        variables = survey.questions.compactMap { question in
            guard let name = question.background else { return nil }
            let codes = survey.codes(of: question).filter { !Option(code: $0).isSpecial }
            return Variable(
                name: name, question: question, codes: codes,
                weights: population?.margins[name].map { Self.weights(of: codes, in: $0) }
                    ?? Self.usualWeights(of: codes, of: name),
                silent: [.gender: 0.025, .district: 0.04][name, default: 0])
        }
    }

    /// Whoever a margin doesn't count, such as a third gender, is there all the same.
    private static func weights(of codes: [Code], in margin: [Code: Int]) -> [Double] {
        let uncounted = 0.015 * Double(margin.values.reduce(0, +))
        return codes.map { margin[$0].map(Double.init) ?? uncounted }
    }

    private static func usualWeights(of codes: [Code], of variable: BackgroundVariable) -> [Double]
    {
        let first: [Double] =
            switch variable {
            case .gender: [0.49, 0.47]
            case .age: [0.2, 0.35, 0.25, 0.2]
            case .district, .site: []
            }
        return codes.indices.map { place in
            if place < first.count { return first[place] }
            return first.isEmpty ? 1 + 0.15 * Double(place % 4) : 0.015
        }
    }

    /// The next resident who answers, as she says herself: in the order of the questions, without
    /// those that she leaves out.
    func nextRespondent(
        using generator: inout some RandomNumberGenerator
    ) -> [(question: Question, code: Code)] {
        var places: [Int] = []
        repeat {
            places = variables.map { weightedPlace($0.weights, using: &generator) }
        } while !happens(eagerness(of: places), using: &generator)
        return zip(variables, places).compactMap { variable, place in
            guard happens(variable.silent, using: &generator) else {
                return (variable.question, variable.codes[place])
            }
            let isOffered = variable.question.options.contains { $0.code == .preferNotToSay }
            return isOffered ? (variable.question, .preferNotToSay) : nil
        }
    }

    /// How likely a resident answers, against the others.
    ///
    /// - Parameter places: of the resident's code, per variable.
    private func eagerness(of places: [Int]) -> Double {
        let resident = Dictionary(
            zip(variables, places).map { ($0.name, $1) }, uniquingKeysWith: { first, _ in first })
        let isYoungMan = resident[.gender] == 1 && resident[.age] == 0
        return (isYoungMan ? 0.5 : 1) * (resident[.district].map(eagerness(ofDistrict:)) ?? 1)
    }

    private func eagerness(ofDistrict place: Int) -> Double {
        let count = variables.first { $0.name == .district }?.codes.count ?? 0
        if place == count - 1 { return 0.35 }
        return place == count * 2 / 3 ? 0.5 : 1
    }

    /// How much a group leans towards the good answers, as a share: those who seldom answer lean away
    /// from them, so that answers without weights look better than they should.
    func lean(of code: Code, on question: Question) -> Double {
        guard let variable = variables.first(where: { $0.question.id == question.id }),
            let place = variable.codes.firstIndex(of: code)
        else { return 0 }
        return switch variable.name {
        case .gender: place == 1 ? -0.02 : 0.02
        case .age: Double(place - 1) * 0.04
        case .district: eagerness(ofDistrict: place) < 1 ? -0.15 : Double(place % 5 - 1) * 0.04
        case .site: 0
        }
    }
}

/// Whether something of that probability happens.
func happens(_ probability: Double, using generator: inout some RandomNumberGenerator) -> Bool {
    Double.random(in: 0..<1, using: &generator) < probability
}

/// A place in the list, by weight.
///
/// - Precondition: some weight is above zero, and none below.
func weightedPlace(_ weights: [Double], using generator: inout some RandomNumberGenerator) -> Int {
    var rest = Double.random(in: 0..<weights.reduce(0, +), using: &generator)
    for (place, weight) in weights.enumerated() {
        rest -= weight
        if rest < 0 { return place }
    }
    return weights.count - 1
}
