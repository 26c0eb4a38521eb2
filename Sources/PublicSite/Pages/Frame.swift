import Localization
import Pages
import SurveyDefinition

/// The frame around every page: head, header with the languages, footer.
struct Frame: Sendable {
    let templates: Templates
    let identity: SiteIdentity
    let languages: [Language]
    /// The address of the stylesheet.
    let stylesheet: String
    let scripts: PageScripts

    /// What a page is about, for its frame.
    struct Page {
        var title: String
        /// A mark that shows when the page has errors.
        var titlePrefix = ""
        /// The same page in another language.
        var path: (LanguageTag) -> String
        /// Whether the page is a form, whose answers a change of language must take along.
        var isForm = false
        /// How it is answered. Who asks others, or shares a screen, has larger buttons and no way out of the survey.
        var mode = CollectionMode.web
        /// What a screen that many use goes back to when nobody touches it; `nil` elsewhere.
        var idle: KioskIdle?
        /// The names of its scripts.
        var scripts: [String] = []
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
        values["scripts"] = page.scripts.map { ["path": scripts.path(of: $0)] }
        if page.mode != .web { values["shared"] = ["mode": page.mode.rawValue] }
        if let idle = page.idle { values["idle"] = idle.values(in: text) }
        if page.mode == .interview {
            values["interview"] = [
                "about": text.html("interview.about"), "read": text.html("interview.read"),
                "stop": text.html("interview.stop"),
            ]
        }
        if !own.isReviewed, own.tag != Locales.source {
            values["notReviewed"] = text.html("site.not-reviewed")
        }
        return templates.render("layout", values)
    }
}
