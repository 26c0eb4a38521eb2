import Foundation
import SurveyDefinition
import TestSupport
import Testing

@testable import Staff

struct AuditChainTests {
    private let chain: AuditChain
    private let entries: [AuditEntry]
    private let head: AuditHead

    init() throws {
        let secret = try #require(StaffSecret(Array(1...32)))
        let chain = AuditChain(secret)
        let acts: [AuditAct] = [
            .setUp, .signedIn(refusedBefore: 2), .invited(Grant(.moderator), link: "0a1b2c3d"),
            .textsRead("trygghet-2026", "comment", count: 12), .signedOut,
        ]
        var entries: [AuditEntry] = []
        var head = AuditHead.empty
        for (index, act) in acts.enumerated() {
            let note = chain.note(
                act, by: "1", at: Date(timeIntervalSince1970: 1000.5 + Double(index)))
            let next = chain.appending(note, to: head)
            entries.append(next.entry)
            head = next.head
        }
        self.chain = chain
        self.entries = entries
        self.head = head
    }

    private func changed(
        _ entry: AuditEntry, number: Int? = nil, at: Date? = nil, account: AccountID?? = nil,
        act: String? = nil, details: [String: String]? = nil
    ) -> AuditEntry {
        AuditEntry(
            number: number ?? entry.number, at: at ?? entry.at, account: account ?? entry.account,
            act: act ?? entry.act, details: details ?? entry.details, digest: entry.digest)
    }

    @Test("A log that nobody touched is whole, and so is an empty one")
    func whole() {
        #expect(chain.check(entries, head: head) == nil)
        #expect(chain.check([], head: .empty) == nil)
        #expect(entries.map(\.number) == [1, 2, 3, 4, 5])
        #expect(entries[0].at == Date(timeIntervalSince1970: 1000))
    }

    @Test("A line that is removed is found, wherever it stood", arguments: 0..<5)
    func removed(_ index: Int) {
        var rest = entries
        rest.remove(at: index)

        let fault = chain.check(rest, head: head)

        #expect(fault == (index < 4 ? .missing(index + 1) : .cutOff(written: 5, found: 4)))
    }

    @Test(
        "A line that is removed is found, also when those after it are numbered anew",
        arguments: 0..<4)
    func renumbered(_ index: Int) {
        var rest = entries
        rest.remove(at: index)
        rest = rest.enumerated().map { changed($0.element, number: $0.offset + 1) }

        #expect(chain.check(rest, head: head) == .altered(index + 1))
    }

    @Test("Whatever is altered in a line is found", arguments: 0..<5)
    func altered(_ index: Int) {
        let entry = entries[index]
        for other in [
            changed(entry, at: entry.at.addingTimeInterval(1)), changed(entry, account: "2"),
            changed(entry, account: .some(nil)), changed(entry, act: "signed-out-everywhere"),
            changed(entry, details: ["count": "1"]),
        ] {
            var lines = entries
            lines[index] = other

            #expect(chain.check(lines, head: head) == .altered(index + 1))
        }
    }

    @Test("Details can't move from one name to another")
    func details() {
        var lines = entries
        lines[3] = changed(
            entries[3], details: ["round": "trygghet-2026comment", "question": "", "count": "12"])

        #expect(chain.check(lines, head: head) == .altered(4))
    }

    @Test("Lines that change places are found")
    func swapped() {
        var lines = entries
        lines.swapAt(1, 2)

        #expect(chain.check(lines, head: head) == .missing(2))
    }

    @Test("Lines cut off at the end are found, however many", arguments: 1...5)
    func truncated(_ count: Int) {
        #expect(
            chain.check(entries.dropLast(count), head: head)
                == .cutOff(written: 5, found: 5 - count))
    }

    @Test("Cutting lines off together with the head that counts them takes the secret")
    func forgedHead() throws {
        let cut = Array(entries.dropLast())
        let forged = AuditHead(count: 4, digest: cut[3].digest, seal: head.seal)
        let emptied = AuditHead(count: 4, digest: cut[3].digest, seal: Data())
        let stranger = AuditChain(try #require(StaffSecret(Array(2...33))))
        let resealed = stranger.appending(
            stranger.note(.signedOut, by: "1", at: Date()), to: .empty
        ).head

        #expect(chain.check(cut, head: forged) == .brokenHead)
        #expect(chain.check(cut, head: emptied) == .brokenHead)
        #expect(chain.check(entries, head: resealed) == .brokenHead)
    }

    @Test("A whole chain made anew without the secret is found")
    func rewritten() throws {
        let stranger = AuditChain(try #require(StaffSecret(Array(2...33))))
        var lines: [AuditEntry] = []
        var other = AuditHead.empty
        for entry in entries.dropLast() {
            let next = stranger.appending(
                stranger.note(.signedOut, by: entry.account, at: entry.at), to: other)
            lines.append(next.entry)
            other = next.head
        }

        #expect(chain.check(lines, head: other) == .brokenHead)
    }

    @Test("A log whose head was broken goes on, and says so for good")
    func goesOn() {
        let broken = AuditHead(count: 5, digest: head.digest, seal: Data([1]))
        let next = chain.appending(
            chain.note(.signedOut, by: "1", at: Date(timeIntervalSince1970: 2000)), to: broken)

        #expect(next.entry.number == 6)
        #expect(chain.check(entries + [next.entry], head: next.head) == .brokenHead)
    }

    @Test("No act says more than accounts, roles, rounds, questions and numbers")
    func everyAct() {
        let acts: [AuditAct] = [
            .setUpLinkMade, .setUp, .invited(Grant(.reader, in: .round("a")), link: "x"),
            .invitationWithdrawn(link: "x"), .joined(Grant(.reader), link: "x"),
            .granted(Grant(.reader), to: "1"), .revoked(Grant(.reader), from: "1"),
            .accountClosed("1"), .signedIn(refusedBefore: 0), .signedOut, .signedOutEverywhere,
            .passwordChanged, .newPasswordLinkMade(for: "1"), .passwordRenewed, .oneTimeCodeOn,
            .oneTimeCodeOff, .auditLogExported(lines: 1), .textsRead("a", "q", count: 1),
            .textCoded("a", "q"), .textJudged("a", "q"),
        ]
        let names = Set(acts.flatMap(\.details.keys))

        #expect(
            names == ["role", "scope", "link", "account", "refused", "count", "round", "question"])
        #expect(Set(acts.map(\.code)).count == acts.count)
    }
}
