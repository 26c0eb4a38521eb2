import Answering
import Dialogues
import DisclosureControl
import Foundation
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import Pages
import Reports
import SurveyDefinition

/// HTTP API v1, as `openapi.yaml` describes it.
struct APIController: Sendable {
    let site: PublicSite

    // MARK: Rounds

    @Sendable func rounds(_ request: Request, _ context: SiteContext) async throws -> Response {
        let text = site.programText(for: request)
        let board = try await site.board.snapshot()
        let listings = board.listings.map { RoundSummary($0, in: text) }
        return APIResponse.page(listings, language: text.language.tag.value).response(to: request)
    }

    @Sendable func round(_ request: Request, _ context: SiteContext) async throws -> Response {
        let text = site.programText(for: request)
        let listing = try await listing(context)
        return APIResponse.page(RoundDocument(listing, in: text), language: text.language.tag.value)
            .response(to: request)
    }

    @Sendable func participation(_ request: Request, _ context: SiteContext) async throws
        -> Response
    {
        let listing = try await listing(context)
        let atLeast = try await site.verbs.participation(listing.round.id)
        return APIResponse.page(["atLeast": atLeast]).response(to: request)
    }

    // MARK: Responses

    @Sendable func submit(_ request: Request, _ context: SiteContext) async throws -> Response {
        let type = request.headers[.contentType]?.split(separator: ";").first.map(String.init) ?? ""
        guard type.lowercased().trimmingCharacters(in: .whitespaces) == "application/json" else {
            throw Problem.unsupportedType
        }
        let body = try await request.body.collect(upTo: AnswerController.largestBody)
        let listing = try await listing(context)
        let submission = try SubmissionDocument(reading: Array(body.readableBytesView))
        switch listing.round.stage {
        case .prepared: throw Problem.notOpen(listing.round.id)
        case .closed: throw Problem.closedRound(listing.round.id)
        case .open: break
        }
        let response = try submission.completed(through: listing.survey)
        do {
            try await site.send(
                .init(
                    response: response, key: submission.key, round: listing.round.id,
                    admission: submission.admission,
                    language: submission.language(among: site.locales)),
                from: context.network(of: request),
                lacksWork: listing.round.lacksWork(submission.work, for: submission.key))
        } catch let held as HeldBack {
            throw Problem.tooMany(retryAfter: held.retryAfter)
        } catch let refusal as SubmissionRefusal {
            throw Problem(refusal, of: listing.round.id)
        }
        var headers = SecurityHeaders.fields
        headers[.contentType] = "application/json"
        headers[.cacheControl] = "no-store"
        return Response(
            status: .created, headers: headers,
            body: .init(byteBuffer: APIResponse.encode(["status": "received"])))
    }

    // MARK: Releases

    @Sendable func releases(_ request: Request, _ context: SiteContext) async throws -> Response {
        let listing = try await listing(context)
        let releases = try await site.verbs.releases(listing.round.id)
        let list = releases.map { release in
            ReleaseSummary(
                number: release.number, path: SitePath.release(release.number, of: release.round))
        }
        return APIResponse.page(list).response(to: request)
    }

    /// One release by number or `latest`, as JSON, or as the machines' CSV with `.csv` behind it.
    @Sendable func release(_ request: Request, _ context: SiteContext) async throws -> Response {
        let text = site.programText(for: request)
        let listing = try await listing(context)
        let name = String(try context.parameters.require("number"))
        let isCSV = name.hasSuffix(".csv")
        let number = isCSV ? String(name.dropLast(".csv".count)) : name
        let releases = try await site.verbs.releases(listing.round.id)
        guard
            let release = number == "latest"
                ? releases.last : releases.first(where: { String($0.number) == number })
        else { throw Problem.unknownRelease }
        let report = PageController(site: site).context(of: listing)
        let board = try await site.board.snapshot()
        let key = "release \(release.round) \(release.number) \(isCSV) \(text.language.tag)"
        let page = try await site.library.page(key, edition: board.edition) {
            isCSV
                ? StaticPage(
                    ByteBuffer(string: csv(release, report, style: .machines, in: text.localizer)),
                    type: "text/csv; charset=utf-8", isNegotiated: true)
                : StaticPage(
                    ByteBuffer(bytes: try json(release, report, in: text.localizer)),
                    type: "application/json", language: text.language.tag.value, isNegotiated: true)
        }
        return page.response(to: request)
    }

    // MARK: Goals

    @Sendable func goals(_ request: Request, _ context: SiteContext) async throws -> Response {
        let text = site.programText(for: request)
        let goals = site.goals.goals.map { GoalDocument($0, in: text) }
        return APIResponse.page(goals, language: text.language.tag.value).response(to: request)
    }

    @Sendable func indicators(_ request: Request, _ context: SiteContext) async throws -> Response {
        let text = site.programText(for: request)
        let indicators = site.goals.indicators.map { IndicatorDocument($0, in: text) }
        return APIResponse.page(indicators, language: text.language.tag.value).response(to: request)
    }

    // MARK: Parts of a request

    private func listing(_ context: SiteContext) async throws -> PublicVerbs.RoundListing {
        let round = RoundID(String(try context.parameters.require("round")))
        guard let listing = try await site.board.snapshot().listing(round) else {
            throw Problem.unknownRound
        }
        return listing
    }
}

extension PublicSite {
    /// The texts in the language of `?language=`, else in one that the client accepts.
    func programText(for request: Request) -> PageText {
        let asked = request.uri.queryParameters["language"].flatMap { LanguageTag(String($0)) }
        if let asked, let text = texts[asked] { return text }
        let language = locales.language(accepting: request.headers[.acceptLanguage])
        return PageText(localizer: locales.localizer(for: language.tag))
    }
}
