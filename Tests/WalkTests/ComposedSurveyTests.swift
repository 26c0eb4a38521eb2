import Answering
import Diagnostics
import Dialogues
import DisclosureControl
import Foundation
import Localization
import Pipeline
import Staff
import SurveyDefinition
import SurveyDrafts
import TestSupport
import Testing

/// The walk of a survey that staff compose: from the bank and a question of their own to a figure, and on to the next
/// versions of it.
@Suite("A composed survey")
struct ComposedSurveyTests {
    /// An officer's desks, on a service with the shipped surveys and a database of its own.
    private struct Office {
        let fixture: SiteFixture
        let consultation: Consultation
        let surveys: SurveyDesk
        let dialogues: DialogueDesk
        let officer: SignedIn

        init(in folder: URL) async throws {
            fixture = try SiteFixture(in: folder)
            let staff = StaffFixture(on: fixture.store)
            consultation = fixture.consultation(with: staff.accounts)
            surveys = SurveyDesk(
                consultation, shipped: SiteFixture.shippedSurveys, locales: fixture.locales,
                requiredLanguages: ["fi"])
            dialogues = DialogueDesk(
                consultation,
                templates: DialogueTemplates(
                    list: [
                        DialogueTemplate(
                            id: "omradesdialog", survey: "medborgardialog", place: .district,
                            sampling: .probability, languages: ["fi"])
                    ],
                    requiredLanguages: ["fi"]),
                locales: fixture.locales, today: { CalendarDay(of: staff.clock.now) })
            officer = try await staff.owner()
        }

        func draft() async throws -> FollowedDraft {
            try await surveys.draft(ComposedSurveyTests.survey, for: officer)
        }

        func apply(_ operation: DraftOperation) async throws {
            try await surveys.apply(operation, to: ComposedSurveyTests.survey, by: officer)
        }

        func change(_ part: DraftPart, to fields: [String: String]) async throws {
            try await surveys.change(
                ComposedSurveyTests.survey, part, to: fields, since: draft().revision,
                by: officer)
        }

        /// Translates what a language lacks, and says of the rest that it is right.
        func translate(to language: LanguageTag) async throws {
            var fields: [String: String] = [:]
            let followed = try await draft()
            let there = followed.draft.strings(in: language, among: fixture.locales.languages)
            for key in followed.checked.gaps(in: language) {
                fields[key] = there[key] ?? "\(language): \(key)"
                fields["\(key).confirmed"] = "yes"
            }
            try await change(.translation(language), to: fields)
        }

        func publish() async throws -> String {
            let edition = try await surveys.publish(
                ComposedSurveyTests.survey, revision: draft().revision, by: officer)
            return "\(edition.version).\(edition.edition)"
        }

        /// Starts a dialogue that asks the survey as it is published now, and opens it.
        func openDialogue(_ period: String) async throws -> RoundID {
            let id = try await dialogues.start(
                DialogueStart(
                    template: "omradesdialog", district: "hovsjo", place: "", period: period,
                    closesOn: "\(period)-03-31", background: "Vi bygger om parken."), by: officer)
            let followed = try await dialogues.dialogue(id, for: officer)
            try await dialogues.change(
                id, .translation("fi"), to: ["background": "Uudistamme puiston."],
                since: followed.revision, by: officer)
            try await surveys.choose(ComposedSurveyTests.survey, for: id, by: officer)
            try await dialogues.open(id, by: officer)
            return id
        }

        /// Closes a dialogue, and publishes what was seen in the preview.
        func release(_ id: RoundID) async throws -> Release {
            try await dialogues.close(id, by: officer)
            let preview = try await dialogues.preview(id, leavingOut: nil, for: officer)
            _ = try await dialogues.publish(
                id, ReleaseWish(leavingOut: [], reason: "", seen: preview.digest), by: officer)
            return try #require(try await consultation.releases(of: id).last)
        }

        /// Answers without a browser: so many of 120 who find that taking part works well.
        func answer(_ id: RoundID, well: Int) async throws {
            let asked = try await consultation.survey(of: consultation.round(id))
            var generator = SeededGenerator(seed: 3)
            for number in 0..<120 {
                let response = try Journey(
                    through: asked, submissionKey: SubmissionKey(using: &generator)
                )
                .answering("take-part", with: .code(number < well ? "very-well" : "very-badly"))
                .answering("gender", with: .code(number.isMultiple(of: 2) ? "woman" : "man"))
                .completed()
                _ = try await consultation.submit(
                    response, SubmissionKey(using: &generator), to: id)
            }
        }
    }

    private static let survey: SurveyID = "parken-och-du"
    private static let indicator: IndicatorID = "active-participation"

    private func withOffice(_ body: (Office, QuestionID) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let office = try await Office(in: folder)
            let own = try await compose(by: office)
            try await body(office, own)
        }
    }

    /// Two questions about the park, of which one is the officer's own and is asked after some answers alone, and two about
    /// who answers.
    private func compose(by office: Office) async throws -> QuestionID {
        let id = try await office.surveys.begin(
            .blank(title: "Parken och du"), by: office.officer)
        #expect(id == Self.survey)
        try await office.apply(.addSection(title: "Din park"))
        try await office.apply(.take("take-part", of: "medborgardialog", to: "din-park"))
        try await office.apply(
            .addQuestion(.singleChoice, text: "Vad skulle göra det lättare?", to: "din-park"))
        let own = QuestionID(
            try #require(try await office.draft().checked.document.questions.last?.id))
        try await office.change(
            .question(own),
            to: [
                "option.new.1": "Ljus", "option.new.2": "Information",
                "condition.1.question": "take-part",
                "condition.1.codes": "fairly-badly very-badly",
            ])
        try await office.apply(.addSection(title: "Om dig"))
        for question in ["gender", "district"] as [QuestionID] {
            try await office.apply(.take(question, of: "medborgardialog", to: "om-dig"))
        }
        try await office.change(
            .facts,
            to: [
                "minutes": "2", "who-asks": "Kommunen", "why": "Vi bygger om.",
                "use": "Till planen.", "result": "I vår.",
            ])
        for language in ["fi", "ar"] as [LanguageTag] {
            try await office.translate(to: language)
        }
        #expect(try await office.draft().checked.isUsable)
        return own
    }

    /// The answers of number 0 … 119, of whom a third answer in each language.
    private func resident(_ number: Int, own: QuestionID) -> Resident {
        let digit = number % 10
        var answers = [
            "take-part": digit < 6 ? "fairly-well" : digit < 9 ? "fairly-badly" : "dont-know",
            "gender": number.isMultiple(of: 2) ? "woman" : "man",
            "district": number < 70 ? "hovsjo" : number < 110 ? "centrum" : "molnbo",
        ]
        answers[own.value] = digit < 8 ? "ljus" : "information"
        return Resident(language: ["sv", "fi", "ar"][number % 3], answers: answers)
    }

    private func figures(
        of release: Release, by variable: BackgroundVariable? = nil
    ) throws -> [ProtectedRow] {
        let indicator = try #require(
            release.table.indicators.first { $0.id == Self.indicator })
        return try #require(indicator.tables.first { $0.variable == variable }).rows
    }

    @Test(
        "It is answered in three languages on residents' pages, and its release is right to the digit and protected"
    )
    func answered() async throws {
        try await withOffice { office, own in
            // Given a survey that is published, chosen and open
            #expect(try await office.publish() == "1.1")
            let round = try await office.openDialogue("2027")

            // When 120 residents answer it in Swedish, Finnish and Arabic
            try await browse(office.fixture.site) { browser in
                let first = try await browser.get("/fi/d/\(round)/svara")
                #expect(first.contains("name=\"q-take-part\""))
                #expect(!first.contains("name=\"q-\(own)\""), "it depends on an answer")
                for number in 0..<120 {
                    try await resident(number, own: own).answer(round, through: browser)
                }
            }
            let release = try await office.release(round)

            // Then 72 of the 108 with an opinion say well: 66.7 %, of bases that are told in steps of five
            #expect(release.survey.id == Self.survey && release.survey.version == 1)
            #expect(release.responsesAtLeast == 100)
            let whole = try #require(try figures(of: release).first?.figures)
            #expect(whole.n == 110 && whole.value == 0.67 && whole.dontKnowShare == 0.1)
            let gender = try figures(of: release, by: .gender)
            let byGender = gender.filter { !$0.isWithheld }.map {
                "\($0.group?.value ?? "") \($0.figures?.n ?? 0) \($0.figures?.value ?? 0)"
            }
            #expect(byGender == ["woman 60 0.6", "man 50 0.75"])

            // And ten of Mölnbo aren't shown, nor what would tell them by subtraction
            let districts = try figures(of: release, by: .district).filter(\.isWithheld)
                .compactMap(\.group)
            #expect(districts.contains("molnbo") && districts.count >= 2)

            // And the own question was asked of the 36 who said badly: 24 want light
            let spread = try #require(
                release.table.distributions?.first { $0.question == own })
            let row = try #require(spread.tables.first { $0.variable == nil }?.rows.first)
            #expect(row.n == 35)
            #expect(row.cells.map(\.code) == ["ljus", "information"])
            #expect(row.cells.map(\.share) == [0.67, 0.33])
            let groups = spread.tables.filter { $0.variable != nil }.flatMap(\.rows)
            #expect(groups.allSatisfy { $0.n == nil }, "18 of each gender are too few")
        }
    }

    @Test(
        "A corrected text is the same version; the next version compares with the first, and a change of meaning doesn't"
    )
    func nextVersions() async throws {
        try await withOffice { office, own in
            // Given a first version, and a correction of a text while its dialogue is open
            #expect(try await office.publish() == "1.1")
            let first = try await office.openDialogue("2027")
            try await office.answer(first, well: 90)
            try await office.change(
                .question(own), to: ["text": "Vad skulle göra det lättare att delta?"])
            for language in ["fi", "ar"] as [LanguageTag] {
                try await office.translate(to: language)
            }
            #expect(try await office.publish() == "1.2")
            _ = try await office.release(first)

            // When the next version asks more, in the same words
            try await office.apply(
                .addQuestion(.freeText, text: "Något mer?", to: "din-park"))
            try await office.translate(to: "fi")
            #expect(try await office.publish() == "2.1")
            let second = try await office.openDialogue("2028")
            try await office.answer(second, well: 30)
            let compared = try await office.release(second)

            // Then both are one series, and the change is told
            let points = try #require(
                compared.series?.first { $0.indicator == Self.indicator }
            ).points
            #expect(points.map(\.round) == [first, second])
            #expect(points.map(\.breakBefore) == [nil, nil])
            #expect(points.map { $0.figures?.value } == [0.75, 0.25])
            let change = try #require(try figures(of: compared).first?.figures?.change)
            #expect(change.since == first && change.finding == .lower)
            #expect(abs(change.difference + 0.5) < 1e-9)

            // And another meaning under the same id isn't published
            try await office.change(.question(own), to: ["option.new.1": "Tid"])
            try await office.translate(to: "fi")
            let refusal = await #expect(throws: SurveyRefusal.self) {
                try await office.publish()
            }
            guard case .meaningChanged(let changes) = refusal else {
                Issue.record("It wasn't refused for its meaning.")
                return
            }
            #expect(changes.map(\.question) == [own] && changes.map(\.what) == [.options])

            // And one that is declared in the files begins a series of its own
            try await declareBreak(by: office)
            #expect(try await office.publish() == "3.1")
            let third = try await office.openDialogue("2029")
            try await office.answer(third, well: 90)
            let broken = try await office.release(third)
            let all = try #require(
                broken.series?.first { $0.indicator == Self.indicator }
            ).points
            #expect(all.map(\.round) == [first, second, third])
            #expect(all.map(\.breakBefore) == [nil, nil, .wording])
            #expect(try figures(of: broken).first?.figures?.change == nil)
            #expect(try figures(of: broken).first?.figures?.value == 0.75)
        }
    }

    @Test(
        "A published survey that names a district which is gone is a fault, as one in the files is")
    func checkedAfterwards() async throws {
        try await withTemporaryFolder { folder in
            // Given a question that depends on a district, published beside a next version that doesn't
            let office = try await Office(in: folder)
            let own = try await compose(by: office)
            try await office.apply(.moveSection("om-dig", .up))
            try await office.change(
                .question(own),
                to: ["condition.1.question": "district", "condition.1.codes": ""])
            try await office.change(
                .question(own),
                to: ["condition.1.question": "district", "condition.1.codes": "hovsjo centrum"])
            #expect(try await office.publish() == "1.1")
            let round = try await office.openDialogue("2027")
            try await office.change(.question(own), to: ["condition.1.codes": "centrum"])
            #expect(try await office.publish() == "2.1")
            let before = try await office.surveys.checkPublished()
            #expect(before.count == 2 && before.faults.isEmpty)

            // When the municipality's list loses the district
            let surveys = folder.appending(path: "Surveys")
            try FileManager.default.copyItem(at: Project.surveys, to: surveys)
            let list = surveys.appending(path: "districts.yaml")
            try String(contentsOf: list, encoding: .utf8)
                .replacing("  - {id: hovsjo, name: Hovsjö}\n", with: "")
                .write(to: list, atomically: true, encoding: .utf8)
            let edited = try #require(
                readDefinitions(from: surveys, reportingTo: FaultCollector()))
            #expect(edited.districts.district("hovsjo") == nil)
            let after = try await SurveyDesk(
                Consultation(
                    definitions: edited, store: office.fixture.store,
                    key: try #require(SiteFixture.key), locales: office.fixture.locales),
                shipped: SiteFixture.shippedSurveys, locales: office.fixture.locales,
                requiredLanguages: []
            ).checkPublished()

            // Then the version that the round asks has a fault, and the next one hasn't
            #expect(try await office.consultation.round(round).surveyVersion == 1)
            #expect(after.count == 2)
            #expect(
                Set(after.faults.map(\.file)) == [
                    "published/parken-och-du-1/parken-och-du/survey.yaml"
                ])
            #expect(after.faults.contains { "\($0)".contains("hovsjo") })
        }
    }

    /// Sends the draft back as its files, in which the indicator compares from the third version on.
    private func declareBreak(by office: Office) async throws {
        let languages = office.fixture.locales.languages
        // What is published, since the draft has the change that was refused.
        try await office.surveys.delete(
            Self.survey, revision: office.draft().revision, by: office.officer)
        _ = try await office.surveys.begin(.next(of: Self.survey), by: office.officer)
        let draft = try await office.draft().draft
        var tree = draft.document.tree
        tree["version"] = .scalar("3")
        tree["indicators"] = .list(
            try #require(tree["indicators"]).elements.map { coding in
                var coding = coding
                coding["comparableSince"] = .scalar("3")
                coding["breakReason"] = .scalar("wording")
                return coding
            })
        let changed = SurveyDraft(
            id: draft.id, survey: tree.yaml, themes: draft.themes, changes: draft.changes,
            texts: draft.texts, sources: draft.sources)
        _ = try await office.surveys.begin(
            .archive(changed.archive(of: languages), isReplacing: true), by: office.officer)
    }
}
