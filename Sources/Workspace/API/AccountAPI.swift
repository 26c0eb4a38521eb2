import Staff

/// Whose key it is, and the log of what staff did.
struct AccountAPI: Sendable {
    let workspace: Workspace

    @Sendable func me(_ call: APICall) async throws -> APIReply {
        .document(MeDocument(call.signedIn.account, call.key))
    }

    /// The whole log as a file. That it was fetched becomes its next line.
    @Sendable func auditLog(_ call: APICall) async throws -> APIReply {
        let log = try await workspace.verbs.exportAuditLog(call.signedIn)
        return .file(Array(auditCSV(log).utf8), type: "text/csv; charset=utf-8")
    }
}
