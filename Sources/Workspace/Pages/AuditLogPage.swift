import Pages
import Staff

/// The audit log, the newest line first, a hundred lines at a time.
struct AuditLogPage {
    let person: Person
    let log: AuditLog
    /// Only lines of this act.
    let act: String?
    /// Only lines of this account.
    let account: AccountID?
    /// From 1.
    let number: Int

    static let actParameter = "handelse"
    static let accountParameter = "konto"
    static let pageParameter = "sida"
    private static let linesPerPage = 100

    func values(in text: PageText) -> [String: Any] {
        let chosen = log.entries.reversed().filter {
            (act ?? "").isEmpty || $0.act == act
        }.filter { (account?.value ?? "").isEmpty || $0.account == account }
        let start =
            max(0, min(number - 1, (chosen.count - 1) / Self.linesPerPage)) * Self.linesPerPage
        let page = start / Self.linesPerPage + 1
        var values: [String: Any] = [
            "title": text.work("audit.title"), "lead": text.work("audit.lead"),
            "isWhole": log.fault == nil, "check": check(in: text),
            "token": person.token.formToken, "path": WorkspacePath.auditLog,
            "actName": Self.actParameter, "accountName": Self.accountParameter,
            "actLabel": text.work("audit.act"), "accountLabel": text.work("audit.who"),
            "everything": text.work("audit.everything"), "everybody": text.work("audit.everybody"),
            "acts": acts(in: text), "accounts": accounts, "filter": text.work("audit.filter"),
            "exportPath": WorkspacePath.auditExport, "export": text.work("audit.export"),
            "caption": text.work(
                "audit.count", count: chosen.count,
                ["count": text.localizer.number(chosen.count)]),
            "numberHeading": text.work("audit.number"), "timeHeading": text.work("audit.time"),
            "whoHeading": text.work("audit.who"), "whatHeading": text.work("audit.what"),
            "lines": chosen.dropFirst(start).prefix(Self.linesPerPage).map { line($0, in: text) },
        ]
        if page > 1 { values["newer"] = link(to: page - 1, text.work("audit.newer")) }
        if start + Self.linesPerPage < chosen.count {
            values["older"] = link(to: page + 1, text.work("audit.older"))
        }
        return values
    }

    private func check(in text: PageText) -> String {
        switch log.fault {
        case nil:
            text.work(
                "audit.whole", count: log.entries.count,
                ["count": text.localizer.number(log.entries.count)])
        case .missing(let number): text.work("audit.missing", ["number": String(number)])
        case .altered(let number): text.work("audit.altered", ["number": String(number)])
        case .cutOff(let written, let found):
            text.work("audit.cut-off", ["written": String(written), "found": String(found)])
        case .brokenHead: text.work("audit.broken-head")
        }
    }

    private func acts(in text: PageText) -> [[String: Any]] {
        Set(log.entries.map(\.act)).map { (code: $0, name: name(ofAct: $0, in: text)) }
            .sorted { $0.name < $1.name }
            .map { ["value": $0.code, "name": $0.name, "selected": $0.code == act] }
    }

    private var accounts: [[String: Any]] {
        Set(log.entries.compactMap(\.account)).map { (id: $0, name: log.names[$0] ?? $0.value) }
            .sorted { $0.name < $1.name }
            .map { ["value": $0.id.value, "name": $0.name, "selected": $0.id == account] }
    }

    private func line(_ entry: AuditEntry, in text: PageText) -> [String: Any] {
        [
            "number": text.localizer.number(entry.number), "time": shown(entry.at),
            "who": entry.account.map { log.names[$0] ?? $0.value }
                ?? text.plain("audit.command-line"),
            "what": sentence(entry, in: text),
        ]
    }

    /// What was done, in words; an act that a newer version wrote, by its code.
    private func sentence(_ entry: AuditEntry, in text: PageText) -> String {
        var values = entry.details
        if let role = values["role"].flatMap({ Role(rawValue: $0) }) {
            values["role"] = text.plain("role.\(role.rawValue)")
        }
        if let scope = values["scope"].flatMap({ GrantScope(name: $0) }) {
            values["scope"] = text.scope(scope)
        }
        if let may = values["may"] { values["may"] = text.plain("account.key-may-\(may)") }
        if let who = values["who"] { values["who"] = text.plain("respondents.\(who)") }
        if let account = values["account"] {
            values["account"] = log.names[AccountID(account)] ?? account
        }
        let count = (values["count"] ?? values["refused"]).flatMap { Int($0) }
        let isAfterRefusals = entry.act == "signed-in" && count ?? 0 > 0
        let key = "act." + entry.act + (isAfterRefusals ? "-after-refusals" : "")
        guard text.localizer.find(key, in: "workspace") != nil else { return escaped(entry.act) }
        return text.work(key, count: count, values)
    }

    private func name(ofAct code: String, in text: PageText) -> String {
        text.localizer.find("act-name.\(code)", in: "workspace")?.string ?? code
    }

    private func link(to page: Int, _ label: String) -> [String: Any] {
        var query = "?\(Self.pageParameter)=\(page)"
        // Only what the lists offer goes into an address.
        if let act, log.entries.contains(where: { $0.act == act }) {
            query += "&\(Self.actParameter)=\(act)"
        }
        if let account, log.names[account] != nil {
            query += "&\(Self.accountParameter)=\(account)"
        }
        return ["path": WorkspacePath.auditLog + query, "label": label]
    }
}
