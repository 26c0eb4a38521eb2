import Localization
import Pages

/// The frame around every page: head, header with the languages, footer.
struct Frame: Sendable {
    let templates: Templates
    let identity: SiteIdentity
    let languages: [Language]
    /// The address of the stylesheet.
    let stylesheet: String
    /// The address of the script that does the work of guarded rounds.
    let workScript: String

    /// What a page is about, for its frame.
    struct Page {
        var title: String
        /// A mark that shows when the page has errors.
        var titlePrefix = ""
        /// The same page in another language.
        var path: (LanguageTag) -> String
        /// Whether the page is a form, whose answers a change of language must take along.
        var isForm = false
    }

    /// The whole page as HTML.
    ///
    /// - Parameter content: HTML of the main part.
    func html(_ page: Page, content: String, in text: PageText) -> String {
        let own = text.language
        let languages = languages.map { language in
            [
                "tag": language.tag.value,
                "direction": language.direction.rawValue,
                "name": language.name,
                "path": page.path(language.tag),
                "current": language.tag == own.tag,
                "button": language.tag != own.tag && page.isForm,
                "link": language.tag != own.tag && !page.isForm,
            ] as [String: Any]
        }
        var values: [String: Any] = [
            "language": own.tag.value,
            "direction": own.direction.rawValue,
            "title": page.title,
            "titlePrefix": page.titlePrefix,
            "municipality": identity.municipality,
            "stylesheet": stylesheet,
            "form": page.isForm,
            "skip": text.html("site.skip"),
            "service": text.html("site.service"),
            "start": identity.answerOrigin + SitePath.start(own.tag),
            "results": identity.answerOrigin + SitePath.results(own.tag),
            "api": identity.answerOrigin + "/openapi.yaml",
            "languagesLabel": text.localizer.string("site.languages"),
            "languages": languages,
            "content": content,
            "footer": text.html(
                "site.footer", ["municipality": identity.municipality, "contact": identity.contact]),
            "startLink": text.html("site.start"),
            "resultsLink": text.html("site.results"),
            "apiLink": text.html("site.api"),
        ]
        if !own.isReviewed, own.tag != Locales.source {
            values["notReviewed"] = text.html("site.not-reviewed")
        }
        return templates.render("layout", values)
    }
}
