import HTTPTypes
import Hummingbird
import Pages
import Pipeline
import Staff
import SurveyDefinition

/// Stands before every address of the staff API: reads whose key it is, and asks the table of permissions.
///
/// Cookies are not looked at. A foreign page can make a browser send them, and no page can make it send a key.
struct APIGatekeeper: Sendable {
    let workspace: Workspace

    static let largestDocument = 256 * 1024

    func answer(
        _ route: APIRoute, _ request: Request, _ context: WorkspaceContext
    ) async throws -> Response {
        let signedIn = try await signedIn(behind: request)
        guard case .key(let key) = signedIn.means else { throw APIProblem.noKey }
        let isChange = route.method != .get
        if isChange, !key.mayChange { throw APIProblem.readsOnly }
        var body: [UInt8] = []
        if isChange {
            let most =
                route.pattern.hasSuffix(SurveyAPI.files)
                ? Gatekeeper.largestFile : Self.largestDocument
            body = Array(try await request.body.collect(upTo: most).readableBytesView)
        }
        let call = APICall(
            request: request, parameters: context.parameters, body: body, signedIn: signedIn,
            key: key, text: workspace.text(for: request, of: signedIn.account))
        if let permission = route.permission {
            try signedIn.require(permission, at: route.place, of: try call.round)
        }
        return try await route.answer(call).response
    }

    /// - Throws: `APIProblem.noKey` for no key, and for one that doesn't hold: it isn't told which.
    private func signedIn(behind request: Request) async throws -> SignedIn {
        let parts = (request.headers[.authorization] ?? "").split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer",
            let token = AccessToken(presented: String(parts[1])),
            let signedIn = try await workspace.verbs.signIn.signedInByKey(token)
        else { throw APIProblem.noKey }
        return signedIn
    }
}

extension Workspace {
    /// Every address of the staff API, in one list, with what it takes.
    var apiRoutes: [APIRoute] {
        let own = AccountAPI(workspace: self)
        let dialogues = DialogueAPI(workspace: self)
        let releases = ReleaseAPI(workspace: self)
        let surveys = SurveyAPI(workspace: self)
        let dialogue = "/dialogues/{round}"
        let release = dialogue + "/release"
        return [
            APIRoute(.get, "/me", nil, .somewhere, own.me),
            APIRoute(.get, "/audit-log", .readAuditLog, .municipality, own.auditLog),

            APIRoute(.get, "/templates", .seeRounds, .somewhere, dialogues.templates),
            APIRoute(.get, "/dialogues", .seeRounds, .somewhere, dialogues.all),
            APIRoute(.post, "/dialogues", .editRounds, .municipality, dialogues.start),
            APIRoute(.get, dialogue, .seeRounds, .roundOfAddress, dialogues.one),
            APIRoute(
                .get, dialogue + "/parts/{part}", .editRounds, .roundOfAddress, dialogues.part),
            APIRoute(
                .put, dialogue + "/parts/{part}", .editRounds, .roundOfAddress,
                dialogues.changePart),
            APIRoute(
                .get, dialogue + "/translations/{language}", .translate, .roundOfAddress,
                dialogues.translation),
            APIRoute(
                .put, dialogue + "/translations/{language}", .translate, .roundOfAddress,
                dialogues.changeTranslation),
            APIRoute(
                .post, dialogue + "/observations", .editRounds, .roundOfAddress, dialogues.note),
            APIRoute(
                .post, dialogue + "/survey", .editRounds, .roundOfAddress, surveys.choose),
            APIRoute(
                .get, dialogue + "/following", .seeCoverage, .roundOfAddress,
                dialogues.following),

            APIRoute(
                .get, dialogue + "/release-preview", .prepareReleases, .roundOfAddress,
                releases.preview),
            APIRoute(
                .get, dialogue + "/release-preview/figures", .prepareReleases, .roundOfAddress,
                releases.figures),
            APIRoute(.post, release, .publish, .roundOfAddress, releases.publish),
            APIRoute(
                .post, release + "/request", .prepareReleases, .roundOfAddress, releases.ask),
            APIRoute(
                .post, release + "/approval", .publish, .roundOfAddress, releases.approve),
            APIRoute(
                .post, release + "/withdrawal", .prepareReleases, .roundOfAddress,
                releases.withdraw),

            APIRoute(.get, "/surveys", .translate, .municipality, surveys.all),
            APIRoute(.get, "/surveys/{survey}", .translate, .municipality, surveys.one),
            APIRoute(
                .get, "/surveys/{survey}" + SurveyAPI.files, .translate, .municipality,
                surveys.archive),
            APIRoute(
                .post, "/surveys" + SurveyAPI.files, .editRounds, .municipality, surveys.read),
            APIRoute(
                .post, "/surveys/{survey}/publication", .editRounds, .municipality,
                surveys.publish),
        ]
            + DialogueStep.allCases.map { step in
                APIRoute(
                    .post, dialogue + "/" + step.rawValue, step.permission, .roundOfAddress,
                    dialogues.take(step))
            }
    }

    /// How a path can be asked for, by people or by programs.
    func methods(at path: String) -> [HTTPRequest.Method] {
        routes.filter { $0.matches(path) }.map(\.method)
            + apiRoutes.filter { $0.matches(path) }.map(\.method)
    }
}
