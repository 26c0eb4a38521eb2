import Testing

/// Faults within one question, each alone in the small survey.
struct QuestionFaultTests {
    private static let safe = "sections[0].questions[0]"
    private static let why = "sections[0].questions[1]"
    private static let years = "sections[0].questions[2]"
    private static let bands = "{under-one: [0, 0], one-to-five: [1, 5], over-five: [6, 110]}"

    @Test(
        "A question's own fault is found alone",
        arguments: [
            SurveyFault(
                "unknown kind", "kind: ranking", "kind: rating",
                at: "sections[1].questions[2].kind", "'rating' is unknown"),
            SurveyFault(
                "unknown key", "required: true", "mandatory: true", at: "\(safe).mandatory",
                "'mandatory' is unknown"),
            SurveyFault(
                "a key of another kind", "required: true", "most: 2", at: "\(safe).most",
                "'most' is unknown"),
            SurveyFault(
                "ill-formed id", "id: wish", "id: my wish", at: "sections[1].questions[3].id",
                "'my wish' is no id"),
            SurveyFault(
                "ill-formed option", "[light, roads, schools]", "[light, roads, sch_ools]",
                at: "sections[1].questions[2].options[2]", "'sch_ools' is no id"),
            SurveyFault(
                "an option twice", "[light, roads, schools]", "[light, roads, light]",
                at: "sections[1].questions[2].options[2]", "stands twice"),
            SurveyFault(
                "one option only", "[light, roads, schools]\n        most: 2",
                "[light]\n        most: 1",
                at: "sections[1].questions[2].options", "nothing to choose"),
            SurveyFault(
                "a special code among the options", "[light, roads, schools]",
                "[light, roads, dont-know]",
                at: "sections[1].questions[2].options", "isn't written among the options"),
            SurveyFault(
                "an ordinary code under also", "also: [dont-know, prefer-not-to-say]",
                "also: [perhaps]",
                at: "sections[0].questions[3].also", "'perhaps' can't stand under also"),
            SurveyFault(
                "exclusive is no option", "exclusive: none", "exclusive: nothing",
                at: "\(why).exclusive",
                "'nothing' is none of the options"),
            SurveyFault(
                "most of a multiple choice counts the exclusive option",
                "exclusive: none\n        most: 2",
                "exclusive: none\n        most: 4", at: "\(why).most", "4 is out of range"),
            SurveyFault(
                "most of a ranking out of range", "schools]\n        most: 2",
                "schools]\n        most: 0",
                at: "sections[1].questions[2].most", "0 is out of range"),
            SurveyFault(
                "a scale upside down", "from: 0\n        to: 10\n", "from: 10\n        to: 0\n",
                at: "sections[1].questions[1].to", "0 isn't above 10"),
            SurveyFault(
                "a number without bands", "\n        bands: \(bands)", "", at: years,
                "'bands' is missing"),
            SurveyFault(
                "a gap between bands", "one-to-five: [1, 5]", "two-to-five: [2, 5]",
                at: "\(years).bands",
                "begins at 2, not at 1"),
            SurveyFault(
                "overlapping bands", "[6, 110]", "[5, 110]", at: "\(years).bands",
                "begins at 5, not at 6"),
            SurveyFault(
                "bands that end early", "[6, 110]", "[6, 99]", at: "\(years).bands",
                "end at 99, not at 110"),
            SurveyFault(
                "a band with one end", "[6, 110]", "[6]", at: "\(years).bands.over-five",
                "lowest and its highest"),
            SurveyFault(
                "unknown background", "background: gender", "background: income",
                at: "sections[2].questions[0].background", "'income' is unknown"),
            SurveyFault(
                "given by something else", "background: gender",
                "background: gender\n        givenBy: staff",
                at: "sections[2].questions[0].givenBy", "'staff' is unknown"),
            SurveyFault(
                "a free text without a length", "\n        longest: 500", "",
                at: "sections[1].questions[3]",
                "'longest' is missing"),
            SurveyFault(
                "a condition without answers", "isAnyOf: [unsafe]", "isAnyOf: []",
                at: "\(why).shownWhen[0].isAnyOf",
                "names no answer"),
        ])
    func alone(fault: SurveyFault) throws {
        try fault.expectAlone()
    }

    @Test(
        "A fault in a question that a coding uses is not reported a second time at the coding",
        arguments: [
            SurveyFault(
                "unknown scale", "scale: how-well", "scale: how-good",
                at: "sections[1].questions[0].scale",
                "There is no scale 'how-good'"),
            SurveyFault(
                "neither options nor scale", "\n        scale: how-well", "",
                at: "sections[1].questions[0]",
                "'options' is missing"),
            SurveyFault(
                "both options and scale", "scale: how-well",
                "scale: how-well\n        options: [good, bad]",
                at: "sections[1].questions[0].options", "either options or a scale"),
            SurveyFault(
                "a scale without an end", "from: 0\n        to: 10\n", "from: 0\n",
                at: "sections[1].questions[1]", "'to' is missing"),
        ])
    func withoutConsequences(fault: SurveyFault) throws {
        try fault.expectAlone()
    }
}
