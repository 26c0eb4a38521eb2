import Crypto
public import Foundation

/// The end of the audit log: how many lines it has, and the digest of the last. Without it, a log whose last
/// lines were cut off would look whole.
public struct AuditHead: Sendable, Hashable {
    public let count: Int
    /// Empty before the first line.
    public let digest: Data
    /// HMAC-SHA256 over both, with a key that the database doesn't hold; empty before the first line, and ever
    /// after the seal was once found broken.
    public let seal: Data

    /// As the store has it.
    public init(count: Int, digest: Data, seal: Data) {
        self.count = count
        self.digest = digest
        self.seal = seal
    }

    /// Of a log without lines.
    public static let empty = AuditHead(count: 0, digest: Data(), seal: Data())
}

/// What is wrong with an audit log.
public enum AuditFault: Error, Sendable, Hashable {
    /// The line with this number isn't there.
    case missing(Int)
    /// The line with this number isn't what was written.
    case altered(Int)
    /// So many lines were written, and not so many are there.
    case cutOff(written: Int, found: Int)
    /// What says how many there should be was altered.
    case brokenHead
}

/// Makes and checks the lines of the audit log.
public struct AuditChain: Sendable {
    private let key: SymmetricKey

    public init(_ secret: StaffSecret) {
        key = secret.derive("audit")
    }

    /// Something to be written.
    ///
    /// - Parameter account: who did it; `nil` for the command line.
    public func note(_ act: AuditAct, by account: AccountID?, at now: Date) -> AuditNote {
        AuditNote(act: act, account: account, at: now, chain: self)
    }

    /// The line that comes after `head`, and the head after it.
    ///
    /// A head whose seal is broken is never sealed again: the log goes on, and the check says so for good.
    public func appending(
        _ note: AuditNote, to head: AuditHead
    ) -> (entry: AuditEntry, head: AuditHead) {
        let entry = AuditEntry(note, number: head.count + 1, after: head.digest)
        let seal =
            isIntact(head) ? self.seal(count: entry.number, digest: entry.digest) : Data()
        return (entry, AuditHead(count: entry.number, digest: entry.digest, seal: seal))
    }

    /// Reads the whole log.
    ///
    /// - Parameter entries: by number.
    /// - Returns: the first thing that is wrong; `nil` when nothing is.
    public func check(_ entries: [AuditEntry], head: AuditHead) -> AuditFault? {
        var previous = Data()
        for (index, entry) in entries.enumerated() {
            guard entry.number == index + 1 else { return .missing(index + 1) }
            guard entry.digest == entry.digest(after: previous) else {
                return .altered(entry.number)
            }
            previous = entry.digest
        }
        guard isIntact(head) else { return .brokenHead }
        guard entries.count == head.count else {
            return .cutOff(written: head.count, found: entries.count)
        }
        return previous == head.digest ? nil : .altered(head.count)
    }

    private func isIntact(_ head: AuditHead) -> Bool {
        head == .empty
            || HMAC<SHA256>.isValidAuthenticationCode(
                head.seal, authenticating: Self.bytes(count: head.count, digest: head.digest),
                using: key)
    }

    private func seal(count: Int, digest: Data) -> Data {
        Data(
            HMAC<SHA256>.authenticationCode(
                for: Self.bytes(count: count, digest: digest), using: key))
    }

    private static func bytes(count: Int, digest: Data) -> Data {
        Data("\(count):".utf8) + digest
    }
}
