public import Diagnostics
public import SurveyDefinition

/// A survey with one question of nearly every kind, for tests that need some survey.
///
/// Two blocks (`place`, `council`), the background gender, age and district, and three indicators:
/// `safe` (share), `council-works` (index) and `trust` (mean).
public enum SmallSurvey {
    /// The text of its `survey.yaml`.
    public static let source = """
        id: small
        version: 1
        minutes: 2
        helpLines: true

        blocks:
          - {id: place, goals: [N]}
          - {id: council, goals: [G]}

        scales:
          how-well: [very-well, fairly-well, fairly-badly, very-badly]

        sections:
          - id: place
            questions:
              - id: safe-at-night
                kind: single-choice
                block: place
                options: [very-safe, fairly-safe, unsafe]
                also: [dont-know]
                required: true
              - id: why-unsafe
                kind: multiple-choice
                block: place
                options: [dark, traffic, people, none]
                exclusive: none
                most: 2
                shownWhen:
                  - {question: safe-at-night, isAnyOf: [unsafe]}
              - id: years-here
                kind: number
                block: place
                from: 0
                to: 110
                bands: {under-one: [0, 0], one-to-five: [1, 5], over-five: [6, 110]}
              - id: victim
                kind: single-choice
                sensitive: true
                options: ["yes", "no"]
                also: [dont-know, prefer-not-to-say]
          - id: council
            questions:
              - id: council-works
                kind: single-choice
                block: council
                scale: how-well
                also: [dont-know]
              - id: trust
                kind: scale
                block: council
                from: 0
                to: 10
                also: [dont-know]
              - id: do-first
                kind: ranking
                block: council
                options: [light, roads, schools]
                most: 2
              - id: wish
                kind: free-text
                longest: 500
          - id: about-you
            questions:
              - id: gender
                kind: single-choice
                background: gender
                options: [woman, man, other]
                also: [prefer-not-to-say]
              - id: age
                kind: single-choice
                background: age
                options: [16-29, 30-49, 50-64, 65-plus]
                coarse: {16-49: [16-29, 30-49], 50-plus: [50-64, 65-plus]}
                also: [prefer-not-to-say]
              - id: district
                kind: district
                background: district
                also: [prefer-not-to-say]

        indicators:
          - id: safe
            question: safe-at-night
            measure: share
            positive: [very-safe, fairly-safe]
            valid: [very-safe, fairly-safe, unsafe]
            dontKnow: [dont-know]
            comparability: B
          - id: council-works
            question: council-works
            measure: index
            valid: [very-well, fairly-well, fairly-badly, very-badly]
            dontKnow: [dont-know]
            comparability: C
          - id: trust
            question: trust
            measure: mean
            valid: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]
            dontKnow: [dont-know]
            comparability: A

        """

    /// The text of a `weighting` block for it, to the table `here`.
    public static let weighting = """
        weighting:
          method: raked
          variables: [gender, age, district]
          population: here
          trim: [0.2, 5]

        """

    /// The text of its `survey.yaml`, with language versions counted.
    public static let sourceCountingLanguages = source.replacing(
        "helpLines: true\n", with: "helpLines: true\ncountsLanguages: true\n")

    /// The text of its `survey.yaml`, with modes of collection counted.
    public static let sourceCountingModes = source.replacing(
        "helpLines: true\n", with: "helpLines: true\ncountsModes: true\n")

    /// The files around it, by name, as they would stand in a `Surveys/` folder.
    public static let files: [String: String] = [
        "small/survey.yaml": source,
        "policy.yaml": """
        smallestClass: 5
        smallestBase: 30
        smallestCell: 5
        widestInterval: 0.30
        batch: 20
        minutesBetweenMixings: 30
        participationStep: 25
        longestText: 1000
        mostBackground: 4

        """,
        "districts.yaml": """
        regionVersion: "2026"
        districts:
          - {id: north, name: Norr}
          - {id: south, name: Söder}
          - {id: east, name: Öster}

        """,
        "population/here.yaml": """
        source: Made up for tests
        date: 2025-12-31
        regionVersion: "2026"
        example: true
        margins:
          gender: {woman: 500, man: 510}
          age: {16-29: 200, 30-49: 300, 50-64: 260, 65-plus: 250}
          district: {north: 400, south: 350, east: 255}

        """,
        "goals.yaml": """
        targetAreas: [1, 2]
        goals:
          - {id: G, targetArea: 1}
          - {id: N, targetArea: 2}
        indicators:
          - id: safe
            goal: N
            kind: measured
            polarity: higher-is-better
            unit: percent
            published:
              - {territory: here, value: 70, year: 2025, source: police}
              - {territory: country, value: 82, year: 2025, source: police, note: other-method}
          - id: council-works
            goal: G
            kind: measured
            polarity: higher-is-better
            unit: points
            published: []
          - id: trust
            goal: G
            kind: measured
            polarity: higher-is-better
            unit: points
            published: []
          - id: turnout
            goal: G
            kind: register
            polarity: higher-is-better
            unit: percent
            published:
              - {territory: here, value: 63, year: 2022, source: register, subgroup: municipal}

        """,
    ]

    /// The population table without its margin of districts, for tests that have other districts.
    public static let populationWithoutDistricts = (files["population/here.yaml"] ?? "")
        .replacing(/\ *district: \{.*\}\n/, with: "")

    /// The survey among its definitions.
    public static func make() -> Survey {
        makeDefinitions().surveys[0]
    }

    /// The survey with its goals, districts and policy.
    ///
    /// - Parameter source: the text of `survey.yaml`.
    public static func makeDefinitions(of source: String = source) -> Definitions {
        let faults = FaultCollector()
        let definitions = read(replacing: ["small/survey.yaml": source], reportingTo: faults)
        guard let definitions, faults.diagnostics.isEmpty else {
            preconditionFailure("The small survey has faults: \(faults.diagnostics)")
        }
        return definitions
    }

    /// Reads the small survey's files, some of them replaced.
    public static func read(
        replacing others: [String: String] = [:], reportingTo faults: FaultCollector
    ) -> Definitions? {
        readDefinitions(
            texts: files.merging(others) { $1 }, areAllSurveys: true, reportingTo: faults)
    }
}
