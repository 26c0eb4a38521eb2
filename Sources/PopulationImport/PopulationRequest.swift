public import SurveyDefinition

/// What the person who imports a file says about it, beside the file itself.
public struct PopulationRequest: Sendable {
    /// The table that it becomes.
    public let id: PopulationID
    /// Who counted; `nil` when the file says it.
    public let source: String?
    /// The day that the figures are of, `YYYY-MM-DD`; `nil` when the file says it.
    public let date: String?
    /// The survey whose codes are used; `nil` when all surveys have the same.
    public let survey: SurveyID?
    /// What the file calls things, where that can't be told.
    public let columns: ColumnNames
    /// The levels of the file that a code of ours counts, by their texts or codes in the file.
    public let mapped: [BackgroundVariable: [Code: [String]]]
    /// Levels of the file whose people aren't counted at all.
    public let leftOut: [BackgroundVariable: [String]]

    public init(
        id: PopulationID, source: String? = nil, date: String? = nil, survey: SurveyID? = nil,
        columns: ColumnNames = ColumnNames(), mapped: [BackgroundVariable: [Code: [String]]] = [:],
        leftOut: [BackgroundVariable: [String]] = [:]
    ) {
        self.id = id
        self.source = source
        self.date = date
        self.survey = survey
        self.columns = columns
        self.mapped = mapped
        self.leftOut = leftOut
    }
}

/// What a file calls the variables and its column of persons.
///
/// A name that isn't given is known by what it begins with, in Swedish, English and Finnish.
public struct ColumnNames: Sendable {
    /// The names of variables.
    public let variables: [BackgroundVariable: String]
    /// The name of the column of persons, in a CSV file with a column per variable.
    public let persons: String?

    public init(variables: [BackgroundVariable: String] = [:], persons: String? = nil) {
        self.variables = variables
        self.persons = persons
    }

    /// Whether a name in the file is the variable's.
    func isName(_ name: String, of variable: BackgroundVariable) -> Bool {
        if let given = variables[variable] { return name == given }
        if variables.values.contains(name) { return false }
        return name.begins(withOneOf: knownNames[variable, default: []])
    }

    /// Whether a name in the file is that of the column of persons.
    func isPersons(_ name: String) -> Bool {
        if let persons { return name == persons }
        return name.begins(withOneOf: knownPersonsNames)
    }
}

private let knownNames: [BackgroundVariable: [String]] = [
    .gender: ["kön", "juridiskt kön", "gender", "sex", "sukupuoli"],
    .age: [
        "ålder", "åldersgrupp", "åldersklass", "age", "age group", "ikä", "ikäryhmä", "ikäluokka",
    ],
    .district: [
        "stadsdel", "kommundel", "område", "delområde", "district", "area", "kaupunginosa", "alue",
        "osa alue",
    ],
]

private let knownPersonsNames = [
    "personer", "antal", "folkmängd", "befolkning", "persons", "people", "population", "count",
    "henkilöt", "henkilöitä", "väestö", "väkiluku", "lukumäärä",
]

extension String {
    /// Whether the name is one of the known, alone or before other words, as in `Folkmängd 2025`.
    fileprivate func begins(withOneOf known: [String]) -> Bool {
        let name = folded
        return known.contains { name == $0 || name.hasPrefix($0 + " ") }
    }
}
