public import Staff
import Storage

extension StaffAccounts {
    /// The audit log as it is now, and what is wrong with it.
    ///
    /// - Throws: `StaffError.notPermitted`.
    public func auditLog(for signedIn: SignedIn) async throws -> AuditLog {
        try signedIn.require(.readAuditLog)
        return try await readAuditLog()
    }

    /// The audit log for a file. That it was exported becomes its next line.
    ///
    /// - Throws: `StaffError.notPermitted`.
    public func exportAuditLog(for signedIn: SignedIn) async throws -> AuditLog {
        let log = try await auditLog(for: signedIn)
        try await store.record(
            note(.auditLogExported(lines: log.entries.count), by: signedIn.account.id))
        return log
    }

    /// The audit log for the command line, which whoever runs it can read anyhow.
    public func readAuditLog() async throws -> AuditLog {
        let (entries, head) = try await store.auditLog()
        let names = try await store.accounts().map { ($0.id, $0.name) }
        return AuditLog(
            entries: entries, fault: chain.check(entries, head: head),
            names: Dictionary(names, uniquingKeysWith: { first, _ in first }))
    }
}
