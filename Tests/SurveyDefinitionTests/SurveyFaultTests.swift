import Diagnostics
import TestSupport
import Testing

/// Faults that a question has among the others, each alone in the small survey.
struct SurveyFaultTests {
    private static let coarse = "coarse: {16-49: [16-29, 30-49], 50-plus: [50-64, 65-plus]}"
    private static let age = "sections[2].questions[1]"

    @Test(
        "A fault of the whole survey is found alone",
        arguments: [
            SurveyFault(
                "unknown key", "helpLines: true", "help: true", at: "help", "'help' is unknown"),
            SurveyFault(
                "another id than the folder's", "id: small", "id: tiny", at: "id",
                "isn't the folder's name, 'small'"),
            SurveyFault("no version", "version: 1\n", "", at: "", "'version' is missing"),
            SurveyFault(
                "version 0", "version: 1", "version: 0", at: "version", "0 is out of range"),
            SurveyFault(
                "cell keys of its own", "minutes: 2", "minutes: 2\npolicy: {cellKeys: true}",
                at: "policy.cellKeys", "'cellKeys' is unknown"),
            SurveyFault(
                "languages counted sometimes", "minutes: 2", "minutes: 2\ncountsLanguages: some",
                at: "countsLanguages", "Either true or false"),
            SurveyFault(
                "a block twice", "id: council, goals", "id: place, goals", at: "blocks[1].id",
                "already taken"
            )
            .and("block: council", everywhere: "block: place"),
            SurveyFault(
                "unknown goal", "goals: [N]", "goals: [X]", at: "blocks[0].goals",
                "There is no goal 'X'"),
            SurveyFault(
                "a section twice", "- id: council\n    questions", "- id: place\n    questions",
                at: "sections[1].id", "already taken"),
            SurveyFault(
                "a question twice", "id: do-first", "id: victim", at: "sections[1].questions[2].id",
                "already taken"),
            SurveyFault(
                "ill-formed scale", "how-well: [", "how_well: [", at: "scales.how_well",
                "'how_well' is no id"
            )
            .and("scale: how-well", everywhere: "scale: how_well"),
            SurveyFault(
                "a question with the name of the language counts", "id: wish",
                "id: language-version", at: "sections[1].questions[3].id",
                "Language versions are counted under"),
        ])
    func survey(fault: SurveyFault) throws {
        try fault.expectAlone()
    }

    @Test(
        "A misplaced question is found alone",
        arguments: [
            SurveyFault(
                "no block", "kind: ranking\n        block: council", "kind: ranking",
                at: "sections[1].questions[2]", "belongs to no block"),
            SurveyFault(
                "unknown block", "kind: ranking\n        block: council",
                "kind: ranking\n        block: county",
                at: "sections[1].questions[2].block", "There is no block 'county'"),
            SurveyFault(
                "a sensitive question in a block", "sensitive: true",
                "sensitive: true\n        block: place",
                at: "sections[0].questions[3].block", "belongs to no block"),
            SurveyFault(
                "a background question in a block", "background: gender",
                "background: gender\n        block: place",
                at: "sections[2].questions[0].block", "belongs to no block"),
            SurveyFault(
                "a free text in a block", "longest: 500", "longest: 500\n        block: place",
                at: "sections[1].questions[3].block", "belongs to no block"),
            SurveyFault(
                "a required free text", "longest: 500", "longest: 500\n        required: true",
                at: "sections[1].questions[3].required", "Nobody is forced"),
            SurveyFault(
                "a link that answers something else", "kind: ranking",
                "kind: ranking\n        givenBy: link",
                at: "sections[1].questions[2].givenBy", "can only answer a single choice"),
        ])
    func placement(fault: SurveyFault) throws {
        try fault.expectAlone()
    }

    @Test(
        "A faulty background question is found alone",
        arguments: [
            SurveyFault(
                "asked twice",
                "kind: single-choice\n        sensitive: true",
                "kind: single-choice\n        background: gender",
                at: "sections[2].questions[0].background", "asks for gender already"),
            SurveyFault(
                "sensitive", "background: gender", "background: gender\n        sensitive: true",
                at: "sections[2].questions[0].sensitive", "can't be sensitive"),
            SurveyFault(
                "of a kind that doesn't fit", "background: district", "background: gender",
                at: "sections[2].questions[2].kind", "can't ask for gender"
            )
            .and(
                "background: gender\n        options",
                everywhere: "background: site\n        options"),
            SurveyFault(
                "age without coarse bands", "\n        \(coarse)", "", at: age,
                "'coarse' is missing"),
            SurveyFault(
                "an age band in no coarse band", "50-plus: [50-64, 65-plus]", "50-plus: [50-64]",
                at: "\(age).coarse",
                "65-plus is in none"),
            SurveyFault(
                "an age band in two", "50-plus: [50-64", "50-plus: [30-49, 50-64",
                at: "\(age).coarse",
                "30-49 is in several"),
            SurveyFault(
                "a coarse band of bands that don't exist", "50-plus: [50-64",
                "50-plus: [50-60, 50-64",
                at: "\(age).coarse", "50-60 is no band"),
            SurveyFault(
                "a coarse band with a band's id", "50-plus: [", "50-64: [", at: "\(age).coarse",
                "has the id of an age band"),
            SurveyFault(
                "coarse bands without age", "background: gender",
                "background: gender\n        coarse: {all: [woman, man]}",
                at: "sections[2].questions[0].coarse", "Only an age question"),
        ])
    func background(fault: SurveyFault) throws {
        try fault.expectAlone()
    }

    @Test(
        "A survey that is looser than the policy is found alone",
        arguments: [
            SurveyFault(
                "a longer text", "longest: 500", "longest: 1001",
                at: "sections[1].questions[3].longest",
                "longer than the policy's 1000"),
            SurveyFault(
                "a longer text than the survey's own policy", "longest: 500\n", "longest: 901\n",
                at: "sections[1].questions[3].longest", "longer than the policy's 900"
            )
            .and("minutes: 2", everywhere: "minutes: 2\npolicy: {longestText: 900}"),
            SurveyFault(
                "more background questions", "minutes: 2",
                "minutes: 2\npolicy: {mostBackground: 2}", at: "sections",
                "3 background questions, more than the policy's 2"),
            SurveyFault(
                "a smaller base", "minutes: 2", "minutes: 2\npolicy: {smallestBase: 29}",
                at: "policy.smallestBase",
                "looser than the municipality's policy, which says 30"),
            SurveyFault(
                "a wider interval", "minutes: 2", "minutes: 2\npolicy: {widestInterval: 0.31}",
                at: "policy.widestInterval", "which says 0.3"),
            SurveyFault(
                "longer texts", "minutes: 2", "minutes: 2\npolicy: {longestText: 1001}",
                at: "policy.longestText",
                "which says 1000"),
            SurveyFault(
                "an unknown value", "minutes: 2", "minutes: 2\npolicy: {smallest: 29}",
                at: "policy.smallest",
                "'smallest' is unknown"),
        ])
    func policy(fault: SurveyFault) throws {
        try fault.expectAlone()
    }

    @Test("A looser value is not used")
    func looserValueIsNotUsed() throws {
        let source = SmallSurvey.source.replacing(
            "minutes: 2", with: "minutes: 2\npolicy: {smallestBase: 3}")

        let definitions = try #require(
            SmallSurvey.read(
                replacing: ["small/survey.yaml": source], reportingTo: FaultCollector()))

        #expect(definitions.surveys[0].policy.smallestBase == 30)
    }
}
