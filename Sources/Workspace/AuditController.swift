import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Staff

/// The audit log: read, filtered, and taken out as a file.
struct AuditController: Sendable {
    let workspace: Workspace

    @Sendable func page(_ visit: StaffVisit) async throws -> Response {
        let log = try await workspace.verbs.auditLog(visit.signedIn)
        let page = AuditLogPage(
            person: visit.person, log: log, act: visit.visit.query(AuditLogPage.actParameter),
            account: visit.visit.query(AuditLogPage.accountParameter).map { AccountID($0) },
            number: visit.visit.query(AuditLogPage.pageParameter).flatMap { Int($0) } ?? 1)
        let frame = StaffPage(
            title: "audit.title", path: WorkspacePath.auditLog, text: visit.text,
            person: visit.person)
        let content = workspace.templates.render("auditlog", page.values(in: visit.text))
        return workspace.response(frame, content: content)
    }

    @Sendable func export(_ visit: StaffVisit) async throws -> Response {
        let log = try await workspace.verbs.exportAuditLog(visit.signedIn)
        var headers = SecurityHeaders.fields
        headers.tellOwnPagesTheOrigin()
        headers[.contentType] = "text/csv; charset=utf-8"
        headers[.cacheControl] = "no-store"
        headers[.contentDisposition] = "attachment; filename=\"radslag-audit.csv\""
        return Response(
            status: .ok, headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: auditCSV(log))))
    }
}
