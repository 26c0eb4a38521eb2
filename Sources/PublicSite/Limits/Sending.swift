import Answering

extension PublicSite {
    /// Hands a submission to the service, unless whoever sends it has to wait.
    ///
    /// A code is asked for in the service alone, so that every answer about codes costs the same work; the
    /// limits only see how codes begin. What is refused is counted, by round and reason.
    ///
    /// - Parameters:
    ///   - begun: when a form's first page was opened; `nil` for a program, which has none.
    ///   - lacksWork: whether the round asks for work and none was shown.
    /// - Throws: `HeldBack`, and then the service knows nothing of it; `SubmissionRefusal`.
    func send(
        _ submission: PublicVerbs.Submission, from network: AddressPrefix, begun: Int? = nil,
        lacksWork: Bool
    ) async throws {
        do {
            if let begun, let wait = rules.wait(after: clock.time() - begun) {
                throw HeldBack(cause: .tooQuick, wait: wait)
            }
            try await limits.admit(
                from: network, with: submission.code, lacksWork: lacksWork)
            try await verbs.submit(submission)
        } catch let held as HeldBack {
            await refusals.count(held.reason, in: submission.round)
            throw held
        } catch SubmissionRefusal.codeNotValid {
            await refusals.count(.codeNotValid, in: submission.round)
            throw SubmissionRefusal.codeNotValid
        } catch SubmissionRefusal.ticketNotValid {
            await refusals.count(.ticketNotValid, in: submission.round)
            throw SubmissionRefusal.ticketNotValid
        }
        if let code = submission.code { await limits.giveBack(code) }
    }
}

extension PublicVerbs.Submission {
    /// The code that came with it; a ticket can't be guessed, and isn't limited.
    fileprivate var code: InvitationCode? {
        if case .code(let code) = admission { code } else { nil }
    }
}
