import Foundation
import GRDB
import Pipeline
import Staff
import TestSupport
import Testing

@testable import Storage

/// Runs `body` with staff's accounts on a database in a fresh folder, without any account.
func withStaff(_ body: (StaffFixture) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
        let store = try Store(path: folder.appending(path: "radslag.sqlite").path)
        try await body(StaffFixture(on: store))
    }
}

extension StaffFixture {
    func signIn(
        _ name: String, password: String = StaffFixture.password, network: String = "home",
        browser: String? = nil
    ) async throws -> SignInOutcome {
        try await accounts.signIn(
            SignInAttempt(
                email: StaffFixture.email(of: name), password: password, network: network,
                browser: browser))
    }

    /// Signs in where no one-time code is asked for.
    func session(_ name: String, browser: String? = nil) async throws -> NewSession {
        guard case .signedIn(let new) = try await signIn(name, browser: browser) else {
            throw StaffError.wrongCode
        }
        return new
    }

    var acts: [String] {
        get async throws { try await store.auditLog().entries.map(\.act) }
    }
}

@Suite("Ways in")
struct SetUpTests {
    @Test("No account exists by default: whatever is tried, nobody gets in")
    func noDefault() async throws {
        try await withStaff { staff in
            for (name, password) in [
                ("admin", "admin"), ("admin", "password"), ("root", ""), ("owner", "changeme"),
                ("radslag", "radslag"),
            ] {
                await #expect(throws: StaffError.wrongCredentials) {
                    try await staff.accounts.signIn(
                        SignInAttempt(
                            email: name + "@kommun.example", password: password, network: name,
                            browser: nil))
                }
            }
            let accounts = try await staff.store.accounts()
            let needsSetUp = try await staff.accounts.needsSetUp()
            #expect(accounts.isEmpty && needsSetUp)
        }
    }

    @Test(
        "A set-up link makes the first owner, once; a newer link makes it void, and so does an owner"
    )
    func setUp() async throws {
        try await withStaff { staff in
            let first = try await staff.accounts.makeSetUpLink()
            let second = try await staff.accounts.makeSetUpLink()

            await #expect(throws: StaffError.linkNotValid) {
                try await staff.join(by: first, named: "Anna Aber")
            }
            let owner = try await staff.join(by: second, named: "Olga Owner").signedIn
            #expect(owner.account.grants == [Grant(.owner)])
            await #expect(throws: StaffError.linkNotValid) {
                try await staff.join(by: second, named: "Anna Aber")
            }
            await #expect(throws: StaffError.alreadySetUp) {
                try await staff.accounts.makeSetUpLink()
            }
            #expect(
                try await staff.acts
                    == ["set-up-link-made", "set-up-link-made", "set-up", "signed-in"])
        }
    }

    @Test("Two who use one link at once: one gets the account")
    func race() async throws {
        try await withStaff { staff in
            let link = try await staff.accounts.makeSetUpLink()

            async let one = try? staff.join(by: link, named: "Anna Aber")
            async let other = try? staff.join(by: link, named: "Bo Berg")
            let joined = await [one, other].compactMap { $0 }

            #expect(joined.count == 1)
            #expect(try await staff.store.accounts().count == 1)
        }
    }

    @Test("A link is too old after its time: a day for the first owner, a week for a colleague")
    func expiry() async throws {
        try await withStaff { staff in
            let setUp = try await staff.accounts.makeSetUpLink()
            staff.clock.advance(by: 24 * 3600)
            await #expect(throws: StaffError.linkNotValid) {
                try await staff.accounts.link(setUp)
            }
            let owner = try await staff.owner()
            let (invitation, _) = try await staff.accounts.invite(to: Grant(.editor), by: owner)
            staff.clock.advance(by: 7 * 24 * 3600 - 1)
            _ = try await staff.accounts.link(invitation)
            staff.clock.advance(by: 1)
            await #expect(throws: StaffError.linkNotValid) {
                try await staff.accounts.link(invitation)
            }
        }
    }

    @Test("A link survives what is wrong with the form")
    func faultyForm() async throws {
        try await withStaff { staff in
            let link = try await staff.accounts.makeSetUpLink()
            let good = StaffFixture.password
            let faults: [(StaffError, NewAccount)] = [
                (
                    .badName,
                    .init(
                        name: " ", email: "a@b.se", password: good, repeatedPassword: good,
                        language: "sv")
                ),
                (
                    .badEmail,
                    .init(
                        name: "A", email: "a", password: good, repeatedPassword: good,
                        language: "sv")
                ),
                (
                    .passwordTooShort,
                    .init(
                        name: "A", email: "a@b.se", password: "x", repeatedPassword: "x",
                        language: "sv")
                ),
                (
                    .passwordsDiffer,
                    .init(
                        name: "A", email: "a@b.se", password: good, repeatedPassword: "x",
                        language: "sv")
                ),
                (
                    .passwordTooCommon,
                    .init(
                        name: "A", email: "a@b.se", password: "hovsjö202620",
                        repeatedPassword: "hovsjö202620", language: "sv")
                ),
            ]
            for (fault, form) in faults {
                await #expect(throws: fault) { try await staff.accounts.join(by: link, as: form) }
            }
            _ = try await staff.join(by: link, named: "Olga Owner")
        }
    }

    @Test("An invitation gives its role and no other; a withdrawn one gives none")
    func invitation() async throws {
        try await withStaff { staff in
            let owner = try await staff.owner()
            let (kept, _) = try await staff.accounts.invite(
                to: Grant(.translator, in: .round("a")), by: owner)
            let (withdrawn, link) = try await staff.accounts.invite(to: Grant(.owner), by: owner)
            try await staff.accounts.withdrawInvitation(link.shortName, by: owner)

            let joined = try await staff.join(by: kept, named: "Tove Tolk").signedIn

            #expect(joined.account.grants == [Grant(.translator, in: .round("a"))])
            await #expect(throws: StaffError.linkNotValid) {
                try await staff.join(by: withdrawn, named: "Anna Aber")
            }
            #expect(try await staff.accounts.openInvitations(for: owner).isEmpty)
            await #expect(throws: StaffError.notPermitted) {
                try await staff.accounts.invite(to: Grant(.reader), by: joined)
            }
        }
    }

    @Test("An address belongs to one account")
    func emailTaken() async throws {
        try await withStaff { staff in
            let owner = try await staff.owner()
            let (link, _) = try await staff.accounts.invite(to: Grant(.reader), by: owner)

            await #expect(throws: StaffError.emailTaken) {
                try await staff.join(by: link, named: "Olga Owner")
            }
        }
    }

    @Test("A link for a new password ends all sessions and takes the one-time code off")
    func newPassword() async throws {
        try await withStaff { staff in
            let link = try await staff.accounts.makeSetUpLink()
            let (owner, token) = try await staff.join(by: link, named: "Olga Owner")
            _ = try await turnOnCode(owner, staff)
            let renewal = try await staff.accounts.makeNewPasswordLink(
                for: try EmailAddress(StaffFixture.email(of: "Olga Owner")))

            let new = try await staff.accounts.renewPassword(
                by: renewal, to: "gratis asfalt krona", repeated: "gratis asfalt krona")

            #expect(try await staff.accounts.signedIn(by: token) == nil)
            #expect(
                try await staff.accounts.signedIn(by: new.token)?.account.hasOneTimeCode == false)
            await #expect(throws: StaffError.wrongCredentials) {
                try await staff.signIn("Olga Owner")
            }
            await #expect(throws: StaffError.linkNotValid) {
                try await staff.accounts.renewPassword(
                    by: renewal, to: "gratis asfalt krona", repeated: "gratis asfalt krona")
            }
            await #expect(throws: StaffError.unknownAccount) {
                try await staff.accounts.makeNewPasswordLink(for: try EmailAddress("x@y.se"))
            }
        }
    }
}

/// Turns the one-time code on, as somebody with an app does.
func turnOnCode(_ signedIn: SignedIn, _ staff: StaffFixture) async throws -> OneTimeSecret {
    let (secret, sealed) = staff.accounts.proposeOneTimeCode(for: signedIn)
    let step = OneTimeSecret.step(at: staff.clock.now)
    try await staff.accounts.confirmOneTimeCode(sealed, code: secret.code(at: step), by: signedIn)
    return secret
}

@Suite("Signing in")
struct SignInTests {
    @Test(
        "Address and password let in, in whatever letters the address is typed; a wrong one doesn't"
    )
    func password() async throws {
        try await withStaff { staff in
            _ = try await staff.owner()
            let outcome = try await staff.accounts.signIn(
                SignInAttempt(
                    email: " OlgaOwner@Kommun.Example", password: StaffFixture.password,
                    network: "home", browser: nil))

            guard case .signedIn(let new) = outcome else {
                Issue.record("A code was asked for.")
                return
            }
            #expect(try await staff.accounts.signedIn(by: new.token)?.account.name == "Olga Owner")
            for password in ["", "blåbär under trappa", "BLÅBÄR UNDER TRAPPAN"] {
                await #expect(throws: StaffError.wrongCredentials) {
                    try await staff.signIn("Olga Owner", password: password)
                }
            }
        }
    }

    @Test("An unknown address gets the same answer as a wrong password")
    func unknown() async throws {
        try await withStaff { staff in
            _ = try await staff.owner()
            for email in ["nobody@kommun.example", "", "no address", "a@b.se\r\nX: y"] {
                await #expect(throws: StaffError.wrongCredentials) {
                    try await staff.accounts.signIn(
                        SignInAttempt(
                            email: email, password: StaffFixture.password, network: email,
                            browser: nil))
                }
            }
        }
    }

    @Test("With a one-time code both are needed, and a code works once")
    func oneTimeCode() async throws {
        try await withStaff { staff in
            let owner = try await staff.owner()
            let secret = try await turnOnCode(owner, staff)
            func code() -> String { secret.code(at: OneTimeSecret.step(at: staff.clock.now)) }
            func attempt(_ code: String, _ ticket: String) async throws -> NewSession {
                try await staff.accounts.signIn(
                    CodeAttempt(ticket: ticket, code: code, network: "home", browser: nil))
            }
            guard case .needsCode(let ticket) = try await staff.signIn("Olga Owner") else {
                Issue.record("No code was asked for.")
                return
            }

            // The code that turned it on is used up.
            await #expect(throws: StaffError.wrongCode) { try await attempt(code(), ticket) }
            staff.clock.advance(by: 30)
            await #expect(throws: StaffError.wrongCode) { try await attempt("000000", ticket) }
            let used = code()
            _ = try await attempt(used, ticket)
            await #expect(throws: StaffError.wrongCode) { try await attempt(used, ticket) }
            for forged in ["", "x", String(ticket.dropLast(4)), ticket + "AAAA"] {
                await #expect(throws: StaffError.wrongCredentials) {
                    try await attempt(code(), forged)
                }
            }
            staff.clock.advance(by: 5 * 60)
            await #expect(throws: StaffError.wrongCredentials) {
                try await attempt(code(), ticket)
            }
        }
    }

    @Test("Whoever has the password gets few guesses at the code")
    func codeBruteForce() async throws {
        try await withStaff { staff in
            _ = try await turnOnCode(try await staff.owner(), staff)
            guard case .needsCode(let ticket) = try await staff.signIn("Olga Owner") else { return }
            var looked = 0
            for guess in 0..<200 {
                do {
                    _ = try await staff.accounts.signIn(
                        CodeAttempt(
                            ticket: ticket, code: String(100_000 + guess), network: "home",
                            browser: nil))
                } catch StaffError.wrongCode {
                    looked += 1
                } catch StaffError.wait { continue }
            }

            #expect(looked == 5)
        }
    }

    @Test("Brute force is slowed down, and doesn't keep the account's holder out from elsewhere")
    func bruteForce() async throws {
        try await withStaff { staff in
            _ = try await staff.owner()
            let known = try await staff.session("Olga Owner").browser
            var looked = 0
            for guess in 0..<100 {
                do {
                    _ = try await staff.signIn(
                        "Olga Owner", password: "guess number \(guess)", network: "attacker")
                } catch StaffError.wrongCredentials {
                    looked += 1
                } catch StaffError.wait(let seconds) {
                    #expect(seconds >= 1)
                }
            }
            #expect(looked == 5)

            // From another network, and from the same one with a browser that was there before.
            _ = try await staff.session("Olga Owner")
            _ = try await staff.signIn(
                "Olga Owner", network: "attacker", browser: known.text)
            // The line of the sign-in says how many attempts were wrong.
            let last = try await staff.store.auditLog().entries.filter { $0.act == "signed-in" }
            #expect(last.map { $0.details["refused"] }.contains("5"))
        }
    }

    @Test("A right password is hashed anew when the cost has risen, and still works")
    func renewal() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store(path: folder.appending(path: "radslag.sqlite").path)
            let old = StaffFixture(on: store)
            _ = try await old.owner()
            let key = try #require(SiteFixture.key)
            let cost = PasswordHash.Cost(logRounds: 5, blockSize: 8, parallelism: 1)
            let new = StaffAccounts(store: store, key: key, places: [], cost: cost)
            let attempt = SignInAttempt(
                email: StaffFixture.email(of: "Olga Owner"), password: StaffFixture.password,
                network: "home", browser: nil)

            _ = try await new.signIn(attempt)
            _ = try await new.signIn(attempt)

            let kept = try await store.credentials(of: try EmailAddress(attempt.email))
            #expect(kept?.password.isOutdated(at: cost) == false)
        }
    }
}

@Suite("Sessions")
struct StaffSessionTests {
    @Test(
        "Signing out ends one session, signing out everywhere ends all, changing the password ends the others"
    )
    func ends() async throws {
        try await withStaff { staff in
            let link = try await staff.accounts.makeSetUpLink()
            let (owner, first) = try await staff.join(by: link, named: "Olga Owner")
            let second = try await staff.session("Olga Owner").token
            let third = try await staff.session("Olga Owner").token
            func isIn(_ token: SessionToken) async throws -> Bool {
                try await staff.accounts.signedIn(by: token) != nil
            }

            try await staff.accounts.signOut(try await staff.signedIn(third))
            #expect(try await [isIn(first), isIn(second), isIn(third)] == [true, true, false])

            try await staff.accounts.changePassword(
                PasswordChange(
                    current: StaffFixture.password, new: "gratis asfalt krona",
                    repeated: "gratis asfalt krona"), of: owner)
            #expect(try await [isIn(first), isIn(second)] == [true, false])

            try await staff.accounts.signOutEverywhere(owner)
            #expect(try await !isIn(first))
            #expect(try await staff.accounts.sessions(of: owner).isEmpty)
        }
    }

    @Test("A session ends by itself, and is kept up by being used")
    func expiry() async throws {
        try await withStaff { staff in
            let link = try await staff.accounts.makeSetUpLink()
            let token = try await staff.join(by: link, named: "Olga Owner").token
            for _ in 0..<11 {
                staff.clock.advance(by: 3600)
                #expect(try await staff.accounts.signedIn(by: token) != nil)
            }
            staff.clock.advance(by: 3600)
            #expect(try await staff.accounts.signedIn(by: token) == nil)

            let other = try await staff.session("Olga Owner").token
            staff.clock.advance(by: 2 * 3600)
            #expect(try await staff.accounts.signedIn(by: other) == nil)
        }
    }

    @Test(
        "The store has the token's digest and not the token, the password's hash and not the password"
    )
    func atRest() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "radslag.sqlite").path
            let staff = StaffFixture(on: try Store(path: path))
            let link = try await staff.accounts.makeSetUpLink()
            let (owner, token) = try await staff.join(by: link, named: "Olga Owner")
            let secret = try await turnOnCode(owner, staff)
            let bytes =
                try Data(contentsOf: URL(filePath: path))
                + Data(contentsOf: URL(filePath: path + "-wal"))

            for hidden in [
                link.text, token.text, StaffFixture.password, secret.base32,
            ] {
                #expect(bytes.range(of: Data(hidden.utf8)) == nil)
            }
            #expect(bytes.range(of: Data(secret.bytes)) == nil)
            #expect(bytes.range(of: token.digest) != nil)
        }
    }

    @Test(
        "The current password is asked for, with delays, before another is taken or the code is turned off"
    )
    func proof() async throws {
        try await withStaff { staff in
            let owner = try await staff.owner()
            let change = PasswordChange(
                current: "wrong", new: "gratis asfalt krona", repeated: "gratis asfalt krona")
            for _ in 0..<5 {
                await #expect(throws: StaffError.wrongCredentials) {
                    try await staff.accounts.changePassword(change, of: owner)
                }
            }
            await #expect(throws: StaffError.wait(seconds: 1)) {
                try await staff.accounts.changePassword(change, of: owner)
            }
            staff.clock.advance(by: 60)
            _ = try await turnOnCode(owner, staff)
            await #expect(throws: StaffError.wrongCredentials) {
                try await staff.accounts.removeOneTimeCode(password: "wrong", by: owner)
            }
            staff.clock.advance(by: 60)
            try await staff.accounts.removeOneTimeCode(password: StaffFixture.password, by: owner)
            _ = try await staff.session("Olga Owner")
        }
    }

    @Test("A proposed secret is one account's alone")
    func proposals() async throws {
        try await withStaff { staff in
            let owner = try await staff.owner()
            let other = try await staff.colleague(
                named: "Rut Reader", with: [Grant(.reader)], invitedBy: owner
            ).signedIn
            let (secret, sealed) = staff.accounts.proposeOneTimeCode(for: owner)
            let code = secret.code(at: OneTimeSecret.step(at: staff.clock.now))

            await #expect(throws: StaffError.wrongCode) {
                try await staff.accounts.confirmOneTimeCode(sealed, code: code, by: other)
            }
            await #expect(throws: StaffError.wrongCode) {
                try await staff.accounts.confirmOneTimeCode(sealed, code: "000000", by: owner)
            }
            #expect(try await staff.store.account(owner.account.id)?.hasOneTimeCode == false)
        }
    }
}

@Suite("Colleagues")
struct ColleagueTests {
    @Test("Roles are given and taken by owners alone, and hold from the next request on")
    func roles() async throws {
        try await withStaff { staff in
            let owner = try await staff.owner()
            let (editor, token) = try await staff.colleague(
                named: "Eva Editor", with: [Grant(.editor)], invitedBy: owner)
            let id = editor.account.id

            try await staff.accounts.grant(Grant(.moderator), to: id, by: owner)
            #expect(try await staff.signedIn(token).mayDo(.moderateTexts))
            try await staff.accounts.revoke(Grant(.moderator), from: id, by: owner)
            try await staff.accounts.revoke(Grant(.moderator), from: id, by: owner)
            #expect(try await !staff.signedIn(token).mayDo(.moderateTexts))

            await #expect(throws: StaffError.notPermitted) {
                try await staff.accounts.grant(Grant(.owner), to: id, by: editor)
            }
            await #expect(throws: StaffError.notPermitted) {
                try await staff.accounts.revoke(Grant(.owner), from: owner.account.id, by: editor)
            }
            await #expect(throws: StaffError.notPermitted) {
                try await staff.accounts.close(owner.account.id, by: editor)
            }
            await #expect(throws: StaffError.notPermitted) {
                try await staff.accounts.colleagues(for: editor)
            }
            await #expect(throws: StaffError.notPermitted) {
                try await staff.accounts.auditLog(for: editor)
            }
            await #expect(throws: StaffError.unknownAccount) {
                try await staff.accounts.grant(Grant(.reader), to: "nobody", by: owner)
            }
        }
    }

    @Test("The last owner stays one")
    func lastOwner() async throws {
        try await withStaff { staff in
            let owner = try await staff.owner()
            let id = owner.account.id

            await #expect(throws: StaffError.lastOwner) {
                try await staff.accounts.revoke(Grant(.owner), from: id, by: owner)
            }
            await #expect(throws: StaffError.lastOwner) {
                try await staff.accounts.close(id, by: owner)
            }
            #expect(try await staff.store.account(id)?.grants == [Grant(.owner)])
        }
    }

    @Test("Of a closed account the name is left, and nobody gets in by it")
    func closing() async throws {
        try await withStaff { staff in
            let owner = try await staff.owner()
            let (editor, token) = try await staff.colleague(
                named: "Eva Editor", with: [Grant(.editor), Grant(.owner)], invitedBy: owner)
            let (link, _) = try await staff.accounts.invite(
                to: Grant(.owner), by: try await staff.signedIn(token))

            try await staff.accounts.close(editor.account.id, by: owner)

            let left = try await staff.store.account(editor.account.id)
            #expect(
                left == Account(id: editor.account.id, name: "Eva Editor", email: nil, grants: []))
            #expect(try await staff.accounts.signedIn(by: token) == nil)
            await #expect(throws: StaffError.wrongCredentials) {
                try await staff.signIn("Eva Editor")
            }
            await #expect(throws: StaffError.linkNotValid) {
                try await staff.accounts.link(link)
            }
            await #expect(throws: StaffError.unknownAccount) {
                try await staff.accounts.close(editor.account.id, by: owner)
            }
        }
    }
}

@Suite("The audit log at rest")
struct AuditLogTests {
    /// What somebody who can write in the database does to the log, and what is found of it.
    static let attacks: [(sql: String, fault: AuditFault)] = [
        ("DELETE FROM audit WHERE number = 2", .missing(2)),
        ("UPDATE audit SET at = at + 1 WHERE number = 3", .altered(3)),
        ("UPDATE audit SET account = NULL WHERE number = 2", .altered(2)),
        ("UPDATE audit SET details = '{}' WHERE number = 4", .altered(4)),
        ("UPDATE audit SET details = 'no json' WHERE number = 4", .altered(4)),
        ("DELETE FROM audit WHERE number = 6", .cutOff(written: 6, found: 5)),
        ("DELETE FROM audit WHERE number > 2", .cutOff(written: 6, found: 2)),
        ("DELETE FROM audit", .cutOff(written: 6, found: 0)),
        (
            "DELETE FROM audit WHERE number = 6; UPDATE audit_head SET count = 5, "
                + "digest = (SELECT digest FROM audit WHERE number = 5)", .brokenHead
        ),
        ("DELETE FROM audit_head", .brokenHead),
    ]

    private func sixLines(_ staff: StaffFixture) async throws {
        let owner = try await staff.owner()
        _ = try await staff.colleague(
            named: "Eva Editor", with: [Grant(.editor)], invitedBy: owner)
        #expect(
            try await staff.acts == [
                "set-up-link-made", "set-up", "signed-in", "invited", "joined", "signed-in",
            ])
        #expect(try await staff.accounts.readAuditLog().fault == nil)
    }

    @Test("Whatever is removed, altered or cut off is found", arguments: attacks)
    func tampering(_ attack: (sql: String, fault: AuditFault)) async throws {
        try await withStaff { staff in
            try await sixLines(staff)

            try await staff.store.write { try $0.execute(sql: attack.sql) }

            #expect(try await staff.accounts.readAuditLog().fault == attack.fault)
        }
    }

    @Test("What was found stays found, however the log goes on", arguments: attacks)
    func goesOn(_ attack: (sql: String, fault: AuditFault)) async throws {
        try await withStaff { staff in
            try await sixLines(staff)
            try await staff.store.write { try $0.execute(sql: attack.sql) }

            _ = try await staff.session("Eva Editor")
            _ = try await staff.session("Olga Owner")

            #expect(try await staff.accounts.readAuditLog().fault != nil)
        }
    }

    @Test("An act that isn't done leaves no line")
    func refusedActs() async throws {
        try await withStaff { staff in
            let owner = try await staff.owner()
            let before = try await staff.acts
            _ = try? await staff.accounts.close(owner.account.id, by: owner)
            _ = try? await staff.accounts.revoke(
                Grant(.owner), from: owner.account.id, by: owner)
            _ = try? await staff.accounts.makeSetUpLink()
            _ = try? await staff.signIn("Olga Owner", password: "wrong")

            #expect(try await staff.acts == before)
        }
    }

    @Test("That the log was exported is its next line")
    func export() async throws {
        try await withStaff { staff in
            let owner = try await staff.owner()

            let log = try await staff.accounts.exportAuditLog(for: owner)

            #expect(log.entries.count == 3)
            #expect(log.names[owner.account.id] == "Olga Owner")
            let last = try #require(try await staff.store.auditLog().entries.last)
            #expect(last.act == "audit-log-exported" && last.details == ["count": "3"])
        }
    }
}
