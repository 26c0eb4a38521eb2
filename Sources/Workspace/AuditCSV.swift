import Foundation
import Reports
import Staff

/// The audit log as a file for a spreadsheet: a row per line of the log, with its digest, so that whoever keeps the
/// file can later see whether the log is still the same.
func auditCSV(_ log: AuditLog) -> String {
    let rows = log.entries.map { entry in
        [
            String(entry.number), entry.at.formatted(.iso8601),
            entry.account.map { log.names[$0] ?? "" } ?? "", entry.account?.value ?? "", entry.act,
            entry.details.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                .joined(separator: " "),
            entry.digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(),
        ]
    }
    return csvForPeople(
        header: ["number", "time", "name", "account", "act", "details", "digest"], rows: rows)
}
