import Dialogues
public import Staff
import Storage
public import SurveyDefinition

/// Reading and judging texts as a signed-in moderator: the permit is asked for, and the audit log is the staff's.
extension Consultation {
    /// As `readTexts(_:by:audit:)`; each reading is in the audit log before a text is told.
    ///
    /// - Throws: `StaffError.notPermitted` for who isn't a moderator of the round.
    public func readTexts(
        _ selection: TextSelection, in round: RoundID, for signedIn: SignedIn
    ) async throws -> [ReadText] {
        let permit = try signedIn.moderatorPermit(in: round)
        return try await readTexts(selection, by: permit, audit: audit(permit))
    }

    /// As `readText(_:by:audit:)`.
    public func readText(
        _ id: TextID, in round: RoundID, for signedIn: SignedIn
    ) async throws -> ReadText {
        let permit = try signedIn.moderatorPermit(in: round)
        return try await readText(id, by: permit, audit: audit(permit))
    }

    /// As `textProgress(by:)`.
    public func textProgress(
        in round: RoundID, for signedIn: SignedIn
    ) async throws -> [TextProgress] {
        try await textProgress(by: try signedIn.moderatorPermit(in: round))
    }

    /// Codes a text to themes, and then says whether it may be published, where the verdict has either.
    ///
    /// - Throws: as `codeText`, `approveText` and `rejectText`; what was said before it failed stands.
    public func judgeText(
        _ verdict: TextVerdict, in round: RoundID, for signedIn: SignedIn
    ) async throws {
        let permit = try signedIn.moderatorPermit(in: round)
        var text = verdict.text
        if let themes = verdict.themes {
            text = try await codeText(text, to: themes, by: permit, audit: audit(permit))
        }
        switch verdict.decision {
        case nil: break
        case .approve(let wording):
            try await approveText(text, as: wording, by: permit, audit: audit(permit))
        case .reject: try await rejectText(text, by: permit, audit: audit(permit))
        }
    }

    private func audit(_ permit: ModeratorPermit) -> TextAudit {
        let staff = staff
        return { act in
            try await staff.store.record(
                staff.note(AuditAct(act, in: permit.round), by: permit.account))
        }
    }
}

/// What a moderator says of a text.
public struct TextVerdict: Sendable {
    /// Whether a text may be published.
    public enum Decision: Sendable {
        /// In exactly this wording.
        case approve(wording: String)
        case reject
    }

    public let text: TextReference
    /// `nil` to leave the themes as they are.
    public let themes: Set<ThemeID>?
    /// `nil` to leave that as it is.
    public let decision: Decision?

    public init(of text: TextReference, themes: Set<ThemeID>?, decision: Decision?) {
        self.text = text
        self.themes = themes
        self.decision = decision
    }
}

extension AuditAct {
    fileprivate init(_ act: TextAct, in round: RoundID) {
        switch act {
        case .read(let question, let count): self = .textsRead(round, question, count: count)
        case .coded(let question): self = .textCoded(round, question)
        case .approved(let question), .rejected(let question): self = .textJudged(round, question)
        }
    }
}
