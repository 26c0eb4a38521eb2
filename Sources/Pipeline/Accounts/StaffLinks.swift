public import Staff
import Storage

extension StaffAccounts {
    /// Whether nobody can invite yet, so that a set-up link is needed.
    public func needsSetUp() async throws -> Bool { try await !store.hasOwner() }

    /// Makes the link by which the first owner is made; the one before it is void. There is no other way in: no
    /// account exists by default, and no password.
    ///
    /// - Throws: `StaffError.alreadySetUp` when there is an owner who has a password.
    public func makeSetUpLink() async throws -> LinkToken {
        try await makeLink(.setUp, by: nil, .setUpLinkMade).token
    }

    /// Makes a link by which the holder of the address chooses a new password, and which takes the one-time code off.
    ///
    /// - Throws: `StaffError.unknownAccount`.
    public func makeNewPasswordLink(for email: EmailAddress) async throws -> LinkToken {
        guard let id = try await store.credentials(of: email)?.account.id else {
            throw StaffError.unknownAccount
        }
        return try await makeLink(.newPassword(id), by: nil, .newPasswordLinkMade(for: id)).token
    }

    /// Makes a link by which a colleague makes an account with this role.
    ///
    /// - Throws: `StaffError.notPermitted`.
    public func invite(
        to grant: Grant, by signedIn: SignedIn
    ) async throws -> (token: LinkToken, link: StaffLink) {
        try signedIn.require(.manageColleagues)
        return try await makeLink(.invitation(grant), by: signedIn.account.id) {
            .invited(grant, link: $0)
        }
    }

    /// The invitations that nobody has accepted yet.
    ///
    /// - Throws: `StaffError.notPermitted`.
    public func openInvitations(for signedIn: SignedIn) async throws -> [StaffLink] {
        try signedIn.require(.manageColleagues)
        return try await store.openInvitations(at: now())
    }

    /// Makes an invitation void that nobody has accepted.
    ///
    /// - Parameter name: its `shortName`.
    /// - Throws: `StaffError.notPermitted`; `.linkNotValid`.
    public func withdrawInvitation(_ name: String, by signedIn: SignedIn) async throws {
        try signedIn.require(.manageColleagues)
        guard
            let link = try await store.openInvitations(at: now()).first(where: {
                $0.shortName == name
            })
        else { throw StaffError.linkNotValid }
        try await refusing {
            try await store.withdraw(
                link.digest,
                noting: note(.invitationWithdrawn(link: name), by: signedIn.account.id))
        }
    }

    /// What a link is for, if it can still be used.
    ///
    /// - Throws: `StaffError.linkNotValid`; `.alreadySetUp` for a set-up link that comes too late.
    public func link(_ token: LinkToken) async throws -> StaffLink {
        guard let link = try await store.link(token.digest, at: now()) else {
            throw StaffError.linkNotValid
        }
        if link.purpose == .setUp, try await store.hasOwnerWithPassword() {
            throw StaffError.alreadySetUp
        }
        return link
    }

    /// Makes an account by a set-up link or an invitation, and signs its holder in.
    ///
    /// - Throws: `StaffError`, and then the link can be used again.
    public func join(by token: LinkToken, as new: NewAccount) async throws -> NewSession {
        let link = try await link(token)
        let grant: Grant
        switch link.purpose {
        case .setUp: grant = Grant(.owner)
        case .invitation(let invited): grant = invited
        case .newPassword: throw StaffError.linkNotValid
        }
        let name = try Account.checkedName(new.name)
        let email = try EmailAddress(new.email)
        let password = try chosen(new.password, new.repeatedPassword, by: [name, email.text])
        var generator = SystemRandomNumberGenerator()
        let account = Account(
            id: .random(using: &generator), name: name, email: email, grants: [grant],
            language: new.language)
        let act: AuditAct =
            link.purpose == .setUp ? .setUp : .joined(grant, link: link.shortName)
        let hash = await hash(password)
        try await refusing {
            try await store.make(
                account, with: hash, by: link, noting: note(act, by: account.id))
        }
        return try await begin(for: account.id, after: 0)
    }

    /// Keeps a new password by a link for it, and signs its holder in.
    ///
    /// - Throws: `StaffError`, and then the link can be used again.
    public func renewPassword(
        by token: LinkToken, to new: String, repeated: String
    ) async throws -> NewSession {
        guard case .newPassword(let id) = try await link(token).purpose,
            let account = try await store.account(id)
        else { throw StaffError.linkNotValid }
        let password = try chosen(new, repeated, by: [account.name, account.email?.text ?? ""])
        let hash = await hash(password)
        try await refusing {
            try await store.renewPassword(
                hash, of: id, by: try await link(token), noting: note(.passwordRenewed, by: id))
        }
        return try await begin(for: id, after: 0)
    }

    // MARK: Parts

    private func makeLink(
        _ purpose: StaffLink.Purpose, by account: AccountID?, _ act: AuditAct
    ) async throws -> (token: LinkToken, link: StaffLink) {
        try await makeLink(purpose, by: account) { _ in act }
    }

    private func makeLink(
        _ purpose: StaffLink.Purpose, by account: AccountID?, _ act: (_ name: String) -> AuditAct
    ) async throws -> (token: LinkToken, link: StaffLink) {
        var generator = SystemRandomNumberGenerator()
        let token = LinkToken(using: &generator)
        let link = StaffLink(
            digest: token.digest, purpose: purpose, madeBy: account,
            expiresAt: now().addingTimeInterval(purpose.lifetime))
        try await refusing {
            try await store.keep(link, noting: note(act(link.shortName), by: account))
        }
        return (token, link)
    }

    /// A password that was typed twice.
    func chosen(
        _ typed: String, _ repeated: String, by own: [String]
    ) throws(StaffError) -> Password {
        guard typed == repeated else { throw .passwordsDiffer }
        return try Password(typed, unlike: commonPasswords, and: own)
    }

    func hash(_ password: Password) async -> PasswordHash {
        let cost = cost
        return await hashing.run {
            var generator = SystemRandomNumberGenerator()
            return PasswordHash(of: password, cost: cost, using: &generator)
        }
    }
}
