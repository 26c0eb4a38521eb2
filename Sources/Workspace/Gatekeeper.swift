import HTTPTypes
import Hummingbird
import Localization
import Pages
import Staff
import SurveyDefinition

/// Stands before every route: reads who comes, refuses forged forms, and asks the table of permissions.
struct Gatekeeper: Sendable {
    let workspace: Workspace

    static let largestBody = 64 * 1024
    static let largestFile = 4 * 1024 * 1024

    func answer(
        _ route: StaffRoute, _ request: Request, _ context: WorkspaceContext
    ) async throws -> Response {
        let isChange = route.method == .post
        if isChange { try requireOwnOrigin(request) }
        let visit = try await visit(request, context, isChange: isChange)
        switch route.answer {
        case .anybody(let handle): return try await handle(visit)
        case .signedIn(let handle):
            return try await handle(try staffVisit(visit, isChange: isChange))
        case .holders(let permission, let place, let handle):
            let staff = try staffVisit(visit, isChange: isChange)
            try staff.signedIn.require(
                permission, at: place, of: RoundID(try staff.parameter("round")))
            return try await handle(staff)
        }
    }

    /// - Throws: `.signInFirst`; `.forgedForm` for a change whose form isn't this session's.
    private func staffVisit(_ visit: Visit, isChange: Bool) throws -> StaffVisit {
        guard let person = visit.person else {
            throw WorkspaceProblem.signInFirst(
                next: isChange ? WorkspacePath.start : visit.request.uri.path)
        }
        if isChange {
            guard person.token.isFormToken(visit.field(Self.formTokenField)) else {
                throw WorkspaceProblem.forgedForm
            }
        }
        return StaffVisit(visit: visit, person: person)
    }

    /// The hidden field of every form of a session.
    static let formTokenField = "token"

    private func visit(
        _ request: Request, _ context: WorkspaceContext, isChange: Bool
    ) async throws -> Visit {
        var request = request
        let person = try await workspace.person(behind: request)
        let (form, file) =
            isChange
            ? try await read(&request, from: person)
            : (try FormFields(decoding: EmptyCollection<UInt8>()), nil)
        return Visit(
            request: request, parameters: context.parameters,
            network: network(of: request, from: context.peer), form: form, file: file,
            text: workspace.text(for: request, of: person?.account), person: person)
    }

    /// Reads what was sent. Files are taken from nobody but who is signed in, and larger than other forms.
    private func read(
        _ request: inout Request, from person: Person?
    ) async throws -> (FormFields, [UInt8]?) {
        let type = request.headers[.contentType]
        guard person != nil, MultipartForm.isAnnounced(by: type), let type else {
            return (try await read(&request), nil)
        }
        let body = try await request.body.collect(upTo: Self.largestFile)
        guard
            let form = MultipartForm(decoding: Array(body.readableBytesView), contentType: type)
        else { throw WorkspaceProblem.badForm }
        return (FormFields(form.fields), form.files["file"])
    }

    private func read(_ request: inout Request) async throws -> FormFields {
        let body = try await request.body.collect(upTo: Self.largestBody)
        do {
            return try FormFields(decoding: body.readableBytesView)
        } catch {
            throw WorkspaceProblem.badForm
        }
    }

    /// A form must come from a page of ours. Browsers say from where; whoever doesn't say isn't one.
    ///
    /// Source: OWASP, *Cross-Site Request Forgery Prevention*, verifying the origin with standard headers.
    private func requireOwnOrigin(_ request: Request) throws {
        if let origin = request.headers[.origin] {
            let host = request.head.authority ?? ""
            let own = ["http://" + host, "https://" + host, workspace.address].compactMap { $0 }
            guard !host.isEmpty, own.contains(origin) else { throw WorkspaceProblem.forgedForm }
        } else {
            guard let name = HTTPField.Name("Sec-Fetch-Site"),
                request.headers[name] == "same-origin"
            else { throw WorkspaceProblem.forgedForm }
        }
    }
}

extension SignedIn {
    /// - Parameter round: of the address; not asked for where the permission needs no round.
    /// - Throws: `WorkspaceProblem.notPermitted`.
    func require(
        _ permission: Permission, at place: StaffRoute.Place,
        of round: @autoclosure () throws -> RoundID
    ) throws {
        let isPermitted =
            switch place {
            case .municipality: mayDo(permission)
            case .somewhere: mayDoSomewhere(permission)
            case .roundOfAddress: mayDo(permission, in: .round(try round()))
            }
        guard isPermitted else { throw WorkspaceProblem.notPermitted }
    }
}

extension Workspace {
    /// Who is signed in with the request's cookie, if anybody is.
    func person(behind request: Request) async throws -> Person? {
        guard let token = cookies.sessionToken(in: request),
            let signedIn = try await verbs.signIn.signedIn(token)
        else { return nil }
        return Person(signedIn: signedIn, token: token)
    }

    /// The texts in the language of the account, else in the one that the page was asked for in, else in one that
    /// the browser asks for.
    func text(for request: Request, of account: Account?) -> PageText {
        let asked = request.uri.queryParameters[Substring(WorkspacePath.languageParameter)]
            .flatMap { LanguageTag(String($0)) }
        let chosen = [account?.language, asked].compactMap { $0 }
            .first { locales.language($0) != nil }
        let tag = chosen ?? locales.language(accepting: request.headers[.acceptLanguage]).tag
        return PageText(localizer: locales.localizer(for: tag))
    }
}
