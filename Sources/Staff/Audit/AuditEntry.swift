import Crypto
public import Foundation

/// A line of the audit log. Its digest covers the line before it, so that one that is removed or altered is found.
public struct AuditEntry: Sendable, Hashable {
    /// From 1, without gaps.
    public let number: Int
    /// To the second. Acts of staff may have a time; what residents do never has.
    public let at: Date
    /// Who did it; `nil` for the command line.
    public let account: AccountID?
    /// `AuditAct.code`.
    public let act: String
    /// `AuditAct.details`.
    public let details: [String: String]
    /// SHA-256 over this line and the digest of the line before.
    public let digest: Data

    /// As the store has it.
    public init(
        number: Int, at: Date, account: AccountID?, act: String, details: [String: String],
        digest: Data
    ) {
        self.number = number
        self.at = at
        self.account = account
        self.act = act
        self.details = details
        self.digest = digest
    }

    /// A new line after another.
    init(_ note: AuditNote, number: Int, after previous: Data) {
        // Whole seconds, so that what is stored is what was digested.
        let at = Date(timeIntervalSince1970: note.at.timeIntervalSince1970.rounded(.down))
        let unsigned = AuditEntry(
            number: number, at: at, account: note.account, act: note.act.code,
            details: note.act.details, digest: Data())
        self.init(
            number: number, at: at, account: note.account, act: unsigned.act,
            details: unsigned.details, digest: unsigned.digest(after: previous))
    }

    /// What the line's digest must be, when the line before it has the other.
    func digest(after previous: Data) -> Data {
        var hash = SHA256()
        hash.update(data: previous)
        let fields =
            [String(number), String(Int(at.timeIntervalSince1970)), account?.value ?? "", act]
            + details.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        for field in fields {
            // Each with its length, so that nothing can move from one field to the next.
            hash.update(data: Data("\(field.utf8.count):\(field)".utf8))
        }
        return Data(hash.finalize())
    }
}

/// Something that is to be written in the audit log, together with what it is about.
public struct AuditNote: Sendable {
    public let act: AuditAct
    /// Who did it; `nil` for the command line.
    public let account: AccountID?
    public let at: Date
    /// The chain that it becomes a line of.
    public let chain: AuditChain
}
