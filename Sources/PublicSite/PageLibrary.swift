import Dialogues
import Localization
import Pages
import SurveyDefinition

/// Keeps pages that were rendered once: the survey pages of a round and language, and pages equal for all.
///
/// An actor, because many requests want the same pages. Two that want a new one at once may both make it:
/// the pages are equal, and the last is kept.
actor PageLibrary {
    private let frame: Frame
    private let texts: [LanguageTag: PageText]
    private var surveyPages: [String: SurveyPages] = [:]
    private var staticPages: [String: (edition: Int, page: StaticPage)] = [:]

    init(frame: Frame, texts: [LanguageTag: PageText]) {
        self.frame = frame
        self.texts = texts
    }

    /// - Returns: `nil` for a language that the site doesn't speak.
    func pages(
        of listing: PublicVerbs.RoundListing, in language: LanguageTag,
        _ arrival: Arrival = Arrival()
    ) -> SurveyPages? {
        guard let text = texts[language] else { return nil }
        let round = listing.round
        let survey = "\(listing.survey.digest) \(listing.survey.textFile)"
        let key =
            "\(round.id) \(survey) \(language) \(round.isGuarded) "
            + arrival.query.joined(separator: "&")
        if let pages = surveyPages[key] { return pages }
        let pages = SurveyPages(
            for: listing.round, asking: listing.survey, arrival, in: text, frame: frame)
        surveyPages[key] = pages
        return pages
    }

    /// The page kept under the key, made anew when the board has changed since.
    func page(_ key: String, edition: Int, made make: @Sendable () async throws -> StaticPage)
        async rethrows -> StaticPage
    {
        if let kept = staticPages[key], kept.edition == edition { return kept.page }
        let page = try await make()
        staticPages[key] = (edition, page)
        return page
    }
}
