import Dialogues
import Localization
import Testing

struct DialogueFieldsTests {
    private var dialogue: Dialogue {
        var texts = DialogueTexts()
        for (key, text) in [
            (DialogueTextKey.title, "Rubrik"), (.question, "Fråga?"), (.background, "En rad\nTvå"),
            (.meeting(1), "Fika"), (.said, "Sagt"), (.decided, "Beslutat"), (.promise(2), "Lampor"),
        ] {
            texts.set(text, key, in: Locales.source)
            texts.set("fi \(text)", key, in: "fi")
        }
        return Dialogue(
            id: "small-2027", template: "small", goals: ["G"], action: "3.5",
            methods: [.survey, .qr], districts: ["north"], place: "Nygatan", contact: "Anna",
            languages: ["fi"], opensOn: "2027-01-01", closesOn: "2027-03-31",
            meetings: [Meeting(number: 1, date: "2027-02-01", time: "18:00", place: "Biblioteket")],
            promises: [Promise(number: 2, date: "2027-10-01", status: .underWay)], texts: texts)
    }

    @Test(
        "A form that is saved as it was opened changes nothing",
        arguments: [
            DialoguePart.facts, .texts, .meetings, .outcome, .translation("fi"),
        ])
    func unchanged(part: DialoguePart) throws {
        #expect(try dialogue.with(dialogue.fields(of: part), in: part) == dialogue)
    }

    @Test(
        "What can't be is told of its field",
        arguments: [
            (DialoguePart.facts, "closes-on", "2027-02-29", DialogueFault.badDate),
            (.facts, "closes-on", "tomorrow", .badDate),
            (.facts, "closes-on", "2026-12-31", .closesBeforeOpening),
            (.facts, "methods", "survey dance", .unknownChoice),
            (.texts, "title", " ", .missing),
            (.texts, "title", String(repeating: "x", count: 121), .tooLong),
            (.meetings, "meeting.1.time", "25:00", .badTime),
            (.meetings, "meeting.1.date", "", .missing),
            (.outcome, "promise.2.status", "maybe", .unknownChoice),
            (.outcome, "promise.2", "", .missing),
        ])
    func faults(part: DialoguePart, field: String, value: String, fault: DialogueFault) {
        var fields = dialogue.fields(of: part)
        fields[field] = value

        #expect(throws: DialogueFaults([field: fault])) {
            try dialogue.with(fields, in: part)
        }
    }

    @Test("A meeting whose fields are emptied is gone, with its text in every language")
    func emptied() throws {
        var fields = dialogue.fields(of: .meetings)
        for name in fields.keys { fields[name] = "" }

        let changed = try dialogue.with(fields, in: .meetings)

        #expect(changed.meetings == [])
        #expect(changed.texts.text(.meeting(1), in: "fi") == nil)
    }

    @Test("A translation is stale when the Swedish changes, until it is typed anew or said to be right")
    func stale() throws {
        let renamed = try dialogue.with(["title": "Ny rubrik"], in: .texts)
        let saved = try renamed.with(renamed.fields(of: .translation("fi")), in: .translation("fi"))
        let confirmed = try renamed.with(
            ["title": "fi Rubrik", "title.confirmed": "yes"], in: .translation("fi"))

        #expect(dialogue.texts.state(of: .title, in: "fi") == .current)
        #expect(renamed.texts.state(of: .title, in: "fi") == .stale)
        #expect(renamed.texts.state(of: .question, in: "fi") == .current)
        #expect(saved.texts.state(of: .title, in: "fi") == .stale)
        #expect(confirmed.texts.state(of: .title, in: "fi") == .current)
        #expect(renamed.texts.state(of: .title, in: "ar") == .missing)
    }

    @Test("It opens when Swedish and what is required are complete, and is answered in all its languages")
    func readiness() throws {
        let renamed = try dialogue.with(["title": "Ny rubrik"], in: .texts)
        var more = dialogue
        more.languages = ["fi", "ar"]

        #expect(dialogue.readinessToOpen(requiring: ["fi"]).isReady)
        #expect(renamed.readinessToOpen(requiring: ["fi"]).blocking.map(\.key) == [.title])
        #expect(renamed.readinessToOpen(requiring: []).advisory.map(\.key) == [.title])
        #expect(more.readinessToOpen(requiring: ["fi"]).isReady)
        #expect(!more.readinessToAnswer(requiring: ["fi"]).isReady)
        #expect(dialogue.readinessToAnswer(requiring: ["fi"]).isReady)
    }

    @Test("A promise that residents were given for good isn't taken back, and may be dropped")
    func given() throws {
        var answered = dialogue
        answered.answeredOn = "2027-04-15"
        let emptied = ["promise.2": "", "promise.2.date": "", "promise.2.status": "planned"]
        let dropped = answered.fields(of: .outcome).merging(["promise.2.status": "dropped"]) { $1 }

        #expect(try dialogue.with(emptied, in: .outcome).promises == [])
        #expect(throws: DialogueFaults(["promise.2": .missing, "promise.2.date": .missing])) {
            try answered.with(emptied, in: .outcome)
        }
        #expect(try answered.with(dropped, in: .outcome).promises.map(\.status) == [.dropped])
    }

    @Test("A promise is overdue when its day has passed, unless it is done or dropped")
    func overdue() {
        var answered = dialogue
        answered.answeredOn = "2027-04-15"

        #expect(dialogue.overduePromises(on: "2028-01-01") == [])
        #expect(answered.overduePromises(on: "2027-10-01") == [])
        #expect(answered.overduePromises(on: "2027-10-02").map(\.number) == [2])
        answered.promises[0].status = .done
        #expect(answered.overduePromises(on: "2028-01-01") == [])
    }
}
