import Foundation
import Localization
import Testing

@testable import Dialogues

/// What is seen on a walk is noted, and moved on to what is decided and done.
struct ObservationTests {
    private static let lamp = [
        "spot": "gångtunneln vid Hovsjö torg", "kind": "lighting", "what": "Lampan är trasig.",
    ]

    /// A dialogue with observations at these spots, numbered from 1.
    private func dialogue(at spots: String..., kind: String = "lighting") throws -> Dialogue {
        try spots.reduce(Dialogue(id: "walk", template: "walk", languages: ["fi"])) {
            try $0.noting(["spot": $1, "kind": kind, "what": "Mörkt vid \($1)."], on: "2026-11-03")
        }
    }

    private func move(
        _ dialogue: Dialogue, _ number: Int, _ changes: [String: String]
    ) throws -> Dialogue {
        try dialogue.with(changes, in: .observation(number))
    }

    @Test("What is noted has the day of the walk, a number, and nothing decided")
    func noted() throws {
        let dialogue = try Dialogue(id: "walk", template: "walk").noting(
            Self.lamp, on: "2026-11-03")

        #expect(
            dialogue.observations.all == [
                Observation(
                    number: 1, spot: "gångtunneln vid Hovsjö torg", kind: .lighting,
                    seenOn: "2026-11-03")
            ])
        #expect(dialogue.texts.text(.observation(1), in: "sv") == "Lampan är trasig.")
    }

    @Test(
        "What can't be noted is told of its field",
        arguments: [
            ("spot", " ", DialogueFault.missing), ("what", "", .missing), ("kind", "", .missing),
            ("kind", "darkness", .unknownChoice),
            ("spot", String(repeating: "x", count: 201), .tooLong),
            ("what", String(repeating: "x", count: 5_001), .tooLong),
        ])
    func faultsOfNoting(field: String, value: String, fault: DialogueFault) {
        #expect(throws: DialogueFaults([field: fault])) {
            try Dialogue(id: "walk", template: "walk")
                .noting(Self.lamp.merging([field: value]) { $1 }, on: "2026-11-03")
        }
    }

    @Test("A form that is sent twice is one observation; other words, or another day, are another")
    func sentTwice() throws {
        let once = try Dialogue(id: "walk", template: "walk").noting(Self.lamp, on: "2026-11-03")

        #expect(try once.noting(Self.lamp, on: "2026-11-03") == once)
        #expect(try once.noting(Self.lamp, on: "2026-11-04").observations.all.count == 2)
        let other = Self.lamp.merging(["what": "Lampan är sned."]) { $1 }
        #expect(try once.noting(other, on: "2026-11-03").observations.all.count == 2)
    }

    @Test("A form that is saved as it was opened changes nothing")
    func unchanged() throws {
        let dialogue = try dialogue(at: "Torget", "Parken")

        #expect(
            try dialogue.with(dialogue.fields(of: .observation(2)), in: .observation(2)) == dialogue
        )
    }

    @Test(
        "Beyond reported there is a text of what is decided, and a day",
        arguments: [
            (Observation.Status.decided, "decided-on"), (.done, "done-on"),
            (.dropped, "decided-on"),
        ])
    func moved(status: Observation.Status, day: String) throws {
        let dialogue = try dialogue(at: "Torget")
        let field = "observation.1.\(day)"
        let status = ["observation.1.status": status.rawValue]

        #expect(throws: DialogueFaults(["measure.1": .missing, field: .missing])) {
            try move(dialogue, 1, status)
        }
        #expect(throws: DialogueFaults([field: .missing])) {
            try move(dialogue, 1, status.merging(["measure.1": "Byts."]) { $1 })
        }
        #expect(throws: DialogueFaults([field: .badDate])) {
            try move(
                dialogue, 1, status.merging(["measure.1": "Byts.", field: "2026-02-30"]) { $1 })
        }
        let moved = try move(
            dialogue, 1, status.merging(["measure.1": "Byts.", field: "2026-11-20"]) { $1 })
        #expect(moved.observations[1]?.status.rawValue == status["observation.1.status"])
        #expect(moved.observations[1]?.days.map(\.day) == ["2026-11-03", "2026-11-20"])
        #expect(moved.texts.text(.measure(1), in: "sv") == "Byts.")
    }

    @Test("Nothing is done before it is decided, and a decision isn't emptied")
    func order() throws {
        let decided = try move(
            try dialogue(at: "Torget"), 1,
            [
                "observation.1.status": "decided", "measure.1": "Byts.",
                "observation.1.decided-on": "2026-11-20",
            ])

        #expect(throws: DialogueFaults(["observation.1.done-on": .doneBeforeDecided])) {
            try move(
                decided, 1,
                ["observation.1.status": "done", "observation.1.done-on": "2026-11-19"])
        }
        #expect(throws: DialogueFaults(["measure.1": .missing])) {
            try move(decided, 1, ["measure.1": ""])
        }
    }

    @Test(
        "They are listed by how far they have come, then by spot as Swedish sorts; good ones last")
    func groups() throws {
        var dialogue = try dialogue(at: "Ängen", "Åsen", "biblioteket", "Torget 10", "Torget 9")
        dialogue = try dialogue.noting(
            ["spot": "Parken", "kind": "good", "what": "Öppet och ljust."], on: "2026-11-03")
        dialogue = try move(
            dialogue, 2,
            [
                "observation.2.status": "dropped", "measure.2": "Ägs av regionen.",
                "observation.2.decided-on": "2026-11-20",
            ])
        dialogue = try move(
            dialogue, 4,
            [
                "observation.4.status": "done", "measure.4": "Lampan är bytt.",
                "observation.4.done-on": "2026-11-20",
            ])

        let groups = dialogue.observations.groups

        #expect(groups.map(\.group) == [.reported, .done, .dropped, .good])
        #expect(
            groups.map { $0.observations.map(\.spot) } == [
                ["biblioteket", "Torget 9", "Ängen"], ["Torget 10"], ["Åsen"], ["Parken"],
            ])
    }

    @Test("Those wait that nobody has decided about for a month; what feels safe waits for nothing")
    func waiting() throws {
        let dialogue = try dialogue(at: "Torget")
        let good = try self.dialogue(at: "Parken", kind: "good")
        let decided = try move(
            dialogue, 1,
            [
                "observation.1.status": "decided", "measure.1": "Byts.",
                "observation.1.decided-on": "2026-11-20",
            ])

        #expect(dialogue.observations.waiting(seenBy: "2026-11-02").isEmpty)
        #expect(dialogue.observations.waiting(seenBy: "2026-11-03").map(\.number) == [1])
        #expect(good.observations.waiting(seenBy: "2027-01-01").isEmpty)
        #expect(decided.observations.waiting(seenBy: "2027-01-01").isEmpty)
        let midnight = try #require(
            Calendar.current.date(from: DateComponents(year: 2027, month: 3, day: 30, minute: 5)))
        #expect("\(CalendarDay(30, daysBefore: midnight))" == "2027-02-28")
    }

    @Test(
        "An observation whose texts are emptied is gone in every language, and its number isn't given again"
    )
    func removed() throws {
        var dialogue = try dialogue(at: "Torget", "Parken")
        dialogue = try dialogue.with(["observation.2": "Pimeää."], in: .translation("fi"))
        let half = ["observation.2": "", "observation.2.spot": ""]

        let removed = try move(dialogue, 2, half)
        let next = try removed.noting(Self.lamp, on: "2026-11-03")

        #expect(removed.observations.all.map(\.number) == [1])
        #expect(removed.texts.text(.observation(2), in: "fi") == nil)
        #expect(next.observations.all.map(\.number) == [1, 3])
        #expect(next.observations.hasGiven(2) && !next.observations.hasGiven(4))
        #expect(!next.observations.hasGiven(0))
        #expect(
            throws: DialogueFaults(["observation.2": .missing, "observation.2.spot": .missing])
        ) {
            try move(dialogue, 2, half.merging(["measure.2": "Byts."]) { $1 })
        }
    }

    @Test(
        "Of two in the same form, the one who decides and the one who corrects the spot both are kept"
    )
    func merged() throws {
        let base = try dialogue(at: "Torget")
        let theirs = try move(base, 1, ["observation.1.spot": "Torget, norra sidan"])
        let mine = base.fields(of: .observation(1)).merging([
            "observation.1.status": "decided", "measure.1": "Byts.",
            "observation.1.decided-on": "2026-11-20",
        ]) { $1 }

        let merged = MergedFields(
            mine, and: theirs.fields(of: .observation(1)), since: base.fields(of: .observation(1)))
        let kept = try theirs.with(merged.fields, in: .observation(1))

        #expect(merged.conflicts.isEmpty)
        #expect(kept.observations[1]?.spot == "Torget, norra sidan")
        #expect(kept.observations[1]?.status == .decided)
    }

    @Test(
        "Whoever writes in one that is removed meanwhile is told, and may put it back under its number"
    )
    func removedMeanwhile() throws {
        let base = try dialogue(at: "Torget", "Parken")
        let emptied = try move(base, 1, ["observation.1": "", "observation.1.spot": ""])
        let theirs = try emptied.noting(Self.lamp, on: "2026-11-04")
        let mine = base.fields(of: .observation(1)).merging(["observation.1": "Helt mörkt."]) { $1 }

        let merged = MergedFields(
            mine, and: theirs.fields(of: .observation(1)), since: base.fields(of: .observation(1)))
        let back = try theirs.with(mine, in: .observation(1))

        #expect(merged.conflicts == ["observation.1": ""])
        #expect(back.observations.all.map(\.number) == [1, 2, 3])
        #expect(back.texts.text(.observation(1), in: "sv") == "Helt mörkt.")
        #expect(back.observations[3]?.spot == Self.lamp["spot"])
    }

    @Test("Its texts are translated as all others, go stale, and hold nothing up")
    func translated() throws {
        var dialogue = try dialogue(at: "Torget")
        for key in [DialogueTextKey.title, .question, .background, .said, .decided] {
            dialogue.texts.set("Text", key, in: "sv")
            dialogue.texts.set("Teksti", key, in: "fi")
        }
        let translated = try dialogue.with(["observation.1": "Pimeää."], in: .translation("fi"))
        let changed = try move(translated, 1, ["observation.1": "Kolsvart."])

        #expect(dialogue.fields(of: .translation("fi"))["observation.1"] == "")
        #expect(dialogue.texts.state(of: .observation(1), in: "fi") == .missing)
        #expect(translated.texts.state(of: .observation(1), in: "fi") == .current)
        #expect(changed.texts.state(of: .observation(1), in: "fi") == .stale)
        for one in [dialogue, changed] {
            #expect(one.readinessToOpen(requiring: ["fi"]).isReady)
            #expect(one.readinessToAnswer(requiring: ["fi"]).isReady)
        }
        #expect(translated.isReviewable(in: "fi") && !changed.isReviewable(in: "fi"))
    }

    @Test("A dialogue that was stored before there were walks is read, and kept as it was")
    func stored() throws {
        let bytes = Data(Self.storedBefore.utf8)
        let old = try JSONDecoder().decode(Dialogue.self, from: bytes)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]

        let walked = try old.noting(Self.lamp, on: "2026-11-03")
        let again = try JSONDecoder().decode(Dialogue.self, from: encoder.encode(walked))

        #expect(old.observations.all.isEmpty && !old.hasWalk)
        #expect(old.texts.text(.title, in: "sv") == "Områdesdialog i Hovsjö 2026")
        #expect(try encoder.encode(old).count == bytes.count)
        #expect(again == walked && again.hasWalk)
        #expect(again.observations.hasGiven(1))
    }

    /// A row of the table `dialogue` as the program before this one wrote it.
    private static let storedBefore = #"""
        {"action":"3.5","closesOn":"2026-12-31","contact":"","districts":["hovsjo"],"goals":["G","H","I"],"id":"omradesdialog-hovsjo-2026","languages":["fi","en","ar","sv-simple"],"meetings":[],"methods":["survey","meeting","qr"],"opensOn":"","place":"","promises":[],"template":"omradesdialog","texts":{"swedish":{"background":"Vi bygger om parken.","question":"Hur är det att leva i Hovsjö, och vad vill du att kommunen gör först?","title":"Områdesdialog i Hovsjö 2026"},"translated":["ar",{"question":{"source":"d1b79f27","text":"كيف هي الحياة في Hovsjö، وما الذي تريد أن تفعله البلدية أولًا؟"},"title":{"source":"e5c4293a","text":"حوار حول منطقة Hovsjö 2026"}},"en",{"question":{"source":"d1b79f27","text":"What is it like to live in Hovsjö, and what should the municipality do first?"},"title":{"source":"e5c4293a","text":"Area dialogue in Hovsjö 2026"}},"fi",{"question":{"source":"d1b79f27","text":"Millaista on elää alueella Hovsjö, ja mitä haluat kunnan tekevän ensin?"},"title":{"source":"e5c4293a","text":"Aluevuoropuhelu: Hovsjö 2026"}},"sv-simple",{"question":{"source":"d1b79f27","text":"Hur är det att bo i Hovsjö? Vad ska kommunen göra först?"},"title":{"source":"e5c4293a","text":"Samtal om Hovsjö 2026"}}]}}
        """#
}
