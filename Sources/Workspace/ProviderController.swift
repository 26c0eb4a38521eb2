import HTTPTypes
import Hummingbird
import Localization
import Pages
import Pipeline
import Staff

/// Sign-in through the municipality's provider: away, and back.
///
/// Both are pages that are asked for, not forms that are sent: our own policy lets no form lead elsewhere, and the
/// provider leads back by an address.
struct ProviderController: Sendable {
    let workspace: Workspace

    /// - Throws: `WorkspaceProblem.unknownPage` where no provider is configured.
    private func verbs() throws -> ProviderVerbs {
        guard let verbs = workspace.verbs.signIn.provider else {
            throw WorkspaceProblem.unknownPage
        }
        return verbs
    }

    @Sendable func leave(_ visit: Visit) async throws -> Response {
        let verbs = try verbs()
        let next = visit.query(WorkspacePath.nextParameter).map { workspace.next($0) }
        if visit.person != nil { return redirect(to: next ?? WorkspacePath.start) }
        do {
            let departure = try await verbs.begin(next, visit.text.language.tag)
            var response = redirect(to: departure)
            workspace.cookies.setFlow(departure.sealed, on: &response)
            return response
        } catch let error as StaffError {
            return problem(error, visit, verbs)
        }
    }

    @Sendable func comeBack(_ visit: Visit) async throws -> Response {
        let verbs = try verbs()
        let sealed = workspace.cookies.sealedFlow(in: visit.request)
        let visit = speaking(sealed.flatMap(verbs.language), visit)
        var response: Response
        do {
            let (session, next) = try await verbs.finish(
                ProviderArrival(
                    code: visit.query("code"), state: visit.query("state"),
                    issuer: visit.query("iss"), error: visit.query("error"), sealed: sealed,
                    network: visit.network))
            if let person = visit.person {
                try await workspace.verbs.signIn.signOut(person.signedIn)
            }
            response = arrived(at: workspace.next(next), visit)
            workspace.cookies.set(session, on: &response)
        } catch let error as StaffError {
            response = problem(error, visit, verbs)
        }
        workspace.cookies.clearFlow(on: &response)
        return response
    }

    /// The address that the provider leads back to has no language, but the way there began in one.
    private func speaking(_ tag: LanguageTag?, _ visit: Visit) -> Visit {
        guard let tag, visit.person == nil else { return visit }
        var visit = visit
        visit.text = PageText(localizer: workspace.locales.localizer(for: tag))
        return visit
    }

    /// A page of ours that opens the next: a redirect would still be a step from the provider's page, on which
    /// browsers leave the session's `Strict` cookie out.
    private func arrived(at next: String, _ visit: Visit) -> Response {
        let content = workspace.templates.render(
            "message",
            [
                "title": visit.text.work("provider.arrived"),
                "text": visit.text.work("provider.arrived-text"),
                "links": [["path": next, "label": visit.text.work("provider.continue")]],
            ])
        let frame = StaffPage(
            title: "provider.arrived", path: WorkspacePath.signInPage, text: visit.text,
            person: nil, leadsTo: next)
        return workspace.response(frame, content: content)
    }

    private func problem(
        _ error: StaffError, _ visit: Visit, _ verbs: ProviderVerbs
    ) -> Response {
        let page = ProviderProblemPage(reason: error, provider: verbs.name)
        return workspace.respond(page, visit, status: error.status)
    }
}
