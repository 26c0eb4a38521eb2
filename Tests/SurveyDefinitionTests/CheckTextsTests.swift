import Diagnostics
import Localization
import SurveyDefinition
import TestSupport
import Testing

/// The Swedish texts are exactly those that the definitions use.
struct CheckTextsTests {
    /// Swedish with every text that the small survey and its goals need.
    private func completeTexts() -> [String: [String: Message]] {
        let definitions = SmallSurvey.makeDefinitions()
        func texts(_ keys: TextKeys) -> [String: Message] {
            Dictionary(uniqueKeysWithValues: keys.required.map { ($0, Message("Text")) })
        }
        return [
            "small": texts(definitions.surveys[0].textKeys),
            "goals": texts(definitions.goals.textKeys),
        ]
    }

    private func faults(in files: [String: [String: Message]]) -> [Diagnostic] {
        let swedish = Language(
            tag: "sv", name: "Svenska", direction: .leftToRight,
            numbers: NumberFormat(
                decimalMark: ",", groupMark: "\u{A0}", minus: "\u{2212}",
                percentPattern: "{number}\u{A0}%"))
        let faults = FaultCollector()
        checkTexts(
            of: SmallSurvey.makeDefinitions(),
            in: Locales(languages: [swedish], catalogues: ["sv": Catalogue(files: files)]),
            reportingTo: faults)
        return faults.diagnostics
    }

    @Test("Complete texts have no fault")
    func complete() {
        #expect(faults(in: completeTexts()) == [])
    }

    @Test("The keys of a survey are those that its guide lists")
    func keys() {
        let keys = SmallSurvey.make().textKeys

        for key in [
            "title", "who-asks", "why", "use", "result", "section.place.title",
            "question.wish.text",
            "question.safe-at-night.option.unsafe", "scale.how-well.very-well",
            "question.trust.lowest",
            "question.trust.highest", "question.years-here.band.one-to-five",
            "question.do-first.option.light",
            "question.why-unsafe.option.none", "help.intro", "help.1",
        ] {
            #expect(keys.required.contains(key), "\(key)")
        }
        #expect(
            keys.optional.isSuperset(of: ["section.place.intro", "question.wish.hint", "help.2"]))
        #expect(!keys.required.contains { $0.contains("dont-know") || $0.contains("north") })
    }

    @Test("The keys of the goals name areas, goals, indicators and what published values refer to")
    func goalKeys() {
        #expect(
            SmallSurvey.makeDefinitions().goals.textKeys.required == [
                "area.1", "area.2", "goal.G", "goal.G.short", "goal.N", "goal.N.short",
                "indicator.safe",
                "indicator.council-works", "indicator.trust", "indicator.turnout", "territory.here",
                "territory.country", "source.police", "source.register", "note.other-method",
                "subgroup.municipal",
            ])
    }

    @Test("Optional texts may be there")
    func optional() {
        var texts = completeTexts()
        texts["small"]?["question.wish.hint"] = Message("Skriv inga namn.")
        texts["small"]?["help.2"] = Message("112")
        texts["small"]?["help.3"] = Message("114 14")

        #expect(faults(in: texts) == [])
    }

    @Test("A missing text is found, and so is a blank one")
    func missing() {
        var texts = completeTexts()
        texts["small"]?["question.wish.text"] = nil
        texts["goals"]?["goal.G.short"] = Message(" ")

        let found = faults(in: texts)

        #expect(found.map(\.file) == ["sv/small.yaml", "sv/goals.yaml"])
        #expect(found.map(\.path) == ["question.wish.text", "goal.G.short"])
        #expect(found.allSatisfy { $0.consequence == .unusable })
    }

    @Test("An unused text is found, and doesn't stop the service")
    func unused() {
        var texts = completeTexts()
        texts["small"]?["question.wishes.text"] = Message("Vad vill du?")

        let found = faults(in: texts)

        #expect(found.map(\.path) == ["question.wishes.text"])
        #expect(found.map(\.consequence) == [.untranslated])
    }

    @Test("A survey without any texts is one fault")
    func noFile() {
        var texts = completeTexts()
        texts["small"] = nil

        #expect(faults(in: texts).map(\.file) == ["sv/small.yaml"])
    }

    @Test("A line of help after a gap is found, because nobody would see it")
    func helpGap() {
        var texts = completeTexts()
        texts["small"]?["help.3"] = Message("114 14")

        #expect(faults(in: texts).map(\.path) == ["help.3"])
    }

    @Test("Texts of a survey with faults of its own are not called unused")
    func incompleteSurvey() throws {
        let source = SmallSurvey.source.replacing("scale: how-well", with: "scale: how-good")
        let definitions = try #require(
            SmallSurvey.read(
                replacing: ["small/survey.yaml": source], reportingTo: FaultCollector()))
        let swedish = Language(
            tag: "sv", name: "Svenska", direction: .leftToRight,
            numbers: NumberFormat(
                decimalMark: ",", groupMark: " ", minus: "-", percentPattern: "{number} %"))
        let faults = FaultCollector()

        checkTexts(
            of: definitions,
            in: Locales(
                languages: [swedish], catalogues: ["sv": Catalogue(files: completeTexts())]),
            reportingTo: faults)

        #expect(faults.diagnostics == [])
    }
}
