import HTTPTypes
import Hummingbird
import Pages
import Staff
import SurveyDefinition

/// Colleagues: who they are, who is invited, and what each may do.
struct ColleagueController: Sendable {
    let workspace: Workspace

    private var verbs: ColleagueVerbs { workspace.verbs.colleagues }

    // MARK: All

    @Sendable func page(_ visit: StaffVisit) async throws -> Response {
        let page = ColleaguesPage(
            person: visit.person, accounts: try await verbs.all(visit.signedIn),
            invitations: try await verbs.openInvitations(visit.signedIn),
            rounds: try await rounds(), done: visit.visit.query(WorkspacePath.doneParameter))
        return respond("colleagues", page.values(in: visit.text), visit)
    }

    @Sendable func invite(_ visit: StaffVisit) async throws -> Response {
        let grant = try await self.grant(of: visit)
        let (token, link) = try await verbs.invite(grant, visit.signedIn)
        let page = InvitedPage(
            address: workspaceLink(with: token, at: workspace.base(visit)), link: link, grant: grant
        )
        return respond(
            "invited", page.values(in: visit.text), visit, title: "invited.title")
    }

    @Sendable func withdraw(_ visit: StaffVisit) async throws -> Response {
        do {
            try await verbs.withdrawInvitation(try visit.parameter("link"), visit.signedIn)
        } catch StaffError.linkNotValid {
            // Accepted or withdrawn meanwhile: the list says how it is.
            return redirect(to: WorkspacePath.colleagues)
        }
        return redirect(to: WorkspacePath.colleagues, done: "withdrawn")
    }

    // MARK: One

    @Sendable func colleaguePage(_ visit: StaffVisit) async throws -> Response {
        try await colleaguePage(visit, problem: nil)
    }

    private func colleaguePage(
        _ visit: StaffVisit, problem: StaffError?
    ) async throws -> Response {
        let id = try account(visit)
        guard let account = try await verbs.all(visit.signedIn).first(where: { $0.id == id }) else {
            throw WorkspaceProblem.unknownPage
        }
        let page = ColleaguePage(
            person: visit.person, account: account, rounds: try await rounds(),
            done: visit.visit.query(WorkspacePath.doneParameter), problem: problem)
        return respond(
            "colleague", page.values(in: visit.text), visit, title: "colleague.title",
            name: account.name, status: problem?.status ?? .ok)
    }

    @Sendable func grant(_ visit: StaffVisit) async throws -> Response {
        let grant = try await self.grant(of: visit)
        return try await change(visit, done: "granted") {
            try await verbs.grant(grant, $0, visit.signedIn)
        }
    }

    @Sendable func revoke(_ visit: StaffVisit) async throws -> Response {
        guard let role = Role(rawValue: visit.field("role")),
            let scope = GrantScope(name: visit.field("scope"))
        else { throw WorkspaceProblem.badForm }
        return try await change(visit, done: "revoked") {
            try await verbs.revoke(Grant(role, in: scope), $0, visit.signedIn)
        }
    }

    @Sendable func close(_ visit: StaffVisit) async throws -> Response {
        try await change(visit, done: "closed") { try await verbs.close($0, visit.signedIn) }
    }

    private func change(
        _ visit: StaffVisit, done: String, _ body: (AccountID) async throws -> Void
    ) async throws -> Response {
        let id = try account(visit)
        do {
            try await body(id)
        } catch StaffError.unknownAccount {
            throw WorkspaceProblem.unknownPage
        } catch let error as StaffError where error == .lastOwner {
            return try await colleaguePage(visit, problem: error)
        }
        return redirect(to: WorkspacePath.colleague(id), done: done)
    }

    // MARK: Parts

    /// A role in a round that there is, or in the municipality.
    private func grant(of visit: StaffVisit) async throws -> Grant {
        guard let role = Role(rawValue: visit.field("role")),
            let scope = GrantScope(name: visit.field("scope"))
        else { throw WorkspaceProblem.badForm }
        if case .round(let round) = scope {
            guard try await rounds().contains(round) else { throw WorkspaceProblem.badForm }
        }
        return Grant(role, in: scope)
    }

    private func rounds() async throws -> [RoundID] {
        try await workspace.verbs.rounds().map(\.round.id)
    }

    private func account(_ visit: StaffVisit) throws -> AccountID {
        AccountID(try visit.parameter("account"))
    }

    private func respond(
        _ template: String, _ values: [String: Any], _ visit: StaffVisit,
        title: String = "colleagues.title", name: String = "", status: HTTPResponse.Status = .ok
    ) -> Response {
        let frame = StaffPage(
            title: title, titleValues: ["name": name], path: WorkspacePath.colleagues,
            text: visit.text, person: visit.person, hasErrors: status != .ok)
        let content = workspace.templates.render(template, values)
        return workspace.response(frame, content: content, status: status)
    }
}
