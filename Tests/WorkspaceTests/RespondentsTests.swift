import Answering
import Dialogues
import Pipeline
import Staff
import SurveyDefinition
import TestSupport
import Testing

@testable import Workspace

/// Who may answer a dialogue is chosen in the workspace, and codes are made there.
struct RespondentsTests {
    private static let id: RoundID = "omradesdialog-north-2027"
    private static let path = "/arbete/dialoger/\(id)"
    private static let page = path + "/vilka-far-svara"

    private func withDialogue(
        _ body: @Sendable (TestWorkspace, SessionToken) async throws -> Void
    ) async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, editor) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.editor)], invitedBy: owner)
            _ = try await site.post(
                [
                    "template": "omradesdialog", "district": "north", "period": "2027",
                    "closes-on": "2027-03-31", "background": "Klassen får svara.",
                ], to: "/arbete/dialoger/ny", as: editor)
            try await body(site, editor)
        }
    }

    private func choose(
        _ respondents: String, _ site: TestWorkspace, _ editor: SessionToken
    ) async throws -> Reply {
        try await site.post(["respondents": respondents], to: Self.page, as: editor)
    }

    private func codes(
        _ count: String, _ site: TestWorkspace, _ editor: SessionToken
    ) async throws -> Reply {
        try await site.post(["count": count], to: Self.page + "/koder", as: editor)
    }

    @Test(
        "A group and a sample get codes: each is taken once, and they are in no place but the file",
        arguments: [Respondents.group, .sample])
    func codes(of respondents: Respondents) async throws {
        try await withDialogue { site, editor in
            let choice = respondents.rawValue
            let choices = try await site.get(Self.page, as: editor).text
            #expect(choices.contains("value=\"\(choice)\""))
            #expect(choices.contains("när 30 har svarat"))
            #expect(try await choose(choice, site, editor).status == 303)

            let file = try await codes("25", site, editor)
            let round = try await site.consultation.round(Self.id)

            #expect(file["Content-Disposition"] == "attachment; filename=\"\(Self.id)-koder.csv\"")
            #expect(file["Cache-Control"] == "no-store")
            let rows = file.text.split(whereSeparator: \.isNewline).dropFirst()
            let printed = rows.compactMap { $0.split(separator: ";").first.map(String.init) }
            #expect(printed.count == 25 && Set(printed).count == 25)
            #expect(round.sampling == (respondents == .group ? .group : .probability))
            #expect(round.anonymity == .code && round.invited == 25)

            try await site.consultation.openRound(Self.id)
            var generator = SeededGenerator(seed: 5)
            let survey = try await site.consultation.survey(of: round)
            let code = try #require(InvitationCode(typed: printed[0].filter { $0 != "\"" }))
            func answer() async throws {
                _ = try await site.consultation.submit(
                    try CompletedResponse.random(to: survey, using: &generator),
                    SubmissionKey(using: &generator), to: Self.id, admission: .code(code))
            }
            try await answer()
            await #expect(throws: (any Error).self) { try await answer() }
            let page = try await site.get(Self.page, as: editor)
            #expect(page.text.contains("25 koder är skapade, minst 0 är använda."))
            #expect(!page.text.contains(printed[1]))
            let log = try await site.staff.store.auditLog().entries.map(\.act)
            #expect(log.contains("respondents-chosen") && log.contains("codes-issued"))
        }
    }

    @Test("Who may answer is changed back and forth while nothing is issued, and never afterwards")
    func changed() async throws {
        try await withDialogue { site, editor in
            for choice in ["sample", "anybody", "group"] {
                #expect(try await choose(choice, site, editor).status == 303)
                let respondents = Respondents(of: try await site.consultation.round(Self.id))
                #expect(respondents?.rawValue == choice)
            }
            _ = try await codes("1", site, editor)

            let late = try await choose("anybody", site, editor)

            #expect(late.status == 409 && late.text.contains("Koder är redan skapade"))
            #expect(try await site.consultation.round(Self.id).anonymity == .code)
        }
    }

    @Test("The next round is answered by the same, with codes of its own")
    func next() async throws {
        try await withDialogue { site, editor in
            _ = try await choose("group", site, editor)
            _ = try await codes("3", site, editor)

            let next = try await site.post(
                [
                    "template": "omradesdialog", "district": "north", "period": "2028",
                    "closes-on": "2028-03-31", "background": "Klassen får svara.",
                    "after": Self.id.value,
                ], to: "/arbete/dialoger/ny", as: editor)

            #expect(next.status == 303)
            let round = try await site.consultation.round("omradesdialog-north-2028")
            #expect(round.sampling == .group && round.anonymity == .code && round.invited == nil)
            let counts = try await site.consultation.invitationCounts(in: round.id)
            #expect(counts.issued == 0)
        }
    }

    @Test("No codes are made for an open link, an opened choice, or a number that is none")
    func refused() async throws {
        try await withDialogue { site, editor in
            #expect(try await codes("5", site, editor).status == 409)
            #expect(try await choose("blind", site, editor).status == 400)
            _ = try await choose("sample", site, editor)
            for count in ["0", "-3", "10001", "många", "", "1e9"] {
                let reply = try await codes(count, site, editor)
                #expect(reply.status == 422 && reply.text.contains("id=\"e-count\""), "\(count)")
            }
            try await site.consultation.openRound(Self.id)
            #expect(try await choose("anybody", site, editor).status == 409)
            #expect(try await codes("2", site, editor).status == 200)
            try await site.consultation.closeRound(Self.id)
            #expect(try await codes("2", site, editor).status == 409)
        }
    }
}
