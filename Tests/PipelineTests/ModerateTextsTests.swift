import Anonymization
import Answering
import Dialogues
import DisclosureControl
import Foundation
import Pipeline
import SurveyDefinition
import Synchronization
import TestSupport
import Testing

@testable import Staff

/// Free texts from the residents who write them to the release: read, coded, approved, published.
///
/// That nobody reads without a permit isn't tried here: `readTexts` without one, and a `ModeratorPermit`
/// made outside `Staff`, don't compile.
struct ModerateTextsTests {
    private static let round = Consultation.smallRound
    private static let themes: [ThemeID] = ["light", "roads", "benches", "rare"]
    private static let permit = ModeratorPermit(account: "moderator", round: round)

    private static func definitions(themes: String = "light, roads, benches, rare") -> Definitions {
        ConsultationFixture.definitions(replacing: ["small/themes.yaml": "wish: [\(themes)]"])
    }

    /// Runs `body` where so many residents have written texts and the round is closed.
    private func withTexts(
        _ count: Int = 60, isClosed: Bool = true,
        _ body: (Consultation, AuditTrail) async throws -> Void
    ) async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation(Self.definitions())
            try await consultation.openSmallRound()
            for number in 0..<count {
                try await consultation.write(Self.text(number), seed: UInt64(number))
            }
            if isClosed { try await consultation.closeRound(Self.round) }
            try await body(consultation, AuditTrail())
        }
    }

    /// What resident `number` writes: half about light, a third about roads, and with a phone number once.
    private static func text(_ number: Int) -> String {
        let parts = [
            number.isMultiple(of: 2) ? "mer ljus" : nil,
            number.isMultiple(of: 3) ? "bättre vägar" : nil,
            number.isMultiple(of: 20) ? "och en brygga" : nil,
            number == 7 ? "Ring mig på 070-123 45 67" : nil,
        ].compactMap { $0 }
        return "Text \(number): " + (parts.isEmpty ? "det är bra" : parts.joined(separator: ", "))
    }

    private static func themes(of text: String) -> Set<ThemeID> {
        Set(
            [("ljus", "light"), ("vägar", "roads"), ("brygga", "rare")]
                .filter { text.contains($0.0) }.map(\.1))
    }

    /// Reads every text of the question, and codes each.
    @discardableResult
    private func codeAll(
        _ consultation: Consultation, _ trail: AuditTrail
    ) async throws -> [String: TextReference] {
        var references: [String: TextReference] = [:]
        var after: TextID?
        while true {
            let page = try await consultation.readTexts(
                TextSelection(of: "wish", after: after), by: Self.permit, audit: trail.write)
            for text in page {
                references[text.text] = try await consultation.codeText(
                    text.reference, to: Self.themes(of: text.text), by: Self.permit,
                    audit: trail.write)
            }
            guard let last = page.last else { return references }
            after = last.reference.id
        }
    }

    @Test("Sixty residents write; a moderator reads, codes and approves; the release shows it")
    func wholeWay() async throws {
        try await withTexts { consultation, trail in
            let first = try await consultation.publishRelease(of: Self.round)
            let references = try await codeAll(consultation, trail)
            try await consultation.approveText(
                try #require(references["Text 2: mer ljus"]), as: "Mer ljus, tack!",
                by: Self.permit, audit: trail.write)
            try await consultation.approveText(
                try #require(references["Text 1: det är bra"]), by: Self.permit,
                audit: trail.write)
            try await consultation.rejectText(
                try #require(references["Text 3: bättre vägar"]), by: Self.permit,
                audit: trail.write)

            let release = try await consultation.publishRelease(of: Self.round)

            #expect(first.number == 1 && first.texts == nil)
            #expect(release.number == 2 && release.table == first.table)
            #expect(release.method == first.method && release.series == first.series)
            let wish = try #require(release.texts?.question("wish"))
            #expect(wish.n == 60 && wish.read == 60 && wish.coded == 60)
            #expect(wish.themes?.map(\.theme) == Self.themes)
            #expect(wish.themes?.map(\.share) == [0.5, 0.33, nil, nil])
            #expect(wish.themes?.map(\.lessThan) == [nil, nil, 0.09, 0.09])
            #expect(wish.quotations == ["Mer ljus, tack!", "Text 1: det är bra"])
            #expect(try await consultation.publishRelease(of: Self.round) == release)
            #expect(try await consultation.releases(of: Self.round) == [first, release])
        }
    }

    @Test("What looks like personal data is masked in what moderators see")
    func masked() async throws {
        try await withTexts { consultation, trail in
            let texts = try await consultation.readTexts(
                TextSelection(of: "wish", limit: 100), by: Self.permit, audit: trail.write)

            let seventh = try #require(texts.first { $0.text.hasPrefix("Text 7:") })
            #expect(seventh.text == "Text 7: Ring mig på [···]")
            #expect(texts.count == 60 && Set(texts.map(\.text)).count == 60)
            #expect(!texts.contains { $0.text.contains("070") })
        }
    }

    // MARK: The audit log

    @Test("Each act is in the log before it has any effect, and says neither which text nor whose")
    func audited() async throws {
        try await withTexts(40) { consultation, trail in
            let selection = TextSelection(of: "wish", limit: 10)
            let read = try await consultation.readTexts(
                selection, by: Self.permit,
                audit: { act in
                    trail.write(act)
                    trail.note("logged")
                })
            trail.note("returned")
            let text = try await consultation.codeText(
                read[0].reference, to: ["light"], by: Self.permit, audit: trail.write)
            let approved = try await consultation.approveText(
                text, by: Self.permit, audit: trail.write)
            try await consultation.rejectText(approved, by: Self.permit, audit: trail.write)
            _ = try await consultation.readText(
                text.id, by: Self.permit, audit: trail.write)

            #expect(
                trail.acts == [
                    .read("wish", count: 10), .coded("wish"), .approved("wish"),
                    .rejected("wish"), .read("wish", count: 1),
                ])
            #expect(trail.notes == ["logged", "returned"])
        }
    }

    @Test("When the log can't be written nothing is told and nothing is changed")
    func unloggable() async throws {
        try await withTexts(40) { consultation, trail in
            let texts = try await consultation.readTexts(
                TextSelection(of: "wish"), by: Self.permit, audit: trail.write)
            let text = texts[0].reference
            let full: Consultation.TextAudit = { _ in throw LogIsFull() }

            await #expect(throws: LogIsFull.self) {
                try await consultation.readTexts(
                    TextSelection(of: "wish"), by: Self.permit, audit: full)
            }
            await #expect(throws: LogIsFull.self) {
                try await consultation.readText(text.id, by: Self.permit, audit: full)
            }
            await #expect(throws: LogIsFull.self) {
                try await consultation.codeText(
                    text, to: ["light"], by: Self.permit, audit: full)
            }
            await #expect(throws: LogIsFull.self) {
                try await consultation.approveText(text, by: Self.permit, audit: full)
            }
            await #expect(throws: LogIsFull.self) {
                try await consultation.rejectText(text, by: Self.permit, audit: full)
            }

            let after = try await consultation.readText(
                text.id, by: Self.permit, audit: trail.write)
            #expect(after.reference == text && after.judgement == nil)
        }
    }

    // MARK: What may be said

    @Test("A permit opens the texts of its own round and no other")
    func otherRound() async throws {
        try await withTexts(40) { consultation, trail in
            try await consultation.createRound(.small("other-2026"))
            let other = ModeratorPermit(account: "moderator", round: "other-2026")
            let text = try await consultation.readTexts(
                TextSelection(of: "wish"), by: Self.permit, audit: trail.write)[0].reference

            #expect(
                try await consultation.readTexts(
                    TextSelection(of: "wish"), by: other, audit: trail.write
                ).isEmpty)
            await #expect(throws: ModerationError.unknownText) {
                try await consultation.readText(text.id, by: other, audit: trail.write)
            }
            await #expect(throws: ModerationError.unknownText) {
                try await consultation.approveText(text, by: other, audit: trail.write)
            }
        }
    }

    @Test("While the round is open the mixed texts can be read, and nothing is published")
    func openRound() async throws {
        try await withTexts(100, isClosed: false) { consultation, trail in
            let waiting = try await consultation.readTexts(
                TextSelection(of: "wish"), by: Self.permit, audit: trail.write)
            try await consultation.mix(Self.round)
            let mixed = try await consultation.readTexts(
                TextSelection(of: "wish", limit: 200), by: Self.permit, audit: trail.write)

            #expect(waiting.isEmpty)
            #expect(mixed.count == 80)
            await #expect(throws: ConsultationError.self) {
                try await consultation.publishRelease(of: Self.round)
            }
        }
    }

    @Test("Of two moderators who read the same, the second is asked to read again")
    func meanwhile() async throws {
        try await withTexts(40) { consultation, trail in
            let text = try await consultation.readTexts(
                TextSelection(of: "wish"), by: Self.permit, audit: trail.write)[0].reference
            try await consultation.codeText(
                text, to: ["light"], by: Self.permit, audit: trail.write)

            await #expect(throws: ModerationError.judgedMeanwhile) {
                try await consultation.codeText(
                    text, to: ["roads"], by: Self.permit, audit: trail.write)
            }
            await #expect(throws: ModerationError.judgedMeanwhile) {
                try await consultation.rejectText(text, by: Self.permit, audit: trail.write)
            }

            let again = try await consultation.readText(
                text.id, by: Self.permit, audit: trail.write)
            #expect(again.judgement?.themes == ["light"])
            try await consultation.codeText(
                again.reference, to: ["roads"], by: Self.permit, audit: trail.write)
        }
    }

    @Test("Coding and approving stand side by side: neither undoes the other")
    func sideBySide() async throws {
        try await withTexts(40) { consultation, trail in
            let text = try await consultation.readTexts(
                TextSelection(of: "wish"), by: Self.permit, audit: trail.write)[0]
            let coded = try await consultation.codeText(
                text.reference, to: ["roads", "light"], by: Self.permit, audit: trail.write)
            let approved = try await consultation.approveText(
                coded, as: "  Kort\n", by: Self.permit, audit: trail.write)
            try await consultation.codeText(
                approved, to: [], by: Self.permit, audit: trail.write)

            let now = try await consultation.readText(
                coded.id, by: Self.permit, audit: trail.write)
            #expect(now.judgement?.themes == [])
            #expect(now.judgement?.publication == .approved(wording: "Kort"))
            #expect(now.text == text.text)
        }
    }

    @Test("What is wrong with a wording or a theme is said, and nothing is kept")
    func refusals() async throws {
        try await withTexts(40) { consultation, trail in
            let text = try await consultation.readTexts(
                TextSelection(of: "wish"), by: Self.permit, audit: trail.write)[0].reference
            let wordings: [(String, ModerationError)] = [
                (" \n", .emptyWording),
                ("Ring 070-123 45 67", .wordingTellsPersonalData),
                (String(repeating: "a", count: 501), .wordingTooLong(longest: 500)),
            ]

            for (wording, error) in wordings {
                await #expect(throws: error) {
                    try await consultation.approveText(
                        text, as: wording, by: Self.permit, audit: trail.write)
                }
            }
            await #expect(throws: ModerationError.unknownTheme("noise", of: "wish")) {
                try await consultation.codeText(
                    text, to: ["light", "noise"], by: Self.permit, audit: trail.write)
            }
            await #expect(throws: ModerationError.unknownQuestion("trust")) {
                try await consultation.readTexts(
                    TextSelection(of: "trust"), by: Self.permit, audit: trail.write)
            }
            #expect(trail.acts == [.read("wish", count: 25)])
            #expect(
                try await consultation.readText(
                    text.id, by: Self.permit, audit: trail.write
                ).judgement == nil)
        }
    }

    @Test("Texts are found by what has been said of them, a page at a time")
    func selections() async throws {
        try await withTexts(40) { consultation, trail in
            let texts = try await consultation.readTexts(
                TextSelection(of: "wish", limit: 40), by: Self.permit, audit: trail.write)
            for (place, text) in texts.map(\.reference).enumerated() where place < 30 {
                var text = text
                if place < 20 {
                    text = try await consultation.codeText(
                        text, to: ["light"], by: Self.permit, audit: trail.write)
                }
                if place < 10 {
                    try await consultation.approveText(text, by: Self.permit, audit: trail.write)
                } else if place >= 20 {
                    try await consultation.rejectText(text, by: Self.permit, audit: trail.write)
                }
            }

            let selections: [(TextSelection.Which, [Int])] = [
                (.all, Array(0..<40)), (.unread, Array(30..<40)), (.uncoded, Array(20..<40)),
                (.undecided, Array(10..<20) + Array(30..<40)), (.approved, Array(0..<10)),
                (.rejected, Array(20..<30)),
            ]
            for (which, expected) in selections {
                var found: [ReadText] = []
                while true {
                    let page = try await consultation.readTexts(
                        TextSelection(
                            of: "wish", which: which, after: found.last?.reference.id, limit: 7),
                        by: Self.permit, audit: trail.write)
                    found += page
                    if page.count < 7 { break }
                }
                #expect(found.map(\.text) == expected.map { texts[$0].text }, "\(which)")
            }
            let progress = try await consultation.textProgress(by: Self.permit)
            let wish = try #require(progress.first)
            #expect(progress.map(\.question) == ["wish"])
            #expect(wish.texts == 40 && wish.read == 30 && wish.coded == 20)
            #expect(wish.approved == 10 && wish.rejected == 10 && !wish.isPublished)
            #expect(wish.themes == Self.themes)
        }
    }

    // MARK: Releases

    @Test(
        "Published themes stand: no text is coded any more, and later quotations leave them alone")
    func themesStand() async throws {
        try await withTexts { consultation, trail in
            let references = try await codeAll(consultation, trail)
            let first = try await consultation.publishRelease(of: Self.round)
            let text = try #require(references["Text 2: mer ljus"])

            await #expect(throws: ModerationError.themesPublished("wish")) {
                try await consultation.codeText(
                    text, to: ["roads"], by: Self.permit, audit: trail.write)
            }
            let approved = try await consultation.approveText(
                text, by: Self.permit, audit: trail.write)
            let second = try await consultation.publishRelease(of: Self.round)
            try await consultation.rejectText(approved, by: Self.permit, audit: trail.write)
            let third = try await consultation.publishRelease(of: Self.round)

            #expect([first, second, third].map(\.number) == [1, 2, 3])
            #expect(second.texts?.question("wish")?.quotations == ["Text 2: mer ljus"])
            #expect(third.texts == first.texts)
            let shown = try await consultation.releases(of: Self.round)
            #expect(shown.map { $0.texts?.question("wish")?.quotations } == [[], [], []])
            #expect(shown.allSatisfy { $0.texts == first.texts })
        }
    }

    @Test("One text that isn't coded keeps the themes from being published")
    func notAllCoded() async throws {
        try await withTexts { consultation, trail in
            let texts = try await consultation.readTexts(
                TextSelection(of: "wish", limit: 59), by: Self.permit, audit: trail.write)
            for text in texts {
                try await consultation.codeText(
                    text.reference, to: ["light"], by: Self.permit, audit: trail.write)
            }

            let release = try await consultation.publishRelease(of: Self.round)

            #expect(release.number == 1 && release.texts == nil)
        }
    }

    @Test("Of twenty-nine texts neither themes nor approved texts are published")
    func tooFew() async throws {
        try await withTexts(29) { consultation, trail in
            let references = try await codeAll(consultation, trail)
            for reference in references.values {
                try await consultation.approveText(
                    reference, by: Self.permit, audit: trail.write)
            }

            let release = try await consultation.publishRelease(of: Self.round)

            #expect(references.count == 29 && release.texts == nil)
        }
    }

    @Test("A theme that texts are coded to and that has left the list keeps the release back")
    func themeGone() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation(Self.definitions())
            try await consultation.openSmallRound()
            for number in 0..<40 {
                try await consultation.write(Self.text(number), seed: UInt64(number))
            }
            try await consultation.closeRound(Self.round)
            try await codeAll(consultation, AuditTrail())
            let edited = fixture.consultation(Self.definitions(themes: "light, benches, rare"))

            await #expect(throws: ModerationError.themeGone("roads", of: "wish")) {
                try await edited.publishRelease(of: Self.round)
            }
            _ = try await consultation.publishRelease(of: Self.round)

            // Once published it stands without the list.
            #expect(try await edited.publishRelease(of: Self.round).number == 1)
        }
    }

    @Test(
        "When the texts are disposed of, what is published of them stands and nothing can be read")
    func disposed() async throws {
        try await withTexts { consultation, trail in
            let references = try await codeAll(consultation, trail)
            try await consultation.approveText(
                try #require(references["Text 2: mer ljus"]), by: Self.permit, audit: trail.write)
            let release = try await consultation.publishRelease(of: Self.round)
            let day = CalendarDay(of: Date())

            let proof = try await consultation.dispose(.texts, of: Self.round, on: day)

            #expect(proof.deletion.rows == ["text_judgement": 60, "detached_text": 60])
            #expect(try await consultation.publishRelease(of: Self.round) == release)
            await #expect(throws: ModerationError.textsDisposed(Self.round, on: "\(day)")) {
                try await consultation.readTexts(
                    TextSelection(of: "wish"), by: Self.permit, audit: trail.write)
            }
            let text = try #require(references["Text 4: mer ljus"])
            await #expect(throws: ModerationError.unknownText) {
                try await consultation.rejectText(text, by: Self.permit, audit: trail.write)
            }
        }
    }

    @Test("A text's id is 32 hexadecimal digits and nothing else")
    func identifiers() throws {
        let digits = "00ff10a9b8c7d6e5f40123456789abcd"

        #expect(TextID(digits)?.description == digits)
        for other in ["", "00", digits + "0", digits.uppercased(), digits.dropLast(2) + "-1", "ö"] {
            #expect(TextID(String(other)) == nil, "\(other)")
        }
    }
}

private struct LogIsFull: Error {}

/// The acts that verbs have written, and in between what the test notes, in order.
private final class AuditTrail: Sendable {
    private let state = Mutex<(acts: [TextAct], notes: [String])>(([], []))

    var acts: [TextAct] { state.withLock { $0.acts } }
    var notes: [String] { state.withLock { $0.notes } }

    func write(_ act: TextAct) { state.withLock { $0.acts.append(act) } }
    func note(_ text: String) { state.withLock { $0.notes.append(text) } }
}

extension Consultation {
    /// Submits a response with this wish, of the one class, which is random otherwise.
    fileprivate func write(_ wish: String, seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let survey = try await survey(of: self.round(Self.smallRound))
        let response = try Journey.random(through: survey, using: &generator)
            .answering("wish", with: .text(wish)).answering("gender", with: .code("woman"))
            .answering("age", with: .code("30-49")).answering("district", with: .code("north"))
            .completed()
        _ = try await submit(
            response, SubmissionKey(using: &generator), to: Self.smallRound)
    }
}
