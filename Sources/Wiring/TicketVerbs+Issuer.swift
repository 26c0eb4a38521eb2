public import Issuing
public import PublicSite

extension TicketVerbs {
    /// The verbs of the issuer, each answered after a random delay, good or not: who sees both networks can't tell
    /// by the second whose ticket it is that comes with an answer, and who tries codes waits.
    ///
    /// - Parameter delay: from the shortest to the longest.
    public init(of issuer: TicketIssuer, after delay: ClosedRange<Duration>) {
        self.init(
            terms: { try await issuer.terms(of: $0) },
            sign: { blinded, code, round in
                try await delaying(by: delay) { try await issuer.sign(blinded, for: code, in: round) }
            },
            plainTicket: { code, round in
                try await delaying(by: delay) { try await issuer.plainTicket(for: code, in: round) }
            })
    }
}

private func delaying<Given: Sendable>(
    by delay: ClosedRange<Duration>, _ give: @Sendable () async throws -> Given
) async throws -> Given {
    let result: Result<Given, any Error>
    do {
        result = .success(try await give())
    } catch {
        result = .failure(TicketRefusal(error) ?? error)
    }
    let share = Double.random(in: 0...1)
    try await Task.sleep(for: delay.lowerBound + (delay.upperBound - delay.lowerBound) * share)
    return try result.get()
}

extension TicketRefusal {
    /// - Returns: `nil` for what is no refusal but a failure.
    fileprivate init?(_ error: any Error) {
        switch error as? IssuerError {
        case .unknownRound: self = .unknownRound
        case .codeNotValid: self = .codeNotValid
        case .plainNotAllowed: self = .plainNotAllowed
        case .notBlinded: self = .notBlinded
        default: return nil
        }
    }
}
