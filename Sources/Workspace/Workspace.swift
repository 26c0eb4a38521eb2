import HTTPTypes
public import Hummingbird
public import Localization
import NIOCore
public import Pages
import Pipeline
import Staff

/// Staff's pages, all below `/arbete`: who isn't signed in sees the ways in and nothing else.
///
/// It reads no stored answer: what it may ask of the service are the verbs it is given.
public struct Workspace: Sendable {
    let verbs: WorkspaceVerbs
    let locales: Locales
    let identity: SiteIdentity
    let templates: Templates
    let cookies: WorkspaceCookies
    let counters: RequestCounters
    /// Where staff reach the service, such as `https://radslag.example.se`; `nil` when nobody has said.
    let address: String?
    let stylesheetPath: String
    private let stylesheet: StaticPage
    private let apiDescription: APIDescription

    /// - Parameters:
    ///   - address: where the service is reached; cookies are kept to https when it is.
    ///   - counters: the access log, which residents' pages share.
    public init(
        _ verbs: WorkspaceVerbs, locales: Locales, identity: SiteIdentity, address: String?,
        counters: RequestCounters
    ) throws {
        let style =
            SiteStyle.text(for: identity.colour)
            + String(decoding: PackageResources.workspace_css, as: UTF8.self)
        self.verbs = verbs
        self.locales = locales
        self.identity = identity
        self.counters = counters
        self.address = address.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        templates = try Templates.ofWorkspace()
        cookies = WorkspaceCookies(isSecure: address?.hasPrefix("https://") ?? false)
        apiDescription = APIDescription(yaml: PackageResources.staffapi_yaml)
        stylesheetPath = WorkspacePath.stylesheet(shortDigest(Array(style.utf8)))
        stylesheet = StaticPage(
            ByteBuffer(string: style), type: "text/css; charset=utf-8", caching: .forever)
    }

    /// What answers every request below `/arbete`.
    public func router() -> Router<WorkspaceContext> {
        let router = Router(
            context: WorkspaceContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: WorkspaceResponder(workspace: self))
        let gatekeeper = Gatekeeper(workspace: self)
        for route in routes {
            router.on(RouterPath(route.pattern), method: route.method) { request, context in
                try await gatekeeper.answer(route, request, context)
            }
        }
        let apiGatekeeper = APIGatekeeper(workspace: self)
        for route in apiRoutes {
            router.on(RouterPath(route.pattern), method: route.method) { request, context in
                try await apiGatekeeper.answer(route, request, context)
            }
        }
        return router
    }

    /// Every address of the workspace, in one list, with who may use it.
    var routes: [StaffRoute] {
        let ways = SignInController(workspace: self)
        let provider = ProviderController(workspace: self)
        let own = AccountController(workspace: self)
        let colleagues = ColleagueController(workspace: self)
        let log = AuditController(workspace: self)
        let start = StartController(workspace: self)
        let texts = TextController(workspace: self)
        let dialogues = DialogueController(workspace: self)
        let exchange = ExchangeController(
            workspace: self, things: ExchangedDialogues(workspace: self))
        let publishing = PublishingController(workspace: self)
        let reaching = ReachingController(workspace: self)
        let paper = PaperController(workspace: self)
        let following = FollowingController(workspace: self)
        let respondents = RespondentsController(workspace: self)
        let (stylesheet, apiDescription) = (stylesheet, apiDescription)
        let prefix = WorkspacePath.prefix
        let dialogue = prefix + "/dialoger/{round}"
        let observations = dialogue + "/" + DialogueTask.observations.rawValue
        let one = WorkspacePath.colleagues + "/{account}"
        return [
            StaffRoute(.get, stylesheetPath, .anybody { stylesheet.response(to: $0.request) }),
            StaffRoute(
                .get, WorkspacePath.apiDescription,
                .anybody { apiDescription.response(to: $0.request) }),
            StaffRoute(.get, WorkspacePath.signInPage, .anybody(ways.signInPage)),
            StaffRoute(.post, WorkspacePath.signInPage, .anybody(ways.signIn)),
            StaffRoute(.post, WorkspacePath.code, .anybody(ways.confirmCode)),
            StaffRoute(.get, WorkspacePath.provider, .anybody(provider.leave)),
            StaffRoute(.get, WorkspacePath.providerReturn, .anybody(provider.comeBack)),
            StaffRoute(.get, prefix + "/lank/{token}", .anybody(ways.linkPage)),
            StaffRoute(.post, prefix + "/lank/{token}", .anybody(ways.useLink)),

            StaffRoute(.post, WorkspacePath.signOut, .signedIn(own.signOut)),
            StaffRoute(.get, WorkspacePath.account, .signedIn(own.page)),
            StaffRoute(.post, WorkspacePath.password, .signedIn(own.changePassword)),
            StaffRoute(.get, WorkspacePath.oneTimeCode, .signedIn(own.oneTimeCodePage)),
            StaffRoute(.post, WorkspacePath.oneTimeCode, .signedIn(own.confirmOneTimeCode)),
            StaffRoute(.post, WorkspacePath.oneTimeCodeOff, .signedIn(own.removeOneTimeCode)),
            StaffRoute(.post, WorkspacePath.signOutEverywhere, .signedIn(own.signOutEverywhere)),
            StaffRoute(.post, WorkspacePath.language, .signedIn(own.setLanguage)),
            StaffRoute(.post, WorkspacePath.accessKeys, .signedIn(own.makeAccessKey)),
            StaffRoute(
                .post, WorkspacePath.accessKeys + "/{key}/ta-bort",
                .signedIn(own.removeAccessKey)),

            StaffRoute(.get, prefix, .holders(.seeRounds, .somewhere, start.page)),

            StaffRoute(
                .get, prefix + "/omgangar/{round}/texter",
                .holders(.moderateTexts, .roundOfAddress, texts.progressPage)),
            StaffRoute(
                .get, prefix + "/omgangar/{round}/texter/{question}",
                .holders(.moderateTexts, .roundOfAddress, texts.page)),
            StaffRoute(
                .post, prefix + "/omgangar/{round}/texter/{question}",
                .holders(.moderateTexts, .roundOfAddress, texts.judge)),

            StaffRoute(
                .get, WorkspacePath.newDialogue,
                .holders(.editRounds, .municipality, dialogues.startPage)),
            StaffRoute(
                .post, WorkspacePath.newDialogue,
                .holders(.editRounds, .municipality, dialogues.start)),
            StaffRoute(
                .get, dialogue, .holders(.seeRounds, .roundOfAddress, dialogues.page)),
            StaffRoute(
                .get, dialogue + "/oversattning/{language}",
                .holders(.translate, .roundOfAddress, dialogues.translationPage)),
            StaffRoute(
                .post, dialogue + "/oversattning/{language}",
                .holders(.translate, .roundOfAddress, dialogues.saveTranslation)),
            StaffRoute(
                .post, dialogue + "/oversattning/{language}/granskad",
                .holders(.translate, .roundOfAddress, dialogues.signOff)),
            StaffRoute(
                .get, dialogue + "/oversattning.xlsx",
                .holders(.translate, .roundOfAddress, exchange.workbook)),
            StaffRoute(
                .get, dialogue + "/oversattning/{language}/xliff",
                .holders(.translate, .roundOfAddress, exchange.xliff)),
            StaffRoute(
                .post, dialogue + "/oversattning",
                .holders(.translate, .roundOfAddress, exchange.take)),
            StaffRoute(
                .get, observations,
                .holders(.seeRounds, .roundOfAddress, dialogues.observationsPage)),
            StaffRoute(
                .post, observations, .holders(.editRounds, .roundOfAddress, dialogues.note)),
            StaffRoute(
                .get, observations + ".csv",
                .holders(.seeRounds, .roundOfAddress, dialogues.observationsFile)),
            StaffRoute(
                .get, observations + "/{number}",
                .holders(.editRounds, .roundOfAddress, dialogues.observationPage)),
            StaffRoute(
                .post, observations + "/{number}",
                .holders(.editRounds, .roundOfAddress, dialogues.saveObservation)),
            StaffRoute(
                .get, dialogue + "/" + WorkspacePath.previewPage,
                .holders(.prepareReleases, .roundOfAddress, publishing.page)),
            StaffRoute(
                .post, dialogue + "/" + WorkspacePath.publishPage,
                .holders(.publish, .roundOfAddress, publishing.publish)),
            StaffRoute(
                .post, dialogue + "/" + WorkspacePath.askPage,
                .holders(.prepareReleases, .roundOfAddress, publishing.ask)),
            StaffRoute(
                .post, dialogue + "/" + WorkspacePath.approvePage,
                .holders(.publish, .roundOfAddress, publishing.approve)),
            StaffRoute(
                .post, dialogue + "/" + WorkspacePath.withdrawPage,
                .holders(.prepareReleases, .roundOfAddress, publishing.withdraw)),

            StaffRoute(
                .get, dialogue + "/na-ut", .holders(.seeRounds, .roundOfAddress, reaching.page)),
            StaffRoute(
                .get, dialogue + "/na-ut/qr.svg",
                .holders(.seeRounds, .roundOfAddress, reaching.qrCode)),
            StaffRoute(
                .get, dialogue + "/na-ut/affisch",
                .holders(.seeRounds, .roundOfAddress, reaching.poster)),
            StaffRoute(
                .get, dialogue + "/vilka-far-svara",
                .holders(.editRounds, .roundOfAddress, respondents.page)),
            StaffRoute(
                .post, dialogue + "/vilka-far-svara",
                .holders(.editRounds, .roundOfAddress, respondents.choose)),
            StaffRoute(
                .post, dialogue + "/vilka-far-svara/koder",
                .holders(.editRounds, .roundOfAddress, respondents.issueCodes)),
            StaffRoute(
                .get, dialogue + "/papper", .holders(.seeRounds, .roundOfAddress, paper.form)),
            StaffRoute(
                .get, dialogue + "/papper/skriv-in",
                .holders(.editRounds, .roundOfAddress, paper.entryPage)),
            StaffRoute(
                .post, dialogue + "/papper/skriv-in",
                .holders(.editRounds, .roundOfAddress, paper.enter)),
            StaffRoute(
                .get, dialogue + "/folj",
                .holders(.seeCoverage, .roundOfAddress, following.page)),

            StaffRoute(
                .get, WorkspacePath.colleagues,
                .holders(.manageColleagues, .municipality, colleagues.page)),
            StaffRoute(
                .post, WorkspacePath.invite,
                .holders(.manageColleagues, .municipality, colleagues.invite)),
            StaffRoute(
                .post, prefix + "/inbjudningar/{link}/ta-bort",
                .holders(.manageColleagues, .municipality, colleagues.withdraw)),
            StaffRoute(
                .get, one, .holders(.manageColleagues, .municipality, colleagues.colleaguePage)),
            StaffRoute(
                .post, one + "/ge-roll",
                .holders(.manageColleagues, .municipality, colleagues.grant)),
            StaffRoute(
                .post, one + "/ta-roll",
                .holders(.manageColleagues, .municipality, colleagues.revoke)),
            StaffRoute(
                .post, one + "/avsluta",
                .holders(.manageColleagues, .municipality, colleagues.close)),

            StaffRoute(
                .get, WorkspacePath.auditLog, .holders(.readAuditLog, .municipality, log.page)),
            StaffRoute(
                .post, WorkspacePath.auditExport,
                .holders(.readAuditLog, .municipality, log.export)),
        ]
            + surveyRoutes
            + DialogueTask.forms.flatMap { task in
                [
                    StaffRoute(
                        .get, dialogue + "/" + task.rawValue,
                        .holders(.editRounds, .roundOfAddress, dialogues.formPage(task))),
                    StaffRoute(
                        .post, dialogue + "/" + task.rawValue,
                        .holders(.editRounds, .roundOfAddress, dialogues.save(task))),
                ]
            }
            + DialogueStep.allCases.map { step in
                StaffRoute(
                    .post, dialogue + "/" + DialogueTask(step).rawValue,
                    .holders(step.permission, .roundOfAddress, dialogues.take(step)))
            }
    }
}
