import Answering
import Dialogues
import DisclosureControl
import Pipeline
import Staff
import SurveyDefinition
import TestSupport
import Testing

@testable import Workspace

/// The page on which a release is seen before it is published, and what its forms do.
struct PublishingTests {
    private static let path = "/arbete/dialoger/\(openRound)"
    private static let preview = path + "/forhandsvisning"

    /// Runs `body` with a closed round of 150 random answers, and with two editors.
    private func withClosedRound(
        persons: Int = 1,
        _ body:
            @Sendable (TestWorkspace, _ editor: SessionToken, _ other: SessionToken) async throws
            -> Void
    ) async throws {
        let policy = try #require(SmallSurvey.files["policy.yaml"])
        let definitions = try #require(
            SmallSurvey.read(
                replacing: ["policy.yaml": policy + "personsToPublish: \(persons)\n"],
                reportingTo: .init()))
        try await withWorkspace(definitions: definitions) { site in
            var generator = SeededGenerator(seed: 3)
            let survey = try await site.consultation.survey(
                of: site.consultation.round(openRound))
            for _ in 0..<150 {
                let response = try CompletedResponse.random(to: survey, using: &generator)
                _ = try await site.consultation.submit(
                    response, SubmissionKey(using: &generator), to: openRound)
            }
            try await site.consultation.closeRound(openRound)
            let owner = try await site.staff.owner()
            func editor(_ name: String) async throws -> SessionToken {
                try await site.staff.colleague(
                    named: name, with: [Grant(.editor)], invitedBy: owner
                ).token
            }
            try await body(site, try await editor("Eva Editor"), try await editor("Erik Editor"))
        }
    }

    /// The value of a hidden field.
    private func hidden(_ name: String, of page: Reply) throws -> String {
        let field = try Regex(
            "name=\"\(name)\" value=\"([^\"]*)\"", as: (Substring, Substring).self)
        return String(try #require(page.text.firstMatch(of: field)).1)
    }

    /// What the publishing form of a page sends.
    private func fields(of page: Reply, because reason: String = "") throws -> [String: String] {
        let form = try #require(page.text.components(separatedBy: "class=\"next-step\"").last)
        let leftOut = try #require(form.firstMatch(of: /name="utan" value="([^"]*)"/)).1
        return [
            "seen": try hidden("seen", of: page), "utan": String(leftOut), "reason": reason,
        ]
    }

    private func releases(_ site: TestWorkspace) async throws -> [Release] {
        try await site.consultation.releases(of: openRound)
    }

    @Test(
        "The page has residents' page of the results, what isn't shown and why, in the language asked for"
    )
    func preview() async throws {
        try await withClosedRound { site, editor, _ in
            let page = try await site.get(Self.preview, as: editor)
            let arabic = try await site.get(Self.preview + "?visa=ar", as: editor)

            #expect(page.status == 200)
            #expect(page.text.contains("<div class=\"results\">"))
            #expect(page.text.contains("färre än 30"))
            #expect(page.text.contains("action=\"\(Self.path)/publicera\""))
            #expect(page.text.contains("<div class=\"sheet\" lang=\"sv\" dir=\"ltr\">"))
            #expect(arabic.text.contains("<div class=\"sheet\" lang=\"ar\" dir=\"rtl\">"))
            #expect(arabic.text.contains("<html lang=\"sv\""))
            #expect(try await releases(site).isEmpty)
        }
    }

    @Test("What is ticked is gone from the page that residents will see, and from the release")
    func leaveOut() async throws {
        try await withClosedRound { site, editor, _ in
            let whole = try await site.get(Self.preview, as: editor)
            let less = try await site.get(
                Self.preview + "?valt=ja&utan=safe-at-night.gender&utan=nonsense", as: editor)
            let published = try await site.post(
                try fields(of: less), to: Self.path + "/publicera", as: editor)

            let id = "result-\(openRound)-safe-gender"
            #expect(whole.text.contains(id))
            #expect(!less.text.contains(id))
            #expect(less.text.contains("value=\"safe-at-night.gender\" checked"))
            #expect(published["Location"] == Self.preview + "?gjort=published")
            let release = try #require(try await releases(site).first)
            #expect(release.leftOut == [.groups("safe-at-night", .gender)])
        }
    }

    @Test("What isn't what was seen is refused, and the page is shown as it is now")
    func changed() async throws {
        try await withClosedRound { site, editor, _ in
            let page = try await site.get(Self.preview, as: editor)
            var fields = try fields(of: page)
            fields["utan"] = "safe-at-night.gender"

            let refused = try await site.post(fields, to: Self.path + "/publicera", as: editor)

            #expect(refused.status == 409 && refused.text.contains("role=\"alert\""))
            #expect(try await releases(site).isEmpty)
        }
    }

    @Test("A new release says why, which residents read as text and never as markup")
    func reissue() async throws {
        try await withClosedRound { site, editor, _ in
            let first = try await site.get(Self.preview, as: editor)
            _ = try await site.post(try fields(of: first), to: Self.path + "/publicera", as: editor)
            let standing = try await site.get(Self.preview, as: editor)
            let other = try await site.get(
                Self.preview + "?valt=ja&utan=safe-at-night.age", as: editor)
            let mute = try await site.post(
                try fields(of: other), to: Self.path + "/publicera", as: editor)
            let said = try await site.post(
                try fields(of: other, because: "<b>För små</b>\r\n grupper"),
                to: Self.path + "/publicera", as: editor)
            let after = try await site.get(Self.preview, as: editor)

            #expect(!standing.text.contains("name=\"seen\""))
            #expect(mute.status == 422 && mute.text.contains("aria-invalid=\"true\""))
            #expect(said.status == 303)
            #expect(after.text.contains("&lt;b&gt;För små&lt;/b&gt; grupper"))
            #expect(try await releases(site).map(\.number) == [1, 2])
        }
    }

    @Test(
        "With two persons the first asks, the second sees it and approves it, and both are in the log"
    )
    func twoPersons() async throws {
        try await withClosedRound(persons: 2) { site, editor, other in
            let page = try await site.get(Self.preview, as: editor)
            let direct = try await site.post(
                try fields(of: page), to: Self.path + "/publicera", as: editor)
            let asked = try await site.post(
                try fields(of: page), to: Self.path + "/publicera/be-om", as: editor)
            let own = try await site.get(Self.preview, as: editor)
            let request = ["request": try hidden("request", of: own)]
            let ownApproval = try await site.post(
                request, to: Self.path + "/publicera/godkann", as: editor)
            let seen = try await site.get(Self.preview, as: other)
            let nothing = try await releases(site)
            let approved = try await site.post(
                request, to: Self.path + "/publicera/godkann", as: other)

            #expect(!page.text.contains("action=\"\(Self.path)/publicera\""))
            #expect(direct.status == 409 && asked["Location"] == Self.preview + "?gjort=asked")
            #expect(!own.text.contains("action=\"\(Self.path)/publicera/godkann\""))
            #expect(ownApproval.status == 409 && nothing.isEmpty)
            #expect(seen.text.contains("action=\"\(Self.path)/publicera/godkann\""))
            #expect(seen.text.contains("Eva Editor"))
            #expect(approved.status == 303)
            #expect(try await releases(site).count == 1)
            let acts = try await site.staff.accounts.readAuditLog().entries
            #expect(
                acts.map(\.act).filter { $0.hasPrefix("release") }
                    == ["release-asked", "release-approved"])
            #expect(acts.last?.details == ["round": openRound.value, "release": "1"])
        }
    }

    @Test("A round that isn't closed has no preview, and one that isn't there neither")
    func noPreview() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, editor) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.editor)], invitedBy: owner)

            let open = try await site.get(Self.preview, as: editor)
            let missing = try await site.get(
                "/arbete/dialoger/nowhere/forhandsvisning", as: editor)

            #expect(open.status == 409 && !open.text.contains("results"))
            #expect(missing.status == 404)
        }
    }
}
