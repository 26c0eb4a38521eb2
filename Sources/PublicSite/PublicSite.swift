import HTTPTypes
public import Hummingbird
public import Localization
public import Logging
import NIOCore
public import Pages
public import SurveyDefinition

/// The pages that residents see and the public API: everything that faces the internet.
///
/// It has no function that returns an answer: what it may ask of the service are the verbs it is given.
public struct PublicSite: Sendable {
    let verbs: PublicVerbs
    let board: Board
    let library: PageLibrary
    let frame: Frame
    let locales: Locales
    let goals: Goals
    let texts: [LanguageTag: PageText]
    let scripts = PageScripts()
    /// Whether and how this site gives tickets.
    private let tickets: TicketVerbs?
    /// Whether this site takes answers and shows results.
    private let isCollector: Bool
    /// The access log, to be run as a service.
    public let counters: RequestCounters
    /// How fast answers are taken.
    let rules: SendRules
    let limits: SendLimits
    let refusals: RefusalCounters
    let passages: PassageCounters
    private let logger: Logger
    let clock: SiteClock
    private let stylesheet: StaticPage
    private let apiDescription: APIDescription

    /// - Parameters:
    ///   - verbs: `nil` for a site that gives tickets and takes no answers.
    ///   - tickets: `nil` for a site that gives none.
    ///   - rules: how fast answers are taken.
    ///   - clock: the machine's own unless given.
    public init(
        _ verbs: PublicVerbs?, tickets: TicketVerbs? = nil, locales: Locales, goals: Goals,
        identity: SiteIdentity, rules: SendRules, clock: SiteClock = .system, logger: Logger
    ) throws {
        let style = SiteStyle.text(for: identity.colour)
        let digest = shortDigest(Array(style.utf8))
        let frame = Frame(
            templates: try Templates.ofPublicSite(), identity: identity,
            languages: locales.languages,
            stylesheet: SitePath.stylesheet(digest),
            scripts: scripts)
        self.tickets = tickets
        isCollector = verbs != nil
        let verbs = verbs ?? .ofNoAnswers
        self.verbs = verbs
        self.locales = locales
        self.goals = goals
        self.frame = frame
        texts = Dictionary(
            uniqueKeysWithValues: locales.languages.map {
                ($0.tag, PageText(localizer: locales.localizer(for: $0.tag)))
            })
        board = Board(reading: verbs.rounds)
        library = PageLibrary(frame: frame, texts: texts)
        counters = RequestCounters(logger: logger)
        self.rules = rules
        limits = SendLimits(rules, uptime: clock.uptime)
        self.clock = clock
        refusals = RefusalCounters(tell: verbs.tellRefusals)
        passages = PassageCounters(tell: verbs.tellPassages)
        self.logger = logger
        stylesheet = StaticPage(
            ByteBuffer(string: style), type: "text/css; charset=utf-8", caching: .forever)
        apiDescription = APIDescription(yaml: PackageResources.openapi_yaml)
    }

    /// What the site does each minute, to be run as a service.
    public var upkeep: Upkeep {
        Upkeep(limits: limits, refusals: refusals, passages: passages, logger: logger)
    }

    /// What answers every request; also a service that writes the request counters to the log.
    public func router() -> Router<SiteContext> {
        let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ProblemResponder(site: self))
        for route in routes {
            router.on(RouterPath(route.pattern), method: route.method) { request, context in
                try await route.handle(request, context)
            }
        }
        return router
    }

    /// Every address of the site, in one list.
    var routes: [SiteRoute] {
        commonRoutes + (isCollector ? collectorRoutes : issuerRoutes) + ticketRoutes
    }

    private var commonRoutes: [SiteRoute] {
        let pages = PageController(site: self)
        let stylesheet = stylesheet
        return [
            SiteRoute(.get, frame.stylesheet) { request, _ in stylesheet.response(to: request) },
            SiteRoute(.get, "/health/live") { _, _ in pages.plain("live") },
            SiteRoute(.get, "/health/ready") { request, context in
                _ = try await tickets?.terms("ready")
                return try await pages.ready(request, context)
            },
        ]
            + scripts.all.map { path, page in
                SiteRoute(.get, path) { request, _ in page.response(to: request) }
            }
    }

    /// Where tickets are given, and nothing else is: the rest is the collector's.
    private var issuerRoutes: [SiteRoute] {
        let pages = PageController(site: self)
        return [SiteRoute(.get, "/", pages.collectorsStart)]
    }

    private var ticketRoutes: [SiteRoute] {
        guard let tickets else { return [] }
        let controller = TicketController(site: self, verbs: tickets)
        return [
            SiteRoute(.get, "/d/{round}/biljett", controller.negotiatedPage),
            SiteRoute(.get, "/{language}/d/{round}/biljett", controller.page),
            SiteRoute(.post, "/{language}/d/{round}/biljett", controller.ask),
            SiteRoute(.get, "/api/v1/rounds/{round}/ticket-key", controller.key),
            SiteRoute(.post, "/api/v1/rounds/{round}/tickets", controller.sign),
        ]
    }

    private var collectorRoutes: [SiteRoute] {
        let answers = AnswerController(site: self)
        let pages = PageController(site: self)
        let api = APIController(site: self)
        let apiDescription = apiDescription
        return [
            SiteRoute(.get, "/", pages.negotiatedStart),
            SiteRoute(.get, "/openapi.yaml") { request, _ in apiDescription.response(to: request) },

            SiteRoute(.get, "/api/v1/rounds", api.rounds),
            SiteRoute(.get, "/api/v1/rounds/{round}", api.round),
            SiteRoute(.post, "/api/v1/rounds/{round}/responses", api.submit),
            SiteRoute(.get, "/api/v1/rounds/{round}/participation", api.participation),
            SiteRoute(.get, "/api/v1/rounds/{round}/releases", api.releases),
            SiteRoute(.get, "/api/v1/rounds/{round}/releases/{number}", api.release),
            SiteRoute(.get, "/api/v1/goals", api.goals),
            SiteRoute(.get, "/api/v1/indicators", api.indicators),

            SiteRoute(.get, "/d/{round}", pages.negotiatedRound),
            SiteRoute(.get, "/{language}", pages.start),
            SiteRoute(.get, "/{language}/resultat", pages.resultsIndex),
            SiteRoute(.get, "/{language}/mal/{goal}", pages.goal),
            SiteRoute(.get, "/{language}/d/{round}", pages.round),
            SiteRoute(.get, "/{language}/dialog/{round}", pages.dialogue),
            SiteRoute(.get, "/{language}/d/{round}/integritet", pages.privacy),
            SiteRoute(.get, "/{language}/d/{round}/svara", answers.begin),
            SiteRoute(.post, "/{language}/d/{round}/svara", answers.save),
            SiteRoute(.get, "/{language}/d/{round}/tack", pages.thanks),
            SiteRoute(.get, "/{language}/d/{round}/resultat", pages.results),
            SiteRoute(.get, "/{language}/d/{round}/resultat.csv", pages.resultsFile),
        ]
    }
}

/// One address: a method, a pattern with `{names}`, and what answers it.
struct SiteRoute: Sendable {
    typealias Handler = @Sendable (Request, SiteContext) async throws -> Response

    let method: HTTPRequest.Method
    let pattern: String
    let handle: Handler

    init(_ method: HTTPRequest.Method, _ pattern: String, _ handle: @escaping Handler) {
        self.method = method
        self.pattern = pattern
        self.handle = handle
    }

    /// Whether a path has the pattern's shape.
    func matches(_ path: String) -> Bool {
        let given = path.split(separator: "/")
        let expected = pattern.split(separator: "/")
        return given.count == expected.count
            && zip(given, expected).allSatisfy { $0 == $1 || $1.hasPrefix("{") }
    }
}

/// What a request carries through the site: the framework's own, and where the connection comes from, of which
/// `AddressPrefix` alone is used and nothing is kept.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    let connection: SocketAddress?

    public init(source: Source) {
        coreContext = .init(source: source)
        connection = source.channel.remoteAddress
    }
}
