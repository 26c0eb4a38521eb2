import Anonymization
import Estimation
import SurveyDefinition

/// A round's respondents by class, and the classes of each group that is shown.
struct Respondents {
    /// Ascending by their keys, so that sums have one order whatever the order of arrival.
    let classes: [RespondentClass]
    /// Respondents per class, above zero.
    let counts: [Int]
    /// One per background variable of the survey.
    let groupings: [Grouping]

    private let places: [RespondentClass: Int]

    init(_ responses: ResponseTable, of survey: Survey) {
        let ordered = responses.classes.filter { $0.value > 0 }
            .map { (key: $0.key.key, class: $0.key, count: $0.value) }
            .sorted { $0.key < $1.key }
        let classes = ordered.map(\.class)
        self.classes = classes
        counts = ordered.map(\.count)
        places = Dictionary(uniqueKeysWithValues: zip(classes, 0...))
        groupings = survey.backgroundVariables.map {
            Grouping(of: classes, by: $0, in: survey)
        }
    }

    /// Everyone of the round.
    var total: Int { counts.reduce(0, +) }

    /// The place of a class that somebody is in.
    func place(of respondentClass: RespondentClass) -> Int? { places[respondentClass] }
}

/// The groups of a background variable in the order in which they are shown: a partition of the
/// classes.
struct Grouping {
    struct Group {
        let code: Code
        /// The places of its classes, ascending.
        let classes: [Int]
    }

    let variable: BackgroundVariable
    /// Whoever has no listed value is in the last one, *not stated*, so that nobody is left out.
    let groups: [Group]

    init(of classes: [RespondentClass], by variable: BackgroundVariable, in survey: Survey) {
        self.variable = variable
        let listed = survey.groups(of: variable).filter { $0 != BreakdownRow.notStated }
        let known = Set(listed)
        let members = Dictionary(grouping: classes.indices) { place -> Code in
            guard let value = classes[place][variable], known.contains(value) else {
                return BreakdownRow.notStated
            }
            return value
        }
        groups = (listed + [BreakdownRow.notStated]).map {
            Group(code: $0, classes: members[$0, default: []])
        }
    }
}

extension Survey {
    /// The codes of a background variable that results are broken down by, in order.
    func groups(of variable: BackgroundVariable) -> [Code] {
        guard let question = question(for: variable) else { return [] }
        return codes(of: question).filter { !Option(code: $0).isSpecial }
    }
}
