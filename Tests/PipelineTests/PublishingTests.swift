import Dialogues
import DisclosureControl
import Localization
import Pipeline
import Staff
import SurveyDefinition
import TestSupport
import Testing

/// A release is seen before it is published, by one person or by two, and replaced by a new one with a reason.
struct PublishingTests {
    private static let round = Consultation.smallRound
    private static let districts: ReleasePart = .groups("safe-at-night", .district)

    private static func definitions(persons: Int, smallestBase: Int = 30) throws -> Definitions {
        let policy = try #require(SmallSurvey.files["policy.yaml"])
        return ConsultationFixture.definitions(replacing: [
            "policy.yaml": policy.replacing(
                "smallestBase: 30", with: "smallestBase: \(smallestBase)")
                + "personsToPublish: \(persons)\n"
        ])
    }

    /// What is needed to publish a closed round: two who may, one who may only ask, and the desk.
    private struct Office {
        let desk: DialogueDesk
        let consultation: Consultation
        let accounts: StaffAccounts
        let editor: SignedIn
        let other: SignedIn
        let analyst: SignedIn
        /// The desk of a service that runs with other definitions on the same database.
        let deskWithDefinitions: (Definitions) -> DialogueDesk

        func acts() async throws -> [String] {
            try await accounts.readAuditLog().entries.map(\.act)
                .filter { $0.hasPrefix("release") }
        }

        func wish(_ parts: Set<ReleasePart> = [], because reason: String = "") async throws
            -> ReleaseWish
        {
            let preview = try await desk.preview(
                PublishingTests.round, leavingOut: parts, for: editor)
            return ReleaseWish(leavingOut: parts, reason: reason, seen: preview.digest)
        }

        func releases() async throws -> [Release] {
            try await consultation.releases(of: PublishingTests.round)
        }
    }

    /// Runs `body` with a round of 150 random answers, closed unless said otherwise.
    private func withOffice(
        persons: Int, isClosed: Bool = true, _ body: (Office) async throws -> Void
    ) async throws {
        try await ConsultationFixture.run { fixture in
            let staff = StaffFixture(on: fixture.store)
            func consultation(_ definitions: Definitions) -> Consultation {
                fixture.consultation(definitions, staff: staff.accounts)
            }
            func desk(_ consultation: Consultation) -> DialogueDesk {
                DialogueDesk(
                    consultation, templates: DialogueTemplates(list: [], requiredLanguages: []),
                    locales: SiteFixture.shippedLocales, today: { CalendarDay(of: staff.clock.now) }
                )
            }
            let own = consultation(try Self.definitions(persons: persons))
            try await own.openSmallRound()
            try await own.submitRandom(150, seed: 5)
            if isClosed { try await own.closeRound(Self.round) }
            let owner = try await staff.owner()
            func colleague(_ name: String, _ role: Role) async throws -> SignedIn {
                try await staff.colleague(named: name, with: [Grant(role)], invitedBy: owner)
                    .signedIn
            }
            try await body(
                Office(
                    desk: desk(own), consultation: own, accounts: staff.accounts,
                    editor: try await colleague("Eva Editor", .editor),
                    other: try await colleague("Erik Editor", .editor),
                    analyst: try await colleague("Anna Analyst", .analyst),
                    deskWithDefinitions: { desk(consultation($0)) }))
        }
    }

    @Test("What is seen is what is published, and seeing it publishes nothing")
    func seenFirst() async throws {
        try await withOffice(persons: 1) { office in
            let preview = try await office.desk.preview(
                Self.round, leavingOut: nil, for: office.analyst)
            let before = try await office.releases()

            let number = try await office.desk.publish(
                Self.round, ReleaseWish(leavingOut: [], reason: "", seen: preview.digest),
                by: office.editor)

            let after = try await office.releases()
            #expect(before.isEmpty && number == 1)
            #expect(after == [preview.release])
            #expect(preview.isNew && preview.latest == nil && preview.asked == nil)
            #expect(preview.parts.contains(Self.districts))
            let rows = preview.release.table.indicators.flatMap(\.tables).flatMap(\.rows)
            #expect(preview.withheld.withheld == rows.count(where: \.isWithheld))
            #expect(try await office.acts() == ["release-published"])
        }
    }

    @Test("Nothing is shown of a round that isn't closed, nor to whom it doesn't concern")
    func notClosed() async throws {
        try await withOffice(persons: 1, isClosed: false) { office in
            await #expect(throws: ReleaseRefusal.notClosed) {
                try await office.desk.preview(Self.round, leavingOut: nil, for: office.editor)
            }
            await #expect(throws: ReleaseRefusal.unknownRound) {
                try await office.desk.preview("nowhere", leavingOut: nil, for: office.editor)
            }
        }
    }

    @Test("What has changed since it was seen isn't published")
    func changedSince() async throws {
        try await withOffice(persons: 1) { office in
            let seen = try await office.wish()

            await #expect(throws: ReleaseRefusal.changedMeanwhile) {
                try await office.desk.publish(
                    Self.round,
                    ReleaseWish(leavingOut: [Self.districts], reason: "", seen: seen.seen),
                    by: office.editor)
            }
            #expect(try await office.releases().isEmpty)
        }
    }

    @Test(
        "A release that replaces another tells why, and what was left out stays left out until said otherwise"
    )
    func reissue() async throws {
        try await withOffice(persons: 1) { office in
            try await office.desk.publish(
                Self.round, try await office.wish([Self.districts]), by: office.editor)
            await #expect(throws: ReleaseRefusal.nothingNew) {
                try await office.desk.publish(
                    Self.round, try await office.wish([Self.districts]), by: office.editor)
            }
            await #expect(throws: ReleaseRefusal.reasonMissing) {
                try await office.desk.publish(
                    Self.round, try await office.wish(), by: office.editor)
            }
            let standing = try await office.desk.preview(
                Self.round, leavingOut: nil, for: office.editor)

            try await office.desk.publish(
                Self.round, try await office.wish(because: "Tabellen efterfrågas."),
                by: office.editor)

            #expect(standing.leftOut == [Self.districts] && !standing.isNew)
            let releases = try await office.releases()
            #expect(releases.map(\.leftOut) == [[Self.districts], nil])
            let reissue = try #require(releases.last?.reissues?.first)
            #expect(reissue.number == 2 && reissue.reason == "Tabellen efterfrågas.")
            #expect(reissue.on.count == 10)
        }
    }

    @Test("With two persons one asks and another one publishes exactly that; nobody does both")
    func twoPersons() async throws {
        try await withOffice(persons: 2) { office in
            let wish = try await office.wish([Self.districts])
            await #expect(throws: ReleaseRefusal.needsTwoPersons) {
                try await office.desk.publish(Self.round, wish, by: office.editor)
            }
            try await office.desk.ask(Self.round, for: wish, by: office.editor)
            let asked = try #require(
                try await office.desk.preview(Self.round, leavingOut: nil, for: office.other).asked)
            await #expect(throws: ReleaseRefusal.ownRequest) {
                try await office.desk.approve(Self.round, digest: asked.digest, by: office.editor)
            }
            await #expect(throws: StaffError.notPermitted) {
                try await office.desk.approve(Self.round, digest: asked.digest, by: office.analyst)
            }
            await #expect(throws: ReleaseRefusal.notAsked) {
                try await office.desk.approve(Self.round, digest: wish.seen, by: office.other)
            }

            try await office.desk.approve(Self.round, digest: asked.digest, by: office.other)

            #expect(asked.by?.id == office.editor.account.id && asked.isCurrent)
            #expect(asked.leftOut == [Self.districts])
            #expect(try await office.releases().map(\.leftOut) == [[Self.districts]])
            #expect(try await office.acts() == ["release-asked", "release-approved"])
            let after = try await office.desk.preview(
                Self.round, leavingOut: nil, for: office.other)
            #expect(after.asked == nil && !after.isNew)
        }
    }

    @Test("What was asked for is void when the figures, or the reason, are others")
    func changedSinceAsked() async throws {
        try await withOffice(persons: 2) { office in
            try await office.desk.ask(
                Self.round, for: try await office.wish(), by: office.editor)
            let first = try #require(
                try await office.desk.preview(Self.round, leavingOut: nil, for: office.other).asked)
            let stricter = office.deskWithDefinitions(
                try Self.definitions(persons: 2, smallestBase: 35))

            await #expect(throws: ReleaseRefusal.changedMeanwhile) {
                try await stricter.approve(Self.round, digest: first.digest, by: office.other)
            }
            let stale = try await stricter.preview(Self.round, leavingOut: nil, for: office.other)
            try await office.desk.ask(
                Self.round, for: try await office.wish([Self.districts]), by: office.analyst)
            await #expect(throws: ReleaseRefusal.notAsked) {
                try await office.desk.approve(Self.round, digest: first.digest, by: office.other)
            }

            #expect(stale.asked?.isCurrent == false)
            #expect(try await office.releases().isEmpty)
        }
    }

    @Test("Who has asked takes it back, or who may publish; nobody else")
    func withdraw() async throws {
        try await withOffice(persons: 2) { office in
            func asked() async throws -> AskedRelease? {
                try await office.desk.preview(Self.round, leavingOut: nil, for: office.editor).asked
            }
            try await office.desk.ask(Self.round, for: try await office.wish(), by: office.editor)
            let first = try #require(try await asked())
            await #expect(throws: StaffError.notPermitted) {
                try await office.desk.withdraw(
                    Self.round, digest: first.digest, by: office.analyst)
            }
            try await office.desk.withdraw(Self.round, digest: first.digest, by: office.other)
            let none = try await asked()
            await #expect(throws: ReleaseRefusal.notAsked) {
                try await office.desk.withdraw(
                    Self.round, digest: first.digest, by: office.other)
            }

            #expect(none == nil)
            #expect(try await office.acts() == ["release-asked", "release-withdrawn"])
        }
    }

    @Test("At the terminal two persons are asked for too: it asks, and somebody approves")
    func terminal() async throws {
        try await withOffice(persons: 2) { office in
            await #expect(throws: ConsultationError.needsTwoPersons(Self.round)) {
                try await office.consultation.publishRelease(of: Self.round)
            }
            let number = try await office.consultation.askForRelease(of: Self.round)
            let asked = try #require(
                try await office.desk.preview(Self.round, leavingOut: nil, for: office.other).asked)

            try await office.desk.approve(Self.round, digest: asked.digest, by: office.editor)

            #expect(number == 1 && asked.by == nil)
            #expect(try await office.releases().count == 1)
            #expect(try await office.consultation.askForRelease(of: Self.round) == nil)
        }
    }

    @Test("Where one person may publish, who may only prepare still asks")
    func analystAsks() async throws {
        try await withOffice(persons: 1) { office in
            let wish = try await office.wish()
            await #expect(throws: StaffError.notPermitted) {
                try await office.desk.publish(Self.round, wish, by: office.analyst)
            }
            try await office.desk.ask(Self.round, for: wish, by: office.analyst)
            let asked = try #require(
                try await office.desk.preview(Self.round, leavingOut: nil, for: office.editor).asked
            )

            try await office.desk.approve(Self.round, digest: asked.digest, by: office.editor)

            #expect(try await office.releases().count == 1)
        }
    }
}
