import Anonymization
import SurveyDefinition
import TestSupport
import Testing

@testable import Indicators

struct TabulateTests {
    private func tabulated(_ responses: ResponseTable) -> IndicatorTable {
        tabulate(responses, by: TinySurvey.survey, goals: TinySurvey.goals)
    }

    private func indicator(_ id: IndicatorID, of responses: ResponseTable) throws
        -> TabulatedIndicator
    {
        try #require(tabulated(responses).indicators.first { $0.id == id })
    }

    @Test("indicators come in the order of the goals, breakdowns in the order of the variables")
    func order() {
        let table = tabulated(ResponseTable())

        #expect(table.indicators.map(\.id) == ["trust", "safety", "problems", "respect"])
        #expect(table.indicators[0].breakdowns.map(\.variable) == [nil, .gender, .age, .district])
    }

    @Test("every option and district has a row, also without responses, and not stated comes last")
    func everyGroupHasARow() throws {
        let breakdowns = try indicator("safety", of: ResponseTable()).breakdowns

        #expect(breakdowns[0].rows.map(\.group) == [nil])
        #expect(breakdowns[1].rows.map(\.group) == ["woman", "man", "not-stated"])
        #expect(breakdowns[2].rows.map(\.group) == ["16-29", "30-49", "50-plus", "not-stated"])
        #expect(breakdowns[3].rows.map(\.group) == ["north", "south", "not-stated"])
        #expect(breakdowns.flatMap(\.rows).allSatisfy { $0.tally == Tally() && $0.estimate == nil })
    }

    @Test("a missing value and a coarse age band are counted as not stated")
    func remainder() throws {
        var responses = ResponseTable()
        let man = RespondentClass(gender: "man", age: "16-49")
        let northerner = RespondentClass(age: "50-plus", district: "north")
        responses.add(7, to: man)
        responses.add(7, "good", to: "safe", man)
        responses.add(2, to: northerner)
        responses.add(2, "good", to: "safe", northerner)

        let breakdowns = try indicator("safety", of: responses).breakdowns

        #expect(breakdowns[1].rows.map(\.tally.valid) == [0, 7, 2])
        #expect(breakdowns[2].rows.map(\.tally.valid) == [0, 0, 2, 7])
        #expect(breakdowns[3].rows.map(\.tally.valid) == [2, 0, 7])
    }

    @Test("a detached question has the whole round only")
    func detached() throws {
        var responses = ResponseTable()
        responses.add(100, to: RespondentClass(gender: "woman"))
        responses.add(40, "yes", to: "respect", nil)
        responses.add(60, "no", to: "respect", nil)

        let respect = try indicator("respect", of: responses)

        #expect(respect.breakdowns.map(\.variable) == [nil])
        #expect(respect.breakdowns[0].rows[0].tally.valid == 100)
        #expect(respect.breakdowns[0].rows[0].estimate?.value == 0.4)
    }

    @Test("the standard error of a group counts every response of the round")
    func domain() throws {
        var responses = ResponseTable()
        let women = RespondentClass(gender: "woman")
        responses.add(5, "bad", to: "safe", women)
        responses.add(5, "good", to: "safe", women)
        responses.add(10, to: women)
        responses.add(91, to: RespondentClass(gender: "man"))

        let row = try indicator("safety", of: responses).breakdowns[1].rows[0]

        // √(101/100 · 10 · 50²) / 10
        let error = try #require(row.estimate?.standardError)
        #expect(abs(error - 15.890248582070704) < 1e-10)
    }

    @Test("an index scores the valid options from nought, in the question's order")
    func index() throws {
        let responses = Self.answers(["bad": 4, "fair": 3, "good": 2], to: "safe")

        let safety = try indicator("safety", of: responses)

        #expect(safety.breakdowns[0].rows[0].estimate?.value == 7 * 100 / (9 * 2.0))
        #expect(safety.breakdowns[0].rows[0].tally.positive == 0)
        #expect(safety.span == 100)
    }

    @Test("a mean is of the numbers of its scale, and its span theirs")
    func mean() throws {
        let responses = Self.answers(["0": 2, "7": 3, "10": 1, "dont-know": 9], to: "trust")

        let trust = try indicator("trust", of: responses)

        #expect(trust.breakdowns[0].rows[0].tally.valid == 6)
        #expect(trust.breakdowns[0].rows[0].estimate?.value == 31.0 / 6)
        #expect(trust.breakdowns[0].rows[0].tally.dontKnow == 0)
        #expect(trust.span == 10)
    }

    @Test("a mean of a single answer has no interval, and one of nobody no estimate")
    func singleAnswer() throws {
        let trust = try indicator("trust", of: Self.answers(["7": 1], to: "trust"))

        let rows = trust.breakdowns[1].rows

        #expect(rows.map(\.estimate?.value) == [7, nil, nil])
        #expect(rows[0].estimate?.interval == nil)
    }

    @Test("the interval of a mean stays within the scale")
    func withinScale() throws {
        let trust = try indicator("trust", of: Self.answers(["0": 1, "10": 2], to: "trust"))

        #expect(trust.breakdowns[0].rows[0].estimate?.interval == 0...10)
    }

    @Test("a group is compared with everybody else; the whole round with nobody")
    func againstRest() throws {
        var responses = ResponseTable()
        for (gender, good, bad) in [("woman", 30, 20), ("man", 10, 30), (nil, 5, 5)] {
            let member = RespondentClass(gender: gender.map { Code($0) })
            responses.add(good + bad, to: member)
            responses.add(good, "good", to: "safe", member)
            responses.add(bad, "bad", to: "safe", member)
        }

        let breakdowns = try indicator("safety", of: responses).breakdowns

        // 100 · (30/50 − 15/50)
        let women = try #require(breakdowns[1].rows[0].estimate?.againstRest)
        #expect(abs(women.value - 30) < 1e-12)
        // 100 · √(100/99 · (50·0.24 + 50·0.21)/50²)
        #expect(abs(women.standardError - 9.534625892455924) < 1e-10)
        #expect(breakdowns[0].rows[0].estimate?.againstRest == nil)
    }

    @Test("a question with one answer out of some is spread over its valid options, by group")
    func questions() throws {
        var responses = Self.answers(["bad": 4, "good": 2, "dont-know": 3, "": 1], to: "safe")
        responses.add(5, to: RespondentClass(district: "north"))
        responses.add(5, "fair", to: "safe", RespondentClass(district: "north"))

        let questions = tabulated(responses).questions

        #expect(questions.map(\.id) == ["safe", "respect"])
        #expect(questions[0].options == ["bad", "fair", "good"])
        #expect(questions[0].breakdowns.map(\.variable) == [nil, .gender, .age, .district])
        #expect(
            questions[0].breakdowns[0].rows[0].tally.counts == ["bad": 4, "fair": 5, "good": 2])
        #expect(questions[0].breakdowns[1].rows[0].tally.counts == ["bad": 4, "good": 2])
        #expect(questions[0].breakdowns[3].rows[0].tally.counts == ["fair": 5])
        #expect(questions[1].breakdowns.map(\.variable) == [nil])
    }

    @Test("every breakdown is a partition: its tallies add up to the round's", arguments: 0..<50)
    func partition(seed: UInt64) {
        let table = tabulated(ResponseTable.random(seed: seed))

        for indicator in table.indicators {
            let total = indicator.breakdowns[0].rows[0].tally
            for breakdown in indicator.breakdowns {
                #expect(breakdown.rows.map(\.tally).reduce(into: Tally(), +=) == total)
            }
        }
    }

    @Test("the order in which responses are added changes no bit", arguments: 0..<50)
    func orderOfAdding(seed: UInt64) {
        let responses = ResponseTable.random(seed: seed)
        var generator = SeededGenerator(seed: seed)
        var shuffled = ResponseTable(classes: responses.classes)

        for (cell, count) in responses.counts.shuffled(using: &generator) {
            for _ in 0..<count { shuffled.add(to: cell) }
        }

        #expect(tabulated(shuffled) == tabulated(responses))
    }

    @Test("exchanging two districts' respondents exchanges their rows", arguments: 0..<50)
    func permutation(seed: UInt64) throws {
        let responses = ResponseTable.random(seed: seed)
        let exchanged = responses.exchanging("north", "south")

        let before = tabulated(responses).indicators
        let after = tabulated(exchanged).indicators

        for (before, after) in zip(before, after) where before.breakdowns.count == 4 {
            for (breakdown, exchanged) in zip(before.breakdowns, after.breakdowns) {
                let isByDistrict = breakdown.variable == .district
                for (place, row) in breakdown.rows.enumerated() {
                    try expectAlike(row, exchanged.rows[isByDistrict ? [1, 0, 2][place] : place])
                }
            }
        }
    }

    /// Sums over the classes have the order of their names, which the exchange changes: what is not
    /// whole may differ in the last bits.
    private func expectAlike(_ left: BreakdownRow, _ right: BreakdownRow) throws {
        #expect(left.tally == right.tally)
        let (left, right) = (try #require(left.estimate), try #require(right.estimate))
        #expect(left.numerator == right.numerator && left.denominator == right.denominator)
        let errors = (try #require(left.standardError), try #require(right.standardError))
        #expect(abs(errors.0 - errors.1) < 1e-12 * errors.0)
    }
}

extension TabulateTests {
    /// Answers of women to one question.
    private static func answers(
        _ counts: KeyValuePairs<String, Int>, to question: QuestionID
    ) -> ResponseTable {
        let women = RespondentClass(gender: "woman")
        var responses = ResponseTable()
        for (answer, count) in counts {
            responses.add(count, to: women)
            responses.add(
                count,
                to: .init(
                    question: question, respondentClass: women, answer: KeptAnswer(key: answer)))
        }
        return responses
    }
}

extension ResponseTable {
    fileprivate mutating func add(
        _ count: Int, _ code: Code, to question: QuestionID, _ respondentClass: RespondentClass?
    ) {
        let cell = Cell(
            question: question, respondentClass: respondentClass, answer: .chosen([code]))
        add(count, to: cell)
    }

    /// Three hundred respondents with every sort of answer, some of them generalised.
    fileprivate static func random(seed: UInt64) -> ResponseTable {
        var generator = SeededGenerator(seed: seed)
        let answers: [QuestionID: [KeptAnswer]] = [
            "safe": ["bad", "fair", "good", "dont-know", "", "_"].map(KeptAnswer.init(key:)),
            "trust": ["0", "3", "8", "10", "dont-know", ""].map(KeptAnswer.init(key:)),
            "problems": ["dark", "dark+litter", "litter+traffic", "none", ""].map(
                KeptAnswer.init(key:)),
            "respect": ["yes", "no", ""].map(KeptAnswer.init(key:)),
        ]
        let classes = ["woman", "man", "-"].flatMap { gender in
            ["16-29", "30-49", "50-plus", "16-49", "-"].flatMap { age in
                ["north", "south", "-"].map { RespondentClass(key: "\(gender)/\(age)/\($0)/-") }
            }
        }
        var table = ResponseTable()
        for _ in 0..<300 {
            guard let member = classes.randomElement(using: &generator) else { continue }
            table.add(to: member)
            for (question, possible) in answers.sorted(by: { $0.key < $1.key }) {
                guard let answer = possible.randomElement(using: &generator) else { continue }
                let isDetached = question == "respect"
                table.add(
                    to: Cell(
                        question: question, respondentClass: isDetached ? nil : member,
                        answer: answer))
            }
        }
        return table
    }

    fileprivate func exchanging(_ one: Code, _ other: Code) -> ResponseTable {
        func exchanged(_ member: RespondentClass) -> RespondentClass {
            var member = member
            if member.district == one {
                member.district = other
            } else if member.district == other {
                member.district = one
            }
            return member
        }
        var table = ResponseTable()
        for (member, count) in classes { table.add(count, to: exchanged(member)) }
        for (cell, count) in counts {
            table.add(
                count,
                to: Cell(
                    question: cell.question, respondentClass: cell.respondentClass.map(exchanged),
                    answer: cell.answer))
        }
        return table
    }
}
