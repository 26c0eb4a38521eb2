import Pages
import Staff
import SurveyDefinition

/// All colleagues, those who are invited, and the form that invites.
struct ColleaguesPage {
    let person: Person
    let accounts: [Account]
    let invitations: [StaffLink]
    let rounds: [RoundID]
    let done: String?

    func values(in text: PageText) -> [String: Any] {
        var values: [String: Any] = [
            "title": text.work("colleagues.title"), "lead": text.work("colleagues.lead"),
            "token": person.token.formToken,
            "accounts": accounts.map { line($0, in: text) },
            "inviteHeading": text.work("colleagues.invite"),
            "inviteLead": text.work("colleagues.invite-lead"),
            "invitePath": WorkspacePath.invite,
            "inviteButton": text.work("colleagues.invite-button"),
            "choice": GrantChoice(rounds: rounds).values(in: text),
            "anyInvitations": !invitations.isEmpty,
            "invitationsHeading": text.work("colleagues.invitations"),
            "invitations": invitations.compactMap { line($0, in: text) },
        ]
        if done == "withdrawn" { values["done"] = text.work("done.withdrawn") }
        return values
    }

    private func line(_ account: Account, in text: PageText) -> [String: Any] {
        var values: [String: Any] = [
            "path": WorkspacePath.colleague(account.id), "name": account.name,
            "isOpen": !account.isClosed, "closed": text.work("colleagues.closed"),
            "roles": account.grants.sorted().map { text.grant($0) }.joined(separator: " · "),
        ]
        if let email = account.email { values["email"] = email.text }
        if account.hasOneTimeCode { values["code"] = text.work("colleagues.has-code") }
        if account.provider != nil { values["code"] = text.work("colleagues.by-provider") }
        return values
    }

    private func line(_ link: StaffLink, in text: PageText) -> [String: Any]? {
        guard case .invitation(let grant) = link.purpose else { return nil }
        return [
            "text": text.work(
                "colleagues.invitation",
                [
                    "grant": text.grant(grant), "name": link.shortName,
                    "until": shown(link.expiresAt),
                ]),
            "path": WorkspacePath.withdraw(link), "button": text.work("colleagues.withdraw"),
            "name": link.shortName,
        ]
    }
}

/// The two lists that a role is chosen from: what, and where.
struct GrantChoice {
    let rounds: [RoundID]

    func values(in text: PageText) -> [String: Any] {
        let scopes = [GrantScope.municipality] + rounds.map { .round($0) }
        return [
            "roleLabel": text.work("field.role"), "scopeLabel": text.work("field.scope"),
            "roles": Role.allCases.reversed().map { role in
                [
                    "value": role.rawValue, "name": text.work("role.\(role.rawValue)"),
                    "about": text.work("role-about.\(role.rawValue)"),
                ]
            },
            "scopes": scopes.map { ["value": $0.name, "name": text.scope($0)] },
        ]
    }
}

/// The link of a new invitation, shown once.
struct InvitedPage {
    let address: String
    let link: StaffLink
    let grant: Grant

    func values(in text: PageText) -> [String: Any] {
        [
            "title": text.work("invited.title"),
            "lead": text.work(
                "invited.lead", ["grant": text.grant(grant), "until": shown(link.expiresAt)]),
            "label": text.work("invited.link"), "address": address,
            "once": text.work("invited.once"), "backPath": WorkspacePath.colleagues,
            "back": text.work("invited.back"),
        ]
    }
}

/// One colleague: roles to give and take, and the end of the account.
struct ColleaguePage {
    let person: Person
    let account: Account
    let rounds: [RoundID]
    let done: String?
    let problem: StaffError?

    func values(in text: PageText) -> [String: Any] {
        var values: [String: Any] = [
            "name": account.name, "isOpen": !account.isClosed,
            "closed": text.work("colleagues.closed"),
            "token": person.token.formToken, "rolesHeading": text.work("colleague.roles"),
            "roles": account.grantsByHand.sorted().map { line($0, in: text) },
            "providerRoles": Role.allCases.filter(account.providerRoles.contains).map {
                [
                    "text": text.grant(Grant($0)),
                    "origin": text.work("colleague.by-provider"),
                ]
            },
            "noRoles": text.work("colleague.no-roles"), "anyRoles": !account.grants.isEmpty,
            "grantHeading": text.work("colleague.give"),
            "grantPath": WorkspacePath.grant(account.id),
            "grantButton": text.work("colleague.give-button"),
            "choice": GrantChoice(rounds: rounds).values(in: text),
            "closeHeading": text.work("colleague.close"),
            "closeLead": text.work("colleague.close-lead"),
            "closePath": WorkspacePath.close(account.id),
            "closeButton": text.work("colleague.close-button"),
            "backPath": WorkspacePath.colleagues, "back": text.work("invited.back"),
        ]
        if let email = account.email { values["email"] = email.text }
        if let done, ["granted", "revoked", "closed"].contains(done) {
            values["done"] = text.work("done.\(done)")
        }
        if let problem {
            values["problem"] = FormProblem(problem, at: ("roles", "colleague.roles"))
                .values(in: text)
        }
        return values
    }

    private func line(_ grant: Grant, in text: PageText) -> [String: Any] {
        [
            "text": text.grant(grant), "role": grant.role.rawValue, "scope": grant.scope.name,
            "path": WorkspacePath.revoke(account.id), "button": text.work("colleague.take"),
        ]
    }
}
