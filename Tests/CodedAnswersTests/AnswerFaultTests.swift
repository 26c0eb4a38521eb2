import Testing

@testable import CodedAnswers

/// Files and plans that don't fit each other.
@Suite("Faults of the answers")
struct AnswerFaultTests {
    private static let answers = """
        year,gender,part,w,q
        2025,K,north,1,4
        2025,M,south,1,2
        2026,K,north,1,9
        2026,M,south,1,
        2026,K,south,2,3

        """

    private static let share = """
        indicators:
          - {id: good, column: q, positive: [3, 4], valid: [1, 2, 3, 4], dontKnow: [9]}

        """

    private func complaint(
        about answers: String = answers, _ plan: String, margins: String? = nil
    ) async throws -> String {
        try #require(
            await CodedAnswersTests.complaint(answers, by: plan + Self.share, margins: margins))
    }

    @Test("The file and the plan that the other tests spoil are fine")
    func nothingWrong() async throws {
        let plan =
            "round: year\nbackground: [gender]\nsample: {stratum: part, baseWeight: w}\n"
            + "breakdowns: [gender]\n" + Self.share

        #expect(try await CodedAnswersTests.complaint(Self.answers, by: plan) == nil)
    }

    @Test("A column that isn't there")
    func unknownColumn() async throws {
        #expect(
            try await complaint("background: [sex]\n")
                == "answers.csv: row 1: There is no column 'sex'. "
                + "Correct the plan, or use one of: year, gender, part, w, q.")
    }

    @Test("A code outside an indicator's sets")
    func unknownCode() async throws {
        #expect(
            try await complaint(about: Self.answers + "2026,K,north,1,7\n2026,K,north,1,7\n", "")
                == "answers.csv: row 7, column q: The code '7' is in none of the sets of the "
                + "indicator good. Correct it, or add it to the plan, which has: 1, 2, 3, 4, 9.")
    }

    @Test("A code outside the levels of a background column")
    func unknownLevel() async throws {
        #expect(
            try await complaint("background: {gender: [K]}\n")
                == "answers.csv: row 3, column gender: The code 'M' is in none of the sets of "
                + "gender. Correct it, or add it to the plan, which has: K.")
    }

    @Test("A round, a stratum or a weight that is left empty")
    func missing() async throws {
        for (row, column, plan) in [
            (",K,north,1,4", "year", "round: year\n"),
            ("2026,K,,1,4", "part", "sample: {stratum: part}\n"),
            ("2026,K,north,,4", "w", "sample: {baseWeight: w}\n"),
        ] {
            #expect(
                try await complaint(about: Self.answers + row + "\n", plan)
                    == "answers.csv: row 7, column \(column): The field is empty. "
                    + "Fill it, or remove the row.")
        }
    }

    @Test("A weight that isn't a number above zero", arguments: ["one", "0", "-1", "nan", "inf"])
    func notAWeight(text: String) async throws {
        #expect(
            try await complaint(
                about: Self.answers + "2026,K,north,\(text),4\n", "sample: {baseWeight: w}\n"
            ).hasPrefix(
                "answers.csv: row 7, column w: '\(text)' is not a number above zero."))
    }

    @Test("A level that has respondents and no population")
    func levelWithoutPopulation() async throws {
        let complaint = try await complaint(
            "round: year\nbackground: [gender]\nmargins: {gender: {K: 500}}\nweighting: raked\n")

        #expect(
            complaint
                == "answers.csv: row 3, column gender: Respondents of round 2025 have gender M, "
                + "and the margin has no population for them. Give it one, or write: unknown.")
    }

    @Test("The first row with a level that has no population is the one that is named")
    func firstRow() async throws {
        let complaint = try await complaint(
            about: "gender,age,q\nK,b,4\nM,b,4\nM,a,4\n",
            "background: [gender, age]\nmargins: {gender: {K: 500}}\nweighting: raked\n"
                + "breakdowns: [age]\n")

        #expect(complaint.hasPrefix("answers.csv: row 3, column gender: Respondents of round all"))
    }

    @Test("A level that has a population and no respondents")
    func emptyLevel() async throws {
        let complaint = try await complaint(
            "background: [gender]\nmargins: {gender: {K: 500, M: 500, X: 10}}\nweighting: raked\n")

        #expect(complaint.hasPrefix("answers.csv: round all: Nobody answered in X of gender"))
    }

    @Test("Bounds that no weights can keep")
    func infeasibleBounds() async throws {
        let complaint = try await complaint(
            "background: [gender]\nmargins: {gender: {K: 950, M: 50}}\n"
                + "weighting: {method: raked, trim: [0.9, 1.1]}\n")

        #expect(complaint.hasPrefix("answers.csv: round all: No weights between 0.9 and 1.1"))
    }

    @Test("A stratum without a population, and one with fewer people than respondents")
    func strata() async throws {
        #expect(
            try await complaint("sample: {stratum: part, populations: {north: 10}}\n")
                == "answers.csv: row 3, column part: The stratum 'south' has no population. "
                + "Add it to sample.populations.")
        #expect(
            try await complaint("sample: {stratum: part, populations: {north: 10, south: 2}}\n")
                == "answers.csv: round all: 3 respondents can't be a sample of 2 in the stratum "
                + "'south'. Correct the population.")
        #expect(
            try await complaint("sample: {population: 4}\n")
                == "answers.csv: round all: 5 respondents can't be a sample of 4. "
                + "Correct the population.")
    }

    @Test("A round that the plan names and nobody has")
    func unknownRound() async throws {
        for (plan, path) in [
            ("breaks: [2024]\n", "breaks"),
            ("marginsOfRound: {2024: {}}\n", "marginsOfRound"),
            (
                "published: [{name: SCB, indicator: good, round: 2024, value: 0.5}]\n",
                "published[0].round"
            ),
        ] {
            #expect(
                try await complaint("round: year\n" + plan)
                    == "plan.yaml: \(path): No respondent has the round '2024'. "
                    + "Use one of: 2025, 2026.")
        }
    }

    @Test("A published value of a group that isn't there")
    func unknownGroup() async throws {
        #expect(
            try await complaint(
                "published: [{name: SCB, indicator: good, group: gender=K, value: 0.5}]\n")
                == "plan.yaml: published[0].group: There is no group 'gender=K'. "
                + "Write total, or a group of a breakdown, such as gender=K.")
    }

    @Test("A file of margins that is missing, or has a population that isn't a number")
    func marginFile() async throws {
        let plan = "background: [gender]\nmargins: {file: margins.csv}\nweighting: raked\n"

        #expect(
            try await complaint(plan)
                == "margins.csv: The file can't be read. Correct its name, or who may read it.")
        #expect(
            try await complaint(
                plan, margins: "variable,level,population\ngender,K,500\ngender,M,many\n")
                == "margins.csv: row 3, column population: 'many' is not a number of persons. "
                + "Write digits, or: unknown.")
    }
}
