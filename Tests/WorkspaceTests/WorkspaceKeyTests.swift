import Dialogues
import Foundation
import Localization
import Pipeline
import Staff
import SurveyDrafts
import TestSupport
import Testing

@testable import Workspace

/// The texts of the workspace are those that the sources ask for, no fewer and no more.
struct WorkspaceKeyTests {
    /// Keys that are put together from parts, with what each part can be.
    private static let built: [String: [String]] = [
        "error.": [
            "not-permitted", "bad-name", "bad-email", "email-taken", "password-too-short",
            "password-too-long", "password-too-common", "passwords-differ", "wrong-credentials",
            "wrong-code", "wait", "busy", "link-not-valid", "already-set-up", "last-owner",
            "unknown-account", "no-role", "account-closed", "sign-in-not-valid",
            "sign-in-cancelled", "provider-unavailable", "provider-refused", "unknown-key",
            "too-many-keys", "bad-key-name",
        ],
        "account.key-may-": ["read", "change"],
        "respondents.": Respondents.allCases.flatMap { [$0.rawValue, "\($0.rawValue)-about"] }
            + ["other"],
        "role.": Role.allCases.map(\.rawValue), "role-about.": Role.allCases.map(\.rawValue),
        "stage.": ["open", "prepared", "closed"],
        "done.": [
            "password", "language", "one-time-code-on", "one-time-code-off", "withdrawn", "granted",
            "revoked", "closed", "text", "key-removed",
        ],
        "dialogue-done.": DialoguePage.told.sorted(),
        "publishing-done.": PreviewPage.told.sorted(),
        "dialogue-stage.": DialogueStage.allCases.map(\.rawValue),
        "step.": DialogueStep.allCases.flatMap { [$0.rawValue, "\($0.rawValue)-about"] }
            + ["close-confirm", "answer-confirm"],
        "task.": [
            "reaching", "respondents", "following", "texts", "facts", "meetings", "outcome", "publishing",
            "public-page",
            "again", "translation", "observations",
        ].flatMap { [$0, "\($0)-about"] },
        "promise-status.": Promise.Status.allCases.map(\.rawValue),
        "method.": DialogueMethod.allCases.map(\.rawValue),
        "fault.": [
            "bad-date", "bad-time", "too-long", "missing", "closes-before-opening",
            "unknown-choice", "changed-meanwhile", "done-before-decided", "looks-personal",
        ],
        "observation.": [
            "number-column", "spot", "kind", "what-column", "what", "seen-on", "status", "measure",
            "decided-on",
            "done-on", "measure-hint", "remove-hint",
        ],
        "observation-done.": ObservationsPage.told.sorted(),
        "reaching.": [
            "sms", "web", "school", "kiosk", "kiosk-about", "interview", "interview-about",
            "invited-code", "invited-blind",
        ],
        "send.": ["sms", "web", "school"],
        "refusal.": RefusalReason.allCases.map(\.rawValue),
        "exchange-fault.": [
            "unknown-text", "repeated", "source-changed", "source-edited", "emptied",
            "placeholders", "forms",
        ],
        "texts.which-": ["unread", "uncoded", "undecided", "approved", "rejected", "all"],
        "act.": acts + ["signed-in-after-refusals"], "act-name.": acts,
        "problem.": [
            "unknown-page-text", "not-permitted-text", "forged-form-text", "bad-form-text",
            "too-large-text", "wrong-method-text", "unavailable-text",
        ],
        "composer-kind.": DraftKind.allCases.map(\.rawValue) + ["district"],
        "composer-done.": DraftPage.told.sorted(),
        "composer-change.": ChangeOfMeaning.What.allCases.map(\.rawValue),
        "composer.": ["up", "down", "remove"]
            + ["required", "sensitive", "countsLanguages", "helpLines"].map { "yes-\($0)" },
        "composer-field.": [
            "title", "intro", "minutes", "who-asks", "why", "use", "result", "countsLanguages",
            "helpLines", "text", "hint", "from", "to", "lowest", "highest", "most", "longest",
            "exclusive", "also", "required", "sensitive", "block", "kind", "bands",
        ],
        // The three kinds of links (`JoinPage`).
        "set-up.": ["title", "lead", "button"], "join.": ["title", "lead", "button"],
        "new-password.": ["title", "lead", "button"],
    ]

    private static let acts = [
        AuditAct.setUpLinkMade, .setUp, .invited(Grant(.reader), link: ""),
        .invitationWithdrawn(link: ""), .joined(Grant(.reader), link: ""),
        .granted(Grant(.reader), to: ""), .revoked(Grant(.reader), from: ""), .accountClosed(""),
        .signedIn(refusedBefore: 0), .signedOut, .signedOutEverywhere, .passwordChanged,
        .newPasswordLinkMade(for: ""), .passwordRenewed, .oneTimeCodeOn, .oneTimeCodeOff,
        .accessKeyMade(key: "", mayChange: false, until: ""), .accessKeyRemoved(key: ""),
        .auditLogExported(lines: 0), .textsRead("", "", count: 0), .textCoded("", ""),
        .textJudged("", ""), .dialogueCreated(""), .dialogueChanged("", part: ""),
        .roundOpened(""), .roundClosed(""), .releaseAsked(""), .dialogueAnswered(""),
        .releasePublished("", number: 1), .releaseApproved("", number: 1), .releaseWithdrawn(""),
        .translationReviewed("", "fi"), .respondentsChosen("", "anybody"),
        .codesIssued("", count: 1),
        .joinedByProvider, .signedInByProvider, .grantedByProvider(.reader),
        .revokedByProvider(.reader), .ownerKept, .surveyDraftCreated(""),
        .surveyDraftChanged("", part: ""), .surveyPublished("", version: 1, edition: 1),
        .surveyChosen("", "", version: 1), .surveyDraftDeleted(""),
    ].map(\.code)

    /// Keys of another file, which look like the workspace's.
    private static let ofOthers: Set<String> = [
        "site.not-reviewed", "round.title-period", "round.minutes", "code.label",
        "section.multiple-most",
        "section.number-hint", "help.intro", "filer.zip",
    ]

    @Test("Every key in the sources has a Swedish text, and every Swedish text is used")
    func keysAreTheTexts() throws {
        let files = SiteFixture.shippedLocales.catalogue(of: Locales.source).files
        let texts = (files["workspace"] ?? [:]).merging(files["composer"] ?? [:]) { $1 }
        let folder = Project.sources.appending(path: "Workspace")
        let sources = try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var written: [String] = []
        for case let file as URL in sources where file.pathExtension == "swift" {
            written += try String(contentsOf: file, encoding: .utf8)
                .matches(of: /"([a-z-]+(?:\.[a-z-]+)+)"/).map { String($0.1) }
        }
        let built = Self.built.flatMap { prefix, ends in ends.map { prefix + $0 } }

        let used = Set(written).subtracting(Self.ofOthers).union(built)

        #expect(used.subtracting(texts.keys).sorted() == [])
        #expect(Set(texts.keys).subtracting(used).sorted() == [])
        #expect(used.count > 150)
    }
}
