import Foundation
import TestSupport
import Testing

@testable import Staff

/// Somebody who signed in at the beginning of 1970, in the way that everybody does.
func signedIn(with grants: Set<Grant>) throws -> SignedIn {
    var generator = SeededGenerator(seed: 1)
    let token = SessionToken(using: &generator)
    let account = Account(
        id: "1", name: "Anna", email: try EmailAddress("anna@kommun.example"), grants: grants)
    let start = Date(timeIntervalSince1970: 0)
    let session = Session(digest: token.digest, account: "1", startedAt: start, seenAt: start)
    return try #require(session.signedIn(by: token, as: account, at: start))
}

struct SessionTests {
    private let start = Date(timeIntervalSince1970: 1_000_000)
    private let token: SessionToken
    private let account: Account

    init() throws {
        var generator = SeededGenerator(seed: 2)
        token = SessionToken(using: &generator)
        account = Account(
            id: "1", name: "Anna", email: try EmailAddress("anna@kommun.example"), grants: [])
    }

    private func session(seen: TimeInterval = 0) -> Session {
        Session(
            digest: token.digest, account: "1", startedAt: start,
            seenAt: start.addingTimeInterval(seen))
    }

    @Test("A session holds for twelve hours, and no longer than two without being used")
    func expiry() {
        let hour: TimeInterval = 3600
        #expect(session().isValid(at: start.addingTimeInterval(2 * hour - 1)))
        #expect(!session().isValid(at: start.addingTimeInterval(2 * hour)))
        #expect(session(seen: 11 * hour).isValid(at: start.addingTimeInterval(12 * hour - 1)))
        #expect(!session(seen: 11 * hour).isValid(at: start.addingTimeInterval(12 * hour)))
    }

    @Test("Nobody is signed in by another token, to another account, to a closed one, or too late")
    func signingIn() {
        var generator = SeededGenerator(seed: 3)
        let other = SessionToken(using: &generator)
        let stranger = Account(id: "2", name: "Bo", email: account.email, grants: [])
        let closed = Account(id: "1", name: "Anna", email: nil, grants: [])

        #expect(session().signedIn(by: token, as: account, at: start)?.account == account)
        #expect(session().signedIn(by: other, as: account, at: start) == nil)
        #expect(session().signedIn(by: token, as: stranger, at: start) == nil)
        #expect(session().signedIn(by: token, as: closed, at: start) == nil)
        #expect(
            session().signedIn(by: token, as: account, at: start.addingTimeInterval(86_400)) == nil)
    }

    @Test("A token is read as it was written, and nothing else is one")
    func tokenText() throws {
        let read = try #require(SessionToken(token.text))

        #expect(read.digest == token.digest)
        #expect(token.text.count == 43)
        for text in [
            "", "x", token.text + "A", String(token.text.dropLast()), token.text + "=",
            String(token.text.dropLast()) + "+", String(token.text.dropLast()) + "å",
        ] {
            #expect(SessionToken(text) == nil, "\(text)")
        }
        #expect("\(token)" == "•••")
        #expect(String(reflecting: token) == "•••")
        #expect(Mirror(reflecting: token).children.isEmpty)
    }

    @Test("A form's token is its session's, and says nothing of the session's token")
    func formTokens() {
        var generator = SeededGenerator(seed: 4)
        let other = SessionToken(using: &generator)

        #expect(token.isFormToken(token.formToken))
        #expect(!token.isFormToken(other.formToken))
        #expect(!token.isFormToken(""))
        #expect(!token.isFormToken(token.text))
        #expect(!token.formToken.contains(token.text))
        #expect(token.formToken != SecretToken<Session>(token.text)?.text)
    }

    @Test("A browser's token is known for its own account and the service's own secret alone")
    func browserTokens() throws {
        var generator = SeededGenerator(seed: 5)
        let secret = try #require(StaffSecret(Array(1...32)))
        let otherSecret = try #require(StaffSecret(Array(2...33)))
        let token = BrowserToken(for: "1", by: secret, using: &generator)

        #expect(BrowserToken(token.text, of: "1", by: secret)?.nonce == token.nonce)
        #expect(BrowserToken(token.text, of: "2", by: secret) == nil)
        #expect(BrowserToken(token.text, of: "1", by: otherSecret) == nil)
        for text in ["", ".", "a.b", token.nonce, token.nonce + "."] {
            #expect(BrowserToken(text, of: "1", by: secret) == nil, "\(text)")
        }
    }
}
