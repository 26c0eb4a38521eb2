import Diagnostics
import SurveyDefinition
import TestSupport
import Testing

/// A survey without faults reads as it is written.
struct SmallSurveyTests {
    @Test("A valid survey reads without a fault")
    func reads() throws {
        let faults = FaultCollector()

        let definitions = try #require(SmallSurvey.read(reportingTo: faults))

        #expect(faults.diagnostics == [])
        #expect(definitions.surveys.map(\.id) == ["small"])
    }

    @Test("Sections, questions and blocks keep the order of the file")
    func order() {
        let survey = SmallSurvey.make()

        #expect(survey.sections.map(\.id) == ["place", "council", "about-you"])
        #expect(survey.questions.first?.id == "safe-at-night")
        #expect(
            survey.questions(in: "council").map(\.id) == ["council-works", "trust", "do-first"])
        #expect(survey.backgroundVariables == [.gender, .age, .district])
    }

    @Test("Special codes come last, in the order of also")
    func specialCodes() throws {
        let survey = SmallSurvey.make()
        let victim = try #require(survey.question("victim"))

        #expect(victim.options.map(\.code) == ["yes", "no", .dontKnow, .preferNotToSay])
    }

    @Test("A district question has the municipality's districts, then its special codes")
    func districtCodes() throws {
        let survey = SmallSurvey.make()
        let district = try #require(survey.question("district"))

        #expect(survey.codes(of: district) == ["north", "south", "east", .preferNotToSay])
    }

    @Test("The options of every other kind are its codes")
    func otherCodes() throws {
        let survey = SmallSurvey.make()
        let years = try #require(survey.question("years-here"))
        let trust = try #require(survey.question("trust"))
        let wish = try #require(survey.question("wish"))

        #expect(survey.codes(of: years) == ["under-one", "one-to-five", "over-five"])
        #expect(survey.codes(of: trust) == (0...10).map { Code(String($0)) } + [.dontKnow])
        #expect(survey.codes(of: wish) == [])
    }

    @Test("The text of an option is found under its scale, its question or its band")
    func textKeys() throws {
        let survey = SmallSurvey.make()

        #expect(
            survey.question("council-works")?.textKey(of: "very-well").key
                == "scale.how-well.very-well")
        #expect(survey.question("gender")?.textKey(of: "man").key == "question.gender.option.man")
        #expect(
            survey.question("years-here")?.textKey(of: "over-five").key
                == "question.years-here.band.over-five")
        #expect(
            survey.question("gender")?.textKey(of: .preferNotToSay).key
                == "answer.prefer-not-to-say")
    }

    @Test("The digest is SHA-256 of the source")
    func digest() {
        let survey = SmallSurvey.make()

        #expect(survey.source == SmallSurvey.source)
        #expect(survey.digest.wholeMatch(of: /[0-9a-f]{64}/) != nil)
    }

    @Test("A round's kept source reads to the same survey without its folder")
    func keptSource() throws {
        let definitions = SmallSurvey.makeDefinitions()
        let faults = FaultCollector()

        let survey = try #require(
            readSurvey(
                source: SmallSurvey.source, named: "round spring-2026",
                districts: definitions.districts,
                policy: definitions.policy, goals: definitions.goals, reportingTo: faults))

        #expect(faults.diagnostics == [])
        #expect(survey.digest == definitions.surveys[0].digest)
        #expect(survey.codings == definitions.surveys[0].codings)
    }

    @Test(
        "A kept source stays readable when the policy becomes stricter, and obeys the stricter one"
    )
    func stricterPolicy() throws {
        let definitions = SmallSurvey.makeDefinitions()
        let faults = FaultCollector()

        let survey = try #require(
            readSurvey(
                source: SmallSurvey.source, named: "round spring-2026",
                districts: definitions.districts,
                policy: Policy(smallestBase: 60, longestText: 400), goals: definitions.goals,
                reportingTo: faults))

        #expect(faults.diagnostics.map(\.path) == ["sections[1].questions[3].longest"])
        #expect(survey.policy.smallestBase == 60)
    }

    @Test("A kept source stays readable when its goals and indicators are gone")
    func goalsGone() throws {
        let goals = """
            targetAreas: [1]
            goals:
              - {id: G, targetArea: 1}
            indicators: []
            """
        let definitions = try #require(
            SmallSurvey.read(replacing: ["goals.yaml": goals], reportingTo: FaultCollector()))
        let faults = FaultCollector()

        let survey = readSurvey(
            source: SmallSurvey.source, named: "round spring-2026",
            districts: definitions.districts, policy: definitions.policy, goals: definitions.goals,
            reportingTo: faults)

        #expect(survey?.codings.count == 3)
        #expect(
            faults.diagnostics.map(\.path) == [
                "blocks[0].goals", "indicators[0].id", "indicators[1].id", "indicators[2].id",
            ])
    }

    @Test("A source that can't be read in full gives no survey")
    func unreadableSource() {
        let definitions = SmallSurvey.makeDefinitions()

        let survey = readSurvey(
            source: SmallSurvey.source.replacing("kind: ranking", with: "kind: rating"),
            named: "round spring-2026",
            districts: definitions.districts, policy: definitions.policy, goals: definitions.goals,
            reportingTo: FaultCollector())

        #expect(survey == nil)
    }

    @Test("A survey may be stricter than the policy, and says nothing about the rest")
    func ownPolicy() throws {
        let faults = FaultCollector()
        let source = SmallSurvey.source.replacing(
            "minutes: 2", with: "minutes: 2\npolicy: {smallestBase: 50}")

        let definitions = try #require(
            SmallSurvey.read(replacing: ["small/survey.yaml": source], reportingTo: faults))

        #expect(faults.diagnostics == [])
        #expect(definitions.surveys[0].policy == Policy(smallestBase: 50))
    }

    @Test("How many persons publish is the municipality's to say, one or two, and no survey's")
    func personsToPublish() throws {
        func read(_ file: String, _ text: String) throws -> (Definitions, [String]) {
            let faults = FaultCollector()
            let definitions = try #require(
                SmallSurvey.read(replacing: [file: text], reportingTo: faults))
            return (definitions, faults.diagnostics.map(\.path))
        }
        let policy = try #require(SmallSurvey.files["policy.yaml"])

        let (two, none) = try read("policy.yaml", policy + "personsToPublish: 2\n")
        let (_, three) = try read("policy.yaml", policy + "personsToPublish: 3\n")
        let (_, own) = try read(
            "small/survey.yaml",
            SmallSurvey.source.replacing(
                "minutes: 2", with: "minutes: 2\npolicy: {personsToPublish: 1}"))

        #expect(SmallSurvey.makeDefinitions().policy.personsToPublish == 1)
        #expect(two.policy.personsToPublish == 2 && none.isEmpty)
        #expect(three.count == 1 && own.count == 1)
    }
}
