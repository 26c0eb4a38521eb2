public import Anonymization
public import SurveyDefinition

/// Who answered a round, against who lives here: whole numbers, unprotected.
public struct Composition: Sendable, Equatable {
    /// One background variable that the population is counted by.
    public struct Table: Sendable, Equatable {
        public let variable: BackgroundVariable
        /// In the order in which groups are shown; *not stated* last.
        public let rows: [Row]
    }

    /// One group.
    public struct Row: Sendable, Equatable {
        public let group: Code
        public let respondents: Int
        /// Persons; `nil` when the population isn't counted by this group.
        public let population: Int?
    }

    /// Everyone whose response is mixed.
    public let respondents: Int
    public let tables: [Table]
    /// Responses per language version; empty when the survey doesn't count them.
    public let languages: [Code: Int]
    /// Responses per mode of collection, by `CollectionMode`; empty when the survey doesn't count them.
    public let modes: [Code: Int]
}

/// Counts a round's responses by each background variable that the population is counted by.
public func compose(
    _ responses: ResponseTable, by survey: Survey, population: PopulationTable?
) -> Composition {
    let respondents = Respondents(responses, of: survey)
    let tables = respondents.groupings.compactMap { grouping -> Composition.Table? in
        guard let margin = population?.margins[grouping.variable] else { return nil }
        let rows = grouping.groups.map { group in
            Composition.Row(
                group: group.code,
                respondents: group.classes.reduce(0) { $0 + respondents.counts[$1] },
                population: margin[group.code])
        }
        return Composition.Table(variable: grouping.variable, rows: rows)
    }
    func counts(under question: QuestionID) -> [Code: Int] {
        responses.counts.filter { $0.key.question == question }
            .reduce(into: [Code: Int]()) { counts, cell in
                for code in cell.key.answer.codes { counts[code, default: 0] += cell.value }
            }
    }
    return Composition(
        respondents: responses.responses, tables: tables,
        languages: counts(under: Survey.languageQuestion),
        modes: counts(under: Survey.modeQuestion))
}
