import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import Pages
import Pipeline
import Staff

/// What a page of the workspace is, for the frame around it.
struct StaffPage {
    /// The key of its title.
    let title: String
    /// The title itself, of a page whose texts are in another file.
    var titleText: String?
    /// What stands where the title has `{name}`.
    var titleValues: [String: String] = [:]
    /// Its address without a query, for the choice of languages and the mark in the menu.
    let path: String
    let text: PageText
    /// Who sees it; `nil` on the ways in.
    let person: Person?
    /// What is wrong with what was sent, which the browser's tab tells too.
    var hasErrors = false
    /// The page of ours that the browser opens by itself, at once.
    var leadsTo: String?
}

extension Workspace {
    /// The whole page, for nobody to keep.
    ///
    /// - Parameter content: HTML of the main part.
    func response(
        _ page: StaffPage, content: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        let text = page.text
        var values: [String: Any] = [
            "language": text.language.tag.value,
            "direction": text.language.direction.rawValue,
            "title": page.titleText ?? text.plain(page.title, page.titleValues),
            "titlePrefix": page.hasErrors ? text.plain("frame.error-prefix") : "",
            "municipality": identity.municipality,
            "stylesheet": stylesheetPath,
            "skip": text.work("frame.skip"),
            "service": text.work("frame.service"),
            "start": WorkspacePath.start,
            "content": content,
            "footer": text.work("frame.footer"),
            "publicSite": text.work("frame.public-site"),
            "publicPath": "/\(text.language.tag)/",
        ]
        if !text.language.isReviewed, text.language.tag != Locales.source {
            values["notReviewed"] = text.html("site.not-reviewed")
        }
        if let path = page.leadsTo { values["leadsTo"] = path }
        if let person = page.person {
            values["person"] = personValues(person, text)
            values["areas"] = areas(of: person, at: page.path, text)
            values["areasLabel"] = text.plain("frame.areas")
        } else {
            values["languages"] = languages(at: page.path, text)
            values["languagesLabel"] = text.plain("frame.languages")
        }
        let html = templates.render("layout", values)
        var response = personal(ByteBuffer(string: html), in: text, status: status)
        response.headers.tellOwnPagesTheOrigin()
        return response
    }

    /// Where the service is reached: as it was configured, or else as this request reached it.
    func base(_ visit: StaffVisit) -> String { base(of: visit.visit.request) }

    func base(of request: Request) -> String {
        address ?? "http://" + (request.head.authority ?? "")
    }

    /// Where residents answer: at the site that takes answers, which is another one when the issuer has its own.
    func answersBase(of request: Request) -> String {
        identity.answerOrigin.isEmpty ? base(of: request) : identity.answerOrigin
    }

    /// A file to download, for nobody to keep.
    ///
    /// - Parameter name: as it is saved; `nil` for one that is shown.
    func file(_ content: [UInt8], type: String, named name: String?) -> Response {
        var headers = SecurityHeaders.fields
        headers[.contentType] = type
        headers[.contentDisposition] = name.map { "attachment; filename=\"\($0)\"" }
        headers[.cacheControl] = "no-store"
        return Response(
            status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: content)))
    }

    private func personValues(_ person: Person, _ text: PageText) -> [String: Any] {
        [
            "name": person.account.name, "accountPath": WorkspacePath.account,
            "accountLabel": text.work("frame.account"), "signOutPath": WorkspacePath.signOut,
            "signOut": text.work("frame.sign-out"), "token": person.token.formToken,
        ]
    }

    /// The menu: what this person may use.
    private func areas(of person: Person, at path: String, _ text: PageText) -> [[String: Any]] {
        let all: [(permission: Permission, path: String, key: String)] = [
            (.seeRounds, WorkspacePath.start, "frame.rounds"),
            (.translate, WorkspacePath.surveys, "frame.surveys"),
            (.manageColleagues, WorkspacePath.colleagues, "frame.colleagues"),
            (.readAuditLog, WorkspacePath.auditLog, "frame.audit-log"),
        ]
        return all.filter { area in
            area.permission == .seeRounds
                ? person.account.grants.mayDoSomewhere(area.permission)
                : person.account.grants.mayDo(area.permission)
        }.map { area in
            let isHere =
                area.path == path || (area.path != WorkspacePath.start && path.hasPrefix(area.path))
            return [
                "path": area.path, "label": text.work(area.key), "current": isHere,
            ]
        }
    }

    private func languages(at path: String, _ text: PageText) -> [[String: Any]] {
        locales.languages.map { language in
            [
                "tag": language.tag.value, "name": language.name,
                "direction": language.direction.rawValue,
                "path": "\(path)?\(WorkspacePath.languageParameter)=\(language.tag)",
                "current": language.tag == text.language.tag,
            ]
        }
    }
}

/// An answer that leads on to another page of ours.
func redirect(to path: String) -> Response {
    precondition(
        path.hasPrefix(WorkspacePath.prefix), "The workspace leads to nothing but its own pages.")
    return led(to: path)
}

/// An answer that leads away: to the address that the configured provider itself gives, and to nothing that a request
/// says.
func redirect(to departure: ProviderDeparture) -> Response { led(to: departure.address) }

private func led(to path: String) -> Response {
    var headers = SecurityHeaders.fields
    headers.tellOwnPagesTheOrigin()
    headers[.location] = path
    headers[.cacheControl] = "no-store"
    return Response(status: .seeOther, headers: headers)
}

extension HTTPFields {
    /// Lets the browser tell our own pages, and nobody else, from where a form comes. With `no-referrer`, as
    /// residents' pages have it, the header `Origin` of a form is `null`.
    mutating func tellOwnPagesTheOrigin() {
        if let name = HTTPField.Name("Referrer-Policy") { self[name] = "same-origin" }
    }
}

extension PageText {
    /// A text of the composer's pages as HTML.
    func compose(_ key: String, count: Int? = nil, _ values: [String: String] = [:]) -> String {
        html(key, in: "composer", count: count, values)
    }

    /// A text of the workspace as HTML.
    func work(_ key: String, count: Int? = nil, _ values: [String: String] = [:]) -> String {
        html(key, in: "workspace", count: count, values)
    }

    /// A text of the workspace, not escaped, for what the template escapes.
    func plain(_ key: String, _ values: [String: String] = [:]) -> String {
        localizer.string(key, in: "workspace", values.mapValues(isolated))
    }
}
