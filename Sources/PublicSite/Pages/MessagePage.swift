import Dialogues
import Hummingbird
import Localization
import Pages
import SurveyDefinition

/// A page that says one thing and what to do next: closed, not open yet, unknown, unreadable.
struct MessagePage {
    let site: PublicSite
    /// The dialogue of a closed round, where it has one.
    var dialogue: Dialogue?

    func response(_ problem: Problem, to request: Request) -> Response {
        let text = site.text(for: request)
        let html = html(problem, in: text)
        var headers = SecurityHeaders.fields
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentLanguage] = text.language.tag.value
        headers[.cacheControl] = "no-store"
        return Response(
            status: problem.status, headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: html)))
    }

    private func html(_ problem: Problem, in text: PageText) -> String {
        let title = text.localizer.string(problem.pageKey)
        let content = site.frame.templates.render(
            "message",
            [
                "title": text.html(problem.pageKey),
                "text": text.html("\(problem.pageKey)-text"),
                "links": links(from: problem, in: text),
            ])
        let page = Frame.Page(title: title, path: { path(of: problem, $0) })
        return site.frame.html(page, content: content, in: text)
    }

    private func links(from problem: Problem, in text: PageText) -> [[String: Any]] {
        let tag = text.language.tag
        var links: [[String: Any]] = []
        switch problem {
        case .closedRound(let round):
            if let dialogue {
                links.append(
                    [
                        "path": SitePath.dialogue(dialogue.id, tag),
                        "label": text.html(
                            dialogue.answeredOn == nil ? "dialogue.about" : "dialogue.outcome"),
                        "button": dialogue.answeredOn != nil,
                    ])
            }
            links.append(
                [
                    "path": SitePath.results(of: round, tag),
                    "label": text.html("page.see-results"),
                    "button": dialogue?.answeredOn == nil,
                ])
            links.append(
                ["path": SitePath.privacy(round, tag), "label": text.html("kept.more")])
        case .brokenJourney(let round):
            links.append(
                [
                    "path": SitePath.round(round, tag), "label": text.html("page.again"),
                    "button": true,
                ])
        case .ticketNotValid(let round):
            links.append(
                [
                    "path": site.frame.identity.ticketOrigin + SitePath.ticket(round, tag),
                    "label": text.html("page.to-ticket"), "button": true,
                ])
        default: break
        }
        links.append(["path": SitePath.start(tag), "label": text.html("page.to-start")])
        return links
    }

    private func path(of problem: Problem, _ language: LanguageTag) -> String {
        switch problem {
        case .closedRound(let round), .notOpen(let round), .brokenJourney(let round),
            .ticketNotValid(let round):
            SitePath.round(round, language)
        default: SitePath.start(language)
        }
    }
}

extension PublicSite {
    /// The texts in the language of the address.
    ///
    /// - Throws: `Problem.unknownPage` for a language that the site doesn't speak.
    func text(in context: SiteContext) throws -> PageText {
        guard let tag = context.parameters.get("language").flatMap({ LanguageTag($0) }),
            let text = texts[tag]
        else { throw Problem.unknownPage }
        return text
    }

    /// The texts in the language of the address, else in one that the browser asks for.
    func text(for request: Request) -> PageText {
        let first = request.uri.path.split(separator: "/").first.flatMap { LanguageTag(String($0)) }
        if let first, let text = texts[first] { return text }
        let language = locales.language(accepting: request.headers[.acceptLanguage])
        return PageText(localizer: locales.localizer(for: language.tag))
    }
}
