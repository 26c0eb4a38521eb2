import Hummingbird
import Localization
import NIOCore
import Pages
import Pipeline
import Staff
import SurveyDefinition
import SurveyDrafts

/// A page of questions in a frame as wide as a phone.
struct SurveyPreviewPage {
    let previewed: PreviewedSurvey
    let section: String
    let language: Language
    let languages: [Language]

    /// Whether there is such a section to look at.
    var isThere: Bool { previewed.sections.contains(section) }

    func values(in text: PageText) -> [String: Any] {
        let words = PageText(localizer: previewed.localizer(text.language.tag))
        let path = previewed.path(section, language.tag)
        var values: [String: Any] = [
            "title": text.compose("composer.preview"),
            "lead": text.compose("composer.preview-lead"),
            "backPath": previewed.backPath, "back": previewed.back(text),
            "languagesLabel": text.localizer.string("composer.preview-languages", in: "composer"),
            "languages": languages.map { other in
                [
                    "path": previewed.path(section, other.tag),
                    "name": other.name, "tag": other.tag.value,
                    "direction": other.direction.rawValue, "current": other.tag == language.tag,
                ]
            },
            "sectionsLabel": text.localizer.string("composer.preview-sections", in: "composer"),
            "sections": previewed.sections.map { other in
                [
                    "path": previewed.path(other, language.tag),
                    "name": words.html("section.\(other).title", in: previewed.textFile),
                    "current": other == section,
                ]
            },
            "unreadable": text.compose("composer.preview-unreadable"),
        ]
        if previewed.survey?.section(SectionID(section)) != nil {
            values["frame"] = [
                "path": WorkspacePath.previewed(at: path),
                "title": text.localizer.string(
                    "composer.preview-frame", in: "composer", ["language": language.name]),
            ]
        }
        let gaps = previewed.gaps(language.tag)
        if gaps > 0 {
            values["gaps"] = text.compose(
                "composer.preview-gaps", count: gaps, ["count": text.localizer.number(gaps)])
        }
        return values
    }
}

/// What a preview looks at: a draft as it stands, or what a dialogue asks.
struct PreviewedSurvey {
    /// In Swedish: what staff call it.
    let title: String
    /// `nil` for a draft that can't be read yet.
    let survey: Survey?
    let textFile: String
    /// By id, in order; those that a draft has although they can't be read, too.
    let sections: [String]
    /// The part of the menu that it belongs to.
    let area: String
    let backPath: String
    /// What leads back, as HTML.
    let back: @Sendable (PageText) -> String
    let path: @Sendable (_ section: String, LanguageTag) -> String
    let localizer: @Sendable (LanguageTag) -> Localizer
    /// How many texts a language lacks.
    let gaps: @Sendable (LanguageTag) -> Int

    init(_ followed: FollowedDraft) {
        let checked = followed.checked
        let id = followed.draft.id
        title =
            checked.locales.catalogue(of: Locales.source).message("title", in: id.value)?
            .forms[.other] ?? id.value
        survey = checked.survey
        textFile = id.value
        sections = checked.document.sections.map(\.id)
        area = WorkspacePath.surveys
        backPath = WorkspacePath.draft(id)
        back = { $0.compose("composer.back-to-draft") }
        path = { WorkspacePath.preview(of: id, $0, in: $1) }
        localizer = { checked.locales.localizer(for: $0) }
        gaps = { $0 == Locales.source ? 0 : checked.gaps(in: $0).count }
    }

    /// - Parameter locales: the service's.
    init(_ survey: Survey, askedIn round: RoundID, among locales: Locales) {
        title = locales.localizer(for: Locales.source).string("title", in: survey.textFile)
        self.survey = survey
        textFile = survey.textFile
        sections = survey.sections.map(\.id.value)
        area = WorkspacePath.start
        backPath = WorkspacePath.dialogue(round)
        back = { $0.work("dialogue.back-to") }
        path = { WorkspacePath.preview(ofQuestionsIn: round, $0, in: $1) }
        localizer = { locales.localizer(for: $0) }
        // A published survey is read in the next language of the chain, as residents read it.
        gaps = { _ in 0 }
    }
}

extension Workspace {
    /// A preview of the page of questions that the address names, around the frame that shows it.
    func preview(of previewed: PreviewedSurvey, _ visit: StaffVisit) throws -> Response {
        let page = SurveyPreviewPage(
            previewed: previewed, section: try visit.parameter("section"),
            language: try language(visit), languages: locales.languages)
        guard page.isThere else { throw WorkspaceProblem.unknownPage }
        var response = response(
            "surveypreview", page.values(in: visit.text), visit, title: "composer.preview-title",
            ["name": previewed.title], area: previewed.area)
        response.headers[.contentSecurityPolicy] =
            SecurityHeaders.framing[.contentSecurityPolicy]
        return response
    }

    /// The page of questions itself, as residents would get it, for the frame.
    func previewedPage(of previewed: PreviewedSurvey, _ visit: StaffVisit) throws -> Response {
        let localizer = previewed.localizer(try language(visit).tag)
        guard let survey = previewed.survey,
            let html = verbs.surveys.preview(
                survey, SectionID(try visit.parameter("section")), localizer)
        else { throw WorkspaceProblem.unknownPage }
        var headers = SecurityHeaders.framed
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.cacheControl] = "no-store"
        return Response(
            status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: html)))
    }

    private func language(_ visit: StaffVisit) throws -> Language {
        guard let tag = LanguageTag(try visit.parameter("language")),
            let language = locales.language(tag)
        else { throw WorkspaceProblem.unknownPage }
        return language
    }
}
