import Dialogues
import DisclosureControl
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import Pages
import PrivacyDocuments
import Reports
import SurveyDefinition

/// The pages that are the same for everybody: start, about a round, thanks, results. Each is rendered once
/// per language and kept until the rounds change.
struct PageController: Sendable {
    let site: PublicSite

    @Sendable func negotiatedStart(_ request: Request, _ context: SiteContext) async throws
        -> Response
    {
        redirect(to: SitePath.start(site.text(for: request).language.tag))
    }

    /// The start page of who has nothing to show: where answers are taken.
    @Sendable func collectorsStart(_ request: Request, _ context: SiteContext) async throws
        -> Response
    {
        redirect(
            to: site.frame.identity.answerOrigin
                + SitePath.start(site.text(for: request).language.tag))
    }

    @Sendable func negotiatedRound(_ request: Request, _ context: SiteContext) async throws
        -> Response
    {
        let round = RoundID(String(try context.parameters.require("round")))
        let listing = try await site.board.snapshot().listing(round)
        var language = site.text(for: request).language.tag
        // Most phones here ask for Swedish without anybody having chosen it.
        if language == Locales.source, let first = listing?.dialogue?.firstLanguage {
            language = first
        }
        return redirect(
            to: SitePath.round(
                round, language,
                listing.map { request.arrival(in: $0.survey) } ?? Arrival(),
                code: listing.flatMap { request.invitation(to: $0.round) }))
    }

    @Sendable func start(_ request: Request, _ context: SiteContext) async throws -> Response {
        let text = try site.text(in: context)
        let board = try await site.board.snapshot()
        let page = await site.library.page("start \(text.language.tag)", edition: board.edition) {
            StartPage(listings: board.listings, text: text).page(in: site.frame)
        }
        return page.response(to: request)
    }

    @Sendable func round(_ request: Request, _ context: SiteContext) async throws -> Response {
        let text = try site.text(in: context)
        let board = try await site.board.snapshot()
        let listing = try listing(context, on: board)
        switch listing.round.stage {
        case .prepared: throw Problem.notOpen(listing.round.id)
        case .closed: throw Problem.closedRound(listing.round.id)
        case .open: break
        }
        let arrival = request.arrival(in: listing.survey)
        if let code = request.invitation(to: listing.round) {
            let page = RoundPage(listing: listing, arrival: arrival, code: code, text: text)
            return personal(ByteBuffer(string: page.html(in: site.frame)), in: text)
        }
        let key =
            "round \(listing.round.id) \(text.language.tag) "
            + arrival.query.joined(separator: "&")
        let page = await site.library.page(key, edition: board.edition) {
            RoundPage(listing: listing, arrival: arrival, text: text).page(in: site.frame)
        }
        return page.response(to: request)
    }

    /// A dialogue, from the day when it is opened.
    @Sendable func dialogue(_ request: Request, _ context: SiteContext) async throws -> Response {
        let text = try site.text(in: context)
        let board = try await site.board.snapshot()
        let listing = try listing(context, on: board)
        guard let dialogue = listing.dialogue, listing.round.stage != .prepared else {
            throw Problem.notOpen(listing.round.id)
        }
        let page = await site.library.page(
            "dialogue \(listing.round.id) \(text.language.tag)", edition: board.edition
        ) {
            DialoguePage(
                listing: listing, dialogue: dialogue, languages: site.locales.languages, text: text
            ).page(in: site.frame)
        }
        return page.response(to: request)
    }

    /// How the answers are protected, in every stage of the round: before it opens for who has to judge it,
    /// after it closed for who has answered.
    @Sendable func privacy(_ request: Request, _ context: SiteContext) async throws -> Response {
        let text = try site.text(in: context)
        let board = try await site.board.snapshot()
        let listing = try listing(context, on: board)
        let page = await site.library.page(
            "privacy \(listing.round.id) \(text.language.tag)", edition: board.edition
        ) {
            let document = privacyPage(
                PrivacyContext(
                    PrivacyFacts(of: listing.survey, in: listing.round),
                    controller: DataController(
                        name: site.frame.identity.municipality, contact: site.frame.identity.contact
                    ),
                    languages: site.locales.languages),
                in: text.localizer)
            let page = Frame.Page(
                title: "\(document.title.string) – \(document.subtitle.string)",
                path: { SitePath.privacy(listing.round.id, $0) })
            return StaticPage(
                html: site.frame.html(page, content: document.html, in: text),
                language: text.language.tag.value)
        }
        return page.response(to: request)
    }

    @Sendable func thanks(_ request: Request, _ context: SiteContext) async throws -> Response {
        let text = try site.text(in: context)
        let board = try await site.board.snapshot()
        let listing = try listing(context, on: board)
        let arrival = request.arrival(in: listing.survey).carriedOn
        let key =
            "thanks \(listing.round.id) \(text.language.tag) "
            + arrival.query.joined(separator: "&")
        let page = await site.library.page(key, edition: board.edition) {
            ThanksPage(listing: listing, arrival: arrival, text: text).page(in: site.frame)
        }
        return page.response(to: request)
    }

    // MARK: Results

    @Sendable func resultsIndex(_ request: Request, _ context: SiteContext) async throws -> Response
    {
        let text = try site.text(in: context)
        let board = try await site.board.snapshot()
        let page = await site.library.page("results \(text.language.tag)", edition: board.edition) {
            ResultsIndexPage(listings: board.listings, goals: site.goals, text: text).page(
                in: site.frame)
        }
        return page.response(to: request)
    }

    @Sendable func results(_ request: Request, _ context: SiteContext) async throws -> Response {
        let text = try site.text(in: context)
        let board = try await site.board.snapshot()
        let listing = try listing(context, on: board)
        let key = "results \(listing.round.id) \(text.language.tag)"
        let page = try await site.library.page(key, edition: board.edition) {
            try await resultsPage(of: listing, in: text)
        }
        return page.response(to: request)
    }

    private func resultsPage(of listing: PublicVerbs.RoundListing, in text: PageText) async throws
        -> StaticPage
    {
        let id = listing.round.id
        let tag = text.language.tag
        guard let release = try await site.verbs.releases(id).last else {
            let title = text.localizer.string("results.index-title")
            let content = site.frame.templates.render(
                "message",
                [
                    "title": RoundTitle.html(of: listing, in: text),
                    "text": text.html("results.none-yet"),
                    "links": [
                        ["path": SitePath.results(tag), "label": text.html("start.all-results")]
                    ],
                ])
            let page = Frame.Page(title: title, path: { SitePath.results(of: id, $0) })
            return StaticPage(
                html: site.frame.html(page, content: content, in: text), language: tag.value)
        }
        let api = SitePath.release(release.number, of: id)
        let body = Reports.resultsPage(
            release, context(of: listing),
            downloads: [
                ReportDownload(.peopleCSV, at: SitePath.peopleCSV(of: id, tag)),
                ReportDownload(.machineCSV, at: api + ".csv"),
                ReportDownload(.json, at: api),
            ], goalAddress: { SitePath.goal($0, tag) }, in: text.localizer)
        let page = Frame.Page(
            title: RoundTitle.plain(of: listing, in: text), path: { SitePath.results(of: id, $0) })
        return StaticPage(html: site.frame.html(page, content: body, in: text), language: tag.value)
    }

    @Sendable func goal(_ request: Request, _ context: SiteContext) async throws -> Response {
        let text = try site.text(in: context)
        let goal = GoalID(String(try context.parameters.require("goal")))
        guard site.goals.goal(goal) != nil else { throw Problem.unknownPage }
        let board = try await site.board.snapshot()
        let page = try await site.library.page(
            "goal \(goal) \(text.language.tag)", edition: board.edition
        ) {
            try await goalPage(goal, board.listings, in: text)
        }
        return page.response(to: request)
    }

    /// A goal is the residents': figures of a group of its own stand on their round's page alone.
    private func goalPage(
        _ goal: GoalID, _ listings: [PublicVerbs.RoundListing], in text: PageText
    ) async throws -> StaticPage {
        var releases: [(release: Release, context: ReportContext)] = []
        for listing in listings
        where listing.latestRelease != nil && listing.round.sampling.isOfResidents {
            guard let release = try await site.verbs.releases(listing.round.id).last,
                release.table.indicators.contains(where: { $0.goal == goal })
            else { continue }
            releases.append((release, self.context(of: listing)))
        }
        let body = Reports.goalPage(goal, releases, goals: site.goals, in: text.localizer)
        let title = text.localizer.string("goal.\(goal).short", in: Goals.textFile)
        let page = Frame.Page(title: title, path: { SitePath.goal(goal, $0) })
        return StaticPage(
            html: site.frame.html(page, content: body, in: text), language: text.language.tag.value)
    }

    /// The newest release as a file for a spreadsheet, in the page's language.
    @Sendable func resultsFile(_ request: Request, _ context: SiteContext) async throws -> Response
    {
        let text = try site.text(in: context)
        let board = try await site.board.snapshot()
        let listing = try listing(context, on: board)
        guard let release = try await site.verbs.releases(listing.round.id).last else {
            throw Problem.unknownRelease
        }
        let file = csv(release, self.context(of: listing), style: .people, in: text.localizer)
        let page = StaticPage(
            ByteBuffer(string: file), type: "text/csv; charset=utf-8",
            language: text.language.tag.value)
        var response = page.response(to: request)
        response.headers[.contentDisposition] =
            "attachment; filename=\"\(listing.round.id)-\(text.language.tag).csv\""
        return response
    }

    // MARK: Health

    @Sendable func plain(_ text: String) -> Response {
        var headers = SecurityHeaders.fields
        headers[.contentType] = "text/plain; charset=utf-8"
        headers[.cacheControl] = "no-store"
        return Response(
            status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text + "\n")))
    }

    /// Ready when the store answers.
    @Sendable func ready(_ request: Request, _ context: SiteContext) async throws -> Response {
        do {
            _ = try await site.verbs.rounds()
        } catch {
            throw Problem.unavailable
        }
        return plain("ready")
    }

    // MARK: Parts of a request

    func context(of listing: PublicVerbs.RoundListing) -> ReportContext {
        ReportContext(
            round: listing.round, survey: listing.survey, goals: site.goals,
            districts: listing.survey.districts, municipality: site.frame.identity.municipality,
            languages: site.locales.languages)
    }

    private func listing(
        _ context: SiteContext, on board: Board.Snapshot
    ) throws -> PublicVerbs.RoundListing {
        let round = RoundID(String(try context.parameters.require("round")))
        guard let listing = board.listing(round) else { throw Problem.unknownRound }
        return listing
    }

    private func redirect(to path: String) -> Response {
        var headers = SecurityHeaders.fields
        headers[.location] = path
        headers[.vary] = "Accept-Language"
        headers[.cacheControl] = "no-cache"
        return Response(status: .found, headers: headers)
    }
}
