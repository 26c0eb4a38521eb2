import HTTPTypes
import Hummingbird
import Pages
import Staff

/// One of the ways in: a page that is there for everybody.
protocol OpenPage {
    /// The key of its title.
    var title: String { get }
    var path: String { get }
    var problem: StaffError? { get }
    var template: String { get }
    func values(in text: PageText) -> [String: Any]
}

extension Workspace {
    func respond(
        _ page: some OpenPage, _ visit: Visit, status: HTTPResponse.Status = .ok
    ) -> Response {
        let frame = StaffPage(
            title: page.title, path: page.path, text: visit.text, person: nil,
            hasErrors: page.problem != nil)
        let content = templates.render(page.template, page.values(in: visit.text))
        return response(frame, content: content, status: status)
    }
}

/// Address and password.
struct SignInPage: OpenPage {
    var next: String?
    var email = ""
    var problem: StaffError?
    let needsSetUp: Bool
    var provider: Provider?

    /// The municipality's provider, as a button.
    struct Provider {
        let name: String
        let path: String
    }

    var title: String { "sign-in.title" }
    var path: String { WorkspacePath.signInPage }
    var template: String { "signin" }

    func values(in text: PageText) -> [String: Any] {
        let problem = problem.map { FormProblem($0, at: ("email", "field.email")) }
        let fields = [
            FormField(
                id: "email", label: "field.email", type: "email", autocomplete: "username",
                value: email),
            FormField(
                id: "password", label: "field.password", type: "password",
                autocomplete: "current-password"),
        ]
        var values: [String: Any] = [
            "title": text.work(title), "action": path + text.languageQuery,
            "next": next ?? "", "fields": fields.map { $0.values(in: text, problem: problem) },
            "button": text.work("sign-in.button"), "passwordHelp": text.work("sign-in.help"),
        ]
        if let provider {
            values["provider"] = [
                "path": provider.path,
                "label": text.work("sign-in.provider", ["provider": provider.name]),
                "help": text.work("sign-in.provider-help", ["provider": provider.name]),
                "otherwise": text.work("sign-in.otherwise"),
            ]
        }
        if needsSetUp { values["setUp"] = text.work("sign-in.needs-set-up") }
        if let problem { values["problem"] = problem.values(in: text) }
        return values
    }
}

/// The one-time code, after a right password.
struct CodePage: OpenPage {
    let ticket: String
    var next: String?
    var problem: StaffError?

    var title: String { "code.title" }
    var path: String { WorkspacePath.signInPage }
    var template: String { "code" }

    func values(in text: PageText) -> [String: Any] {
        let problem = problem.map { FormProblem($0, at: ("code", "field.code")) }
        let field = FormField(
            id: "code", label: "field.code", autocomplete: "one-time-code", isNumber: true)
        var values: [String: Any] = [
            "title": text.work(title), "lead": text.work("code.lead"),
            "action": WorkspacePath.code + text.languageQuery, "ticket": ticket,
            "next": next ?? "",
            "fields": [field.values(in: text, problem: problem)],
            "button": text.work("sign-in.button"),
        ]
        if let problem { values["problem"] = problem.values(in: text) }
        return values
    }
}

/// What a link leads to: the first owner's account, an invited colleague's, or a new password.
struct JoinPage: OpenPage {
    let link: StaffLink
    let token: LinkToken
    var name = ""
    var email = ""
    var problem: StaffError?

    private var key: String {
        switch link.purpose {
        case .setUp: "set-up"
        case .invitation: "join"
        case .newPassword: "new-password"
        }
    }

    var title: String { "\(key).title" }
    var path: String { WorkspacePath.link(token) }
    var template: String { "join" }

    func values(in text: PageText) -> [String: Any] {
        let problem = problem.map { FormProblem($0, at: field(of: $0)) }
        var values: [String: Any] = [
            "title": text.work(title), "lead": lead(in: text), "action": path + text.languageQuery,
            "fields": fields.map { $0.values(in: text, problem: problem) },
            "button": text.work("\(key).button"),
        ]
        if let problem { values["problem"] = problem.values(in: text) }
        return values
    }

    private func lead(in text: PageText) -> String {
        guard case .invitation(let grant) = link.purpose else { return text.work("\(key).lead") }
        return text.work(
            "join.lead",
            ["role": text.plain("role.\(grant.role.rawValue)"), "scope": text.scope(grant.scope)])
    }

    private var fields: [FormField] {
        let passwords = [
            FormField(
                id: "password", label: "field.new-password", hint: "field.password-hint",
                type: "password", autocomplete: "new-password"),
            FormField(
                id: "repeated", label: "field.repeated", type: "password",
                autocomplete: "new-password"),
        ]
        if case .newPassword = link.purpose { return passwords }
        return [
            FormField(id: "name", label: "field.name", autocomplete: "name", value: name),
            FormField(
                id: "email", label: "field.email", hint: "field.email-hint", type: "email",
                autocomplete: "username", value: email),
        ] + passwords
    }

    private func field(of error: StaffError) -> (id: String, label: String) {
        switch error {
        case .badName where hasName: ("name", "field.name")
        case .badEmail where hasName, .emailTaken where hasName: ("email", "field.email")
        case .passwordsDiffer: ("repeated", "field.repeated")
        default: ("password", "field.new-password")
        }
    }

    private var hasName: Bool { if case .newPassword = link.purpose { false } else { true } }
}

/// Why the sign-in through the provider came to nothing, and what to do.
struct ProviderProblemPage: OpenPage {
    let reason: StaffError
    let provider: String

    var problem: StaffError? { nil }
    var title: String { reason == .signInCancelled ? "provider.cancelled" : "provider.failed" }
    var path: String { WorkspacePath.signInPage }
    var template: String { "message" }

    func values(in text: PageText) -> [String: Any] {
        let message: String
        if case .wait(let seconds) = reason {
            message = text.work("error.wait", count: seconds, ["count": String(seconds)])
        } else {
            message = text.work("error.\(reason.textKey)", ["provider": provider])
        }
        return [
            "title": text.work(title), "text": message,
            "links": [
                [
                    "path": path + text.languageQuery,
                    "label": text.work("dead-link.to-sign-in"),
                ]
            ],
        ]
    }
}

/// A link that doesn't work any more.
struct DeadLinkPage: OpenPage {
    let reason: StaffError

    var problem: StaffError? { nil }
    var title: String { "dead-link.title" }
    var path: String { WorkspacePath.signInPage }
    var template: String { "message" }

    func values(in text: PageText) -> [String: Any] {
        [
            "title": text.work(title), "text": text.work("error.\(reason.textKey)"),
            "links": [
                ["path": WorkspacePath.signInPage, "label": text.work("dead-link.to-sign-in")]
            ],
        ]
    }
}

extension PageText {
    /// Keeps the language of a page that nobody is signed in on.
    var languageQuery: String { "?\(WorkspacePath.languageParameter)=\(language.tag)" }

    /// Where a role holds, in words, not escaped.
    func scope(_ scope: GrantScope) -> String {
        switch scope {
        case .municipality: plain("scope.municipality")
        case .round(let round): plain("scope.round", ["round": round.value])
        }
    }
}
