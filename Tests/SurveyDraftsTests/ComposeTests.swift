import Diagnostics
import Localization
import SurveyDefinition
import TestSupport
import Testing

@testable import SurveyDrafts

/// What composing makes of a draft.
struct ComposeTests {
    @Test(
        "A survey of one bank question and one of one's own has no fault but missing translations")
    func small() throws {
        let checked = check(try smallDraft())

        #expect(checked.isUsable, "\(checked.faults.map(\.diagnostic.description))")
        #expect(checked.survey?.questions.map(\.id.value) == ["take-part", "hur-ofta-ar-du-i"])
        #expect(checked.fixed == ["take-part"])
        #expect(checked.gaps(in: "fi").contains("question.hur-ofta-ar-du-i.text"))
        #expect(!checked.gaps(in: "fi").contains("question.take-part.text"))
    }

    @Test(
        "A question of the bank comes with its answers, coding, block and words in every language")
    func bankQuestion() throws {
        let survey = try #require(check(try smallDraft()).survey)
        let original = try #require(definitions.survey("medborgardialog"))
        let draft = try smallDraft()

        #expect(survey.question("take-part")?.kind == original.question("take-part")?.kind)
        #expect(
            survey.codings == original.codings.filter { $0.question == "take-part" })
        #expect(survey.blocks.map(\.id.value) == ["own", "municipality"])
        for other in locales.languages {
            let texts = draft.messages(in: other)
            let shipped = locales.catalogue(of: other.tag).files["medborgardialog"] ?? [:]
            for key in ["question.take-part.text", "scale.how-well.very-well"] {
                #expect(texts[key] == shipped[key], "\(other.tag) \(key)")
            }
        }
    }

    @Test("Every question of the bank fits an empty survey, and what it depends on comes along")
    func wholeBank() throws {
        for entry in bank.entries {
            var draft = try SurveyDraft.blank("park", title: "Parken", in: language("sv"))
                .applying(.addSection(title: "Sida"), with: bank)
            draft = try draft.applying(
                .take(entry.id, of: entry.survey, to: "sida"), with: bank)

            let wrong = check(draft).faults.filter { $0.place == .question(entry.id) }

            #expect(
                wrong.map(\.diagnostic.description) == [], "\(entry.survey) \(entry.id)")
        }
        #expect(bank.entries.count > 25)
    }

    @Test(
        "A scale of the same name and other answers isn't mixed up: the answers become the question's own"
    )
    func otherScale() throws {
        var draft = try SurveyDraft.blank("park", title: "Parken", in: language("sv"))
            .applying(.addSection(title: "Sida"), with: bank)
        var tree = draft.document.tree
        tree["scales"] = .mapping([.init("how-well", .list(of: ["good", "bad"]))])
        draft.survey = tree.yaml

        draft = try draft.applying(
            .take("take-part", of: "medborgardialog", to: "sida"), with: bank)

        let checked = check(draft)
        #expect(draft.document.scale("how-well") == ["good", "bad"])
        #expect(checked.fixed == ["take-part"])
        #expect(
            draft.messages(in: language("ar"))["question.take-part.option.very-well"]
                == locales.catalogue(of: "ar").files["medborgardialog"]?["scale.how-well.very-well"]
        )
    }

    @Test("A question moves within its page, and beyond the end of it into the next")
    func moving() throws {
        var draft = try smallDraft().applying(.addSection(title: "Mer"), with: bank)

        draft = try draft.applying(.moveQuestion("take-part", .down), with: bank)
        #expect(draft.document.questions.map(\.id) == ["hur-ofta-ar-du-i", "take-part"])

        draft = try draft.applying(.moveQuestion("take-part", .down), with: bank)
        #expect(draft.document.sections.map { $0.questions.count } == [1, 1])

        draft = try draft.applying(.moveQuestion("take-part", .up), with: bank)
        #expect(draft.document.sections.map { $0.questions.count } == [2, 0])
        #expect(draft.document.questions.map(\.id) == ["hur-ofta-ar-du-i", "take-part"])
    }

    @Test("A question that is removed takes its coding and its texts along, in every language")
    func removing() throws {
        let draft = try smallDraft().applying(.removeQuestion("take-part"), with: bank)

        #expect(draft.document.tree["indicators"] == nil)
        for other in locales.languages {
            #expect(
                !draft.messages(in: other).keys.contains {
                    $0.hasPrefix("question.take-part") || $0.hasPrefix("scale.")
                })
        }
        #expect(check(draft).isUsable)
    }

    @Test("An id that an earlier version had doesn't return with another question")
    func retiredIDs() throws {
        let draft = try SurveyDraft.blank("park", title: "Parken", in: language("sv"))
            .applying(.addSection(title: "Sida"), with: bank)
            .applying(
                .addQuestion(.freeText, text: "Vad saknas?", to: "sida"), with: bank,
                avoiding: ["vad-saknas"])

        #expect(draft.document.questions.map(\.id) == ["vad-saknas-2"])
    }

    @Test("What is edited leaves everything else of the file as it means, in every shipped survey")
    func treesKeepMeaning() throws {
        for draft in SiteFixture.shippedSurveys.values {
            let tree = draft.document.tree
            let faults = FaultCollector()

            let again = try #require(
                DocumentTree.parse(tree.yaml, named: "", reportingTo: faults))

            #expect(again == tree)
            var rewritten = draft
            rewritten.survey = tree.yaml
            #expect(
                check(rewritten).faults.map(\.diagnostic) == check(draft).faults.map(\.diagnostic))
        }
    }

    @Test(
        "A text that YAML could take for something else is written so that it is read as it was",
        arguments: [
            "yes", "no", "~", "", "a: b", "- a", "#x", "\"q\" \\ back", "rad\nrad", "{a}", "0x1f",
            "  kant  ", "null", "*a", "&a", "!x", "åäö 🌳", "عربي", "a'b", "%d", "@x", "1.5e3",
        ])
    func quoting(_ text: String) throws {
        let tree = DocumentTree.mapping([
            .init("key", .scalar(text)), .init("list", .list(of: [text, text])),
        ])

        #expect(DocumentTree.parse(tree.yaml, named: "", reportingTo: FaultCollector()) == tree)
    }
}

/// Whatever is wrong is told where it is.
struct PlacedFaultTests {
    private func faults(_ draft: SurveyDraft, at place: PlacedFault.Place) -> [String?] {
        check(draft).faults.filter { $0.place == place && ($0.language ?? "sv") == "sv" }
            .map(\.field)
    }

    @Test("A draft without questions, a page without questions, and texts that are missing")
    func empty() throws {
        let blank = SurveyDraft.blank("park", title: "Parken", in: language("sv"))
        #expect(
            Set(faults(blank, at: .survey)) == ["sections", "result", "use", "who-asks", "why"])

        let page = try blank.applying(.addSection(title: "Sida"), with: bank)
        #expect(faults(page, at: .section("sida")) == [nil])
    }

    @Test("Options, bands, numbers and conditions at their fields")
    func fields() throws {
        var draft = try smallDraft()
        draft = try draft.with(
            ["option.hur": "x", "option.ofta": ""], in: .question("hur-ofta-ar-du-i"),
            languages: locales.languages)
        #expect(faults(draft, at: .question("hur-ofta-ar-du-i")) == ["option.new.1"])

        draft = try smallDraft().with(
            ["condition.1.question": "take-part"], in: .question("hur-ofta-ar-du-i"),
            languages: locales.languages)
        #expect(faults(draft, at: .question("hur-ofta-ar-du-i")) == ["condition.1.codes"])

        draft = try smallDraft().with(
            ["condition.1.question": "hur-ofta-ar-du-i", "condition.1.codes": "ofta"],
            in: .question("take-part"), languages: locales.languages)
        #expect(faults(draft, at: .question("take-part")) == ["condition.1.question"])

        draft = try smallDraft().applying(
            .addQuestion(.scale, text: "Hur nöjd?", to: "din-park"), with: bank)
        draft = try draft.with(
            ["from": "tio", "lowest": "Inte alls"], in: .question("hur-nojd"),
            languages: locales.languages)
        #expect(Set(faults(draft, at: .question("hur-nojd"))) == ["from"])
    }

    @Test("A translation that is missing, and one whose Swedish has changed")
    func translations() throws {
        var draft = try smallDraft()
        let key = "question.hur-ofta-ar-du-i.text"
        draft = try draft.with(
            [key: "Kuinka usein olet puistossa?"], in: .translation("fi"),
            languages: locales.languages)
        #expect(!check(draft).gaps(in: "fi").contains(key))

        draft = try draft.with(
            ["text": "Hur ofta går du i parken?"], in: .question("hur-ofta-ar-du-i"),
            languages: locales.languages)

        let stale = check(draft).faults.filter { $0.diagnostic.path == key && $0.language == "fi" }
        #expect(stale.map(\.place) == [.question("hur-ofta-ar-du-i")])
        #expect(check(draft).gaps(in: "fi").contains(key))
        #expect(
            draft.state(
                of: key, in: language("fi"), swedish: draft.messages(in: language("sv"))) == .stale)

        draft = try draft.with(
            ["\(key).confirmed": "yes"], in: .translation("fi"), languages: locales.languages)
        #expect(!check(draft).gaps(in: "fi").contains(key))
    }

    @Test("Other words in a question of the bank, in any language")
    func wording() throws {
        var draft = try smallDraft()
        try draft.set(["question.take-part.text": "Är det lätt?"], in: language("sv"))

        let checked = check(draft)

        #expect(!checked.isUsable)
        #expect(
            checked.faults.filter { $0.place == .question("take-part") }.map(\.field).contains(
                "text"))
    }

    @Test("The words of a bank question stay when a form says otherwise")
    func fixedWords() throws {
        let draft = try smallDraft()

        let changed = try draft.with(
            ["text": "Annat", "also": "", "required": "true"], in: .question("take-part"),
            languages: locales.languages, fixed: check(draft).fixedKeys)

        #expect(changed == draft)
    }

    @Test("A file that refers to itself is read as a fault, and not at all")
    func references() throws {
        var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
        for level in 1...12 {
            let before = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            lines.append("a\(level): &a\(level) [\(before)]")
        }
        var draft = try smallDraft()
        draft.survey += lines.joined(separator: "\n")
        draft.texts["fi"] = lines.joined(separator: "\n")

        let checked = check(draft)

        #expect(checked.survey == nil)
        #expect(!checked.isUsable)
    }

    @Test("A draft with two pages of one id, and questions of one id, is read without harm")
    func repeated() throws {
        var draft = try smallDraft()
        var tree = draft.document.tree
        let sections = tree["sections"]?.elements ?? []
        tree["sections"] = .list(sections + sections)
        draft.survey = tree.yaml

        #expect(check(draft).survey?.sections.count == 2)
        #expect(!check(draft).isUsable)
    }
}

/// A published question keeps its meaning, or becomes another question.
struct MeaningTests {
    private func changes(_ edit: (String) -> String) throws -> [ChangeOfMeaning] {
        let before = try smallDraft()
        var after = before
        after.survey = edit(before.survey)
        #expect(after.survey != before.survey)
        return changesOfMeaning(
            of: try #require(check(after).survey), since: [try #require(check(before).survey)])
    }

    @Test("Another order of questions, another text or a question less changes no meaning")
    func harmless() throws {
        let before = try smallDraft()
        let survey = try #require(check(before).survey)
        let moved = try before.applying(.moveQuestion("take-part", .down), with: bank)
        let fewer = try before.applying(.removeQuestion("take-part"), with: bank)
        let required = try before.with(
            ["required": "true"], in: .question("hur-ofta-ar-du-i"), languages: locales.languages)

        for draft in [moved, fewer, required] {
            let after = try #require(check(draft).survey)
            #expect(changesOfMeaning(of: after, since: [survey]) == [])
        }
    }

    @Test("Other options, their order, or another special answer are another meaning")
    func options() throws {
        let question = QuestionID("hur-ofta-ar-du-i")
        #expect(
            try changes { $0.replacing("[ofta, sallan]", with: "[ofta, ibland, sallan]") }
                == [.init(question: question, what: .options)])
        #expect(
            try changes { $0.replacing("[ofta, sallan]", with: "[sallan, ofta]") }
                == [.init(question: question, what: .options)])
    }

    @Test("Another kind and another coding are another meaning")
    func kindAndCoding() throws {
        #expect(
            try changes {
                $0.replacing(
                    "id: hur-ofta-ar-du-i\n        kind: single-choice",
                    with: "id: hur-ofta-ar-du-i\n        kind: multiple-choice"
                )
                .replacing("        also: [dont-know]\n", with: "", maxReplacements: 2)
            }.map(\.what).contains(.kind))
        #expect(
            try changes {
                $0.replacing("positive: [very-well, fairly-well]", with: "positive: [very-well]")
            } == [.init(question: "take-part", what: .coding)])
    }
}
