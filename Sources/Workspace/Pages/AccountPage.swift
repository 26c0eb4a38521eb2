import Dialogues
import Foundation
import Localization
import Pages
import Staff

/// One's own account: language, password, one-time code, and where one is signed in.
struct AccountPage {
    let person: Person
    let sessions: [Session]
    let keys: [AccessKey]
    let languages: [Language]
    /// What people call the municipality's provider, where one is configured.
    let provider: String?
    /// What was just done.
    let done: String?
    let problem: Problem?

    /// Which of the page's forms has something wrong.
    struct Problem {
        let error: StaffError
        let form: Form

        enum Form { case password, oneTimeCode, accessKey }
    }

    private static let doneWords = [
        "password", "language", "one-time-code-on", "one-time-code-off", "key-removed",
    ]

    func values(in text: PageText) -> [String: Any] {
        let account = person.account
        let problem = formProblem
        var values: [String: Any] = [
            "title": text.work("account.title"), "name": account.name,
            "token": person.token.formToken,
            "rolesHeading": text.work("account.roles"),
            "roles": account.grants.sorted().map { ["text": escaped(text.grant($0))] },
            "languageHeading": text.work("account.language"),
            "languagePath": WorkspacePath.language,
            "languages": languages.map { language in
                [
                    "tag": language.tag.value, "name": language.name,
                    "direction": language.direction.rawValue,
                    "current": language.tag == text.language.tag,
                ] as [String: Any]
            },
            "passwordHeading": text.work("account.password"),
            "passwordPath": WorkspacePath.password,
            "passwordFields": passwordFields.map { $0.values(in: text, problem: problem) },
            "passwordButton": text.work("account.change-password"),
            "codeHeading": text.work("account.one-time-code"),
            "sessionsHeading": text.work("account.sessions"),
            "sessionsLead": text.work("account.sessions-lead"),
            "sessions": sessions.map { line($0, in: text) },
            "everywherePath": WorkspacePath.signOutEverywhere,
            "everywhere": text.work("account.sign-out-everywhere"),
            "keys": keyValues(in: text, problem: problem),
        ]
        if let email = account.email { values["email"] = email.text }
        if account.provider != nil {
            values["byProvider"] = [
                "heading": text.work("account.provider"),
                "text": text.work(
                    "account.provider-text",
                    ["provider": provider ?? text.plain("account.provider-unnamed")]),
            ]
        }
        values["hasCode"] = account.hasOneTimeCode
        values["codeText"] = text.work(
            account.hasOneTimeCode ? "account.one-time-code-is-on" : "account.one-time-code-is-off")
        if account.hasOneTimeCode {
            values["codePath"] = WorkspacePath.oneTimeCodeOff
            values["codeFields"] = [codeField.values(in: text, problem: problem)]
            values["codeButton"] = text.work("account.one-time-code-remove")
        } else {
            values["codePath"] = WorkspacePath.oneTimeCode
            values["codeButton"] = text.work("account.one-time-code-set-up")
        }
        if let done, Self.doneWords.contains(done) { values["done"] = text.work("done.\(done)") }
        if let problem { values["problem"] = problem.values(in: text) }
        return values
    }

    private var passwordFields: [FormField] {
        [
            FormField(
                id: "current", label: "field.current-password", type: "password",
                autocomplete: "current-password"),
            FormField(
                id: "password", label: "field.new-password", hint: "field.password-hint",
                type: "password", autocomplete: "new-password"),
            FormField(
                id: "repeated", label: "field.repeated", type: "password",
                autocomplete: "new-password"),
        ]
    }

    private var codeField: FormField {
        FormField(
            id: "password-now", label: "field.current-password", type: "password",
            autocomplete: "current-password")
    }

    private var formProblem: FormProblem? {
        guard let problem else { return nil }
        switch (problem.form, problem.error) {
        case (.accessKey, _):
            return FormProblem(problem.error, at: (keyField.id, keyField.label))
        case (.oneTimeCode, _):
            return FormProblem(problem.error, at: (codeField.id, codeField.label))
        case (.password, .wrongCredentials), (.password, .wait), (.password, .busy):
            return FormProblem(problem.error, at: ("current", "field.current-password"))
        case (.password, .passwordsDiffer):
            return FormProblem(problem.error, at: ("repeated", "field.repeated"))
        case (.password, _):
            return FormProblem(problem.error, at: ("password", "field.new-password"))
        }
    }

    private var keyField: FormField {
        FormField(id: "key-name", label: "account.key-name", hint: "account.key-name-hint")
    }

    /// The programs that act for the account, and the form that lets another in.
    private func keyValues(in text: PageText, problem: FormProblem?) -> [String: Any] {
        [
            "heading": text.work("account.keys"), "lead": text.work("account.keys-lead"),
            "any": !keys.isEmpty, "token": person.token.formToken,
            "list": keys.map { key in
                [
                    "text": text.work(
                        key.mayChange ? "account.key-changes" : "account.key-reads",
                        ["name": key.name, "day": "\(CalendarDay(of: key.expiresAt))"]),
                    "used": key.usedOn.map { text.work("account.key-used", ["day": $0]) }
                        ?? text.work("account.key-unused"),
                    "path": WorkspacePath.removeAccessKey(key),
                    "button": text.work("account.key-remove"),
                    "label": text.plain("account.key-remove-named", ["name": key.name]),
                ]
            },
            "path": WorkspacePath.accessKeys,
            "fields": [keyField.values(in: text, problem: problem)],
            "mayLabel": text.work("account.key-may"),
            "may": ["read", "change"].map {
                [
                    "value": $0, "text": text.work("account.key-may-\($0)"), "chosen": $0 == "read",
                ] as [String: Any]
            },
            "daysLabel": text.work("account.key-days"),
            "days": AccessKey.lifetimes(for: person.account).map { days in
                [
                    "value": days, "text": text.work("account.days", count: days, ["n": "\(days)"]),
                    "chosen": days == 30,
                ] as [String: Any]
            },
            "button": text.work("account.key-make"),
            "descriptionPath": WorkspacePath.apiDescription,
            "description": text.work("account.key-description"),
        ]
    }

    private func line(_ session: Session, in text: PageText) -> [String: Any] {
        [
            "text": text.work(
                "account.session",
                ["started": shown(session.startedAt), "seen": shown(session.seenAt)]),
            "isThis": person.signedIn.means == .session(session),
            "this": text.work("account.this-session"),
        ]
    }
}

/// A key that was just made: its token, to be copied, and how a program sends it.
struct NewKeyPage {
    let token: AccessToken
    let key: AccessKey
    let base: String

    func values(in text: PageText) -> [String: Any] {
        [
            "title": text.work("new-key.title"),
            "lead": text.work(
                "new-key.lead", ["name": key.name, "day": "\(CalendarDay(of: key.expiresAt))"]),
            "label": text.work("new-key.label"), "once": text.work("new-key.once"),
            "token": token.presented, "tryLabel": text.work("new-key.try"),
            "command":
                "curl -H 'Authorization: Bearer \(token.presented)' \(base)\(WorkspacePath.api)/me",
            "backPath": WorkspacePath.account, "back": text.work("new-key.back"),
        ]
    }
}

/// Setting up the one-time code: a QR code for the app, the same as text, and the first code.
struct OneTimeCodePage {
    let person: Person
    let address: String
    let key: String
    let proposal: String
    let problem: StaffError?

    func values(in text: PageText) -> [String: Any] {
        let problem = problem.map { FormProblem($0, at: ("code", "field.code")) }
        let field = FormField(
            id: "code", label: "field.code", autocomplete: "one-time-code", isNumber: true)
        var values: [String: Any] = [
            "title": text.work("one-time-code.title"), "lead": text.work("one-time-code.lead"),
            "qrLabel": text.plain("one-time-code.qr"), "qr": QRCode(address)?.svg ?? "",
            "keyLabel": text.work("one-time-code.key"), "key": Self.grouped(key),
            "action": WorkspacePath.oneTimeCode, "proposal": proposal,
            "token": person.token.formToken,
            "fields": [field.values(in: text, problem: problem)],
            "button": text.work("one-time-code.button"), "backPath": WorkspacePath.account,
            "back": text.work("one-time-code.back"),
        ]
        if let problem { values["problem"] = problem.values(in: text) }
        return values
    }

    /// In groups of four, to be read and typed.
    private static func grouped(_ key: String) -> String {
        stride(from: 0, to: key.count, by: 4)
            .map { String(key.dropFirst($0).prefix(4)) }.joined(separator: " ")
    }
}

extension PageText {
    /// A role and where it holds, in words, not escaped.
    func grant(_ grant: Grant) -> String {
        plain(
            "role.with-scope",
            ["role": plain("role.\(grant.role.rawValue)"), "scope": scope(grant.scope)])
    }
}

/// A time of staff's, to the minute, on the clock of the service's own place.
func shown(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .current
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
    func digits(_ number: Int?) -> String {
        let number = number ?? 0
        return (number < 10 ? "0" : "") + String(number)
    }
    return "\(parts.year ?? 0)-\(digits(parts.month))-\(digits(parts.day))"
        + " \(digits(parts.hour)):\(digits(parts.minute))"
}
