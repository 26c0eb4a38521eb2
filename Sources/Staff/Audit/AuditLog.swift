/// The audit log as somebody reads it.
public struct AuditLog: Sendable {
    /// By number, from 1.
    public let entries: [AuditEntry]
    /// The first thing that is wrong with the chain; `nil` when nothing is.
    public let fault: AuditFault?
    /// What accounts are called, closed ones as well.
    public let names: [AccountID: String]

    public init(entries: [AuditEntry], fault: AuditFault?, names: [AccountID: String]) {
        self.entries = entries
        self.fault = fault
        self.names = names
    }
}
