public import Localization
public import Pipeline
import PublicSite
import Staff
public import SurveyDefinition
public import Workspace

extension WorkspaceVerbs {
    /// The verbs that the workspace is given, each one sentence of the pipeline.
    ///
    /// - Parameters:
    ///   - preview: how residents would see a page of questions; see `PublicSite.preview`.
    ///   - provider: the municipality's, where one is configured.
    public init(
        of consultation: Consultation, _ desk: DialogueDesk, _ surveys: SurveyDesk,
        preview: @escaping @Sendable (Survey, SectionID, Localizer) -> String?,
        provider: ProviderSignIn? = nil
    ) {
        let staff = consultation.staff
        self.init(
            signIn: SignInVerbs(of: staff), account: AccountVerbs(of: staff),
            colleagues: ColleagueVerbs(of: staff), texts: TextVerbs(of: consultation),
            dialogues: DialogueVerbs(of: desk), publishing: PublishingVerbs(of: desk),
            reach: ReachVerbs(of: desk),
            surveys: SurveyVerbs(of: surveys, preview: preview),
            rounds: {
                var rounds: [StaffRound] = []
                for listing in try await consultation.listings() {
                    rounds.append(
                        StaffRound(
                            round: listing.round, survey: listing.survey,
                            participation: try await consultation.participation(
                                in: listing.round.id)))
                }
                return rounds
            },
            auditLog: { try await staff.auditLog(for: $0) },
            exportAuditLog: { try await staff.exportAuditLog(for: $0) })
        signIn.provider = provider.map { provider in
            ProviderVerbs(
                name: provider.name,
                begin: { try await provider.begin(next: $0, language: $1) },
                finish: { try await provider.finish($0) },
                language: { provider.language(of: $0) })
        }
    }
}

extension SignInVerbs {
    fileprivate init(of staff: StaffAccounts) {
        self.init(
            needsSetUp: { try await staff.needsSetUp() },
            signIn: { try await staff.signIn($0) },
            confirmCode: { try await staff.signIn($0) },
            signedIn: { try await staff.signedIn(by: $0) },
            signedInByKey: { try await staff.signedIn(by: $0) },
            signOut: { try await staff.signOut($0) },
            link: { try await staff.link($0) },
            join: { try await staff.join(by: $0, as: $1) },
            renewPassword: { try await staff.renewPassword(by: $0, to: $1, repeated: $2) })
    }
}

extension AccountVerbs {
    fileprivate init(of staff: StaffAccounts) {
        self.init(
            sessions: { try await staff.sessions(of: $0) },
            signOutEverywhere: { try await staff.signOutEverywhere($0) },
            changePassword: { try await staff.changePassword($0, of: $1) },
            setLanguage: { try await staff.setLanguage($0, of: $1) },
            proposeOneTimeCode: { staff.proposeOneTimeCode(for: $0) },
            proposedOneTimeCode: { try staff.proposedOneTimeCode($0, for: $1) },
            confirmOneTimeCode: { try await staff.confirmOneTimeCode($0, code: $1, by: $2) },
            removeOneTimeCode: { try await staff.removeOneTimeCode(password: $0, by: $1) },
            accessKeys: { try await staff.accessKeys(of: $0) },
            makeAccessKey: { try await staff.makeAccessKey($0, by: $1) },
            removeAccessKey: { try await staff.removeAccessKey($0, by: $1) })
    }
}

extension ColleagueVerbs {
    fileprivate init(of staff: StaffAccounts) {
        self.init(
            all: { try await staff.colleagues(for: $0) },
            openInvitations: { try await staff.openInvitations(for: $0) },
            invite: { try await staff.invite(to: $0, by: $1) },
            withdrawInvitation: { try await staff.withdrawInvitation($0, by: $1) },
            grant: { try await staff.grant($0, to: $1, by: $2) },
            revoke: { try await staff.revoke($0, from: $1, by: $2) },
            close: { try await staff.close($0, by: $1) })
    }
}

extension DialogueVerbs {
    fileprivate init(of desk: DialogueDesk) {
        self.init(
            templates: desk.templates, definitions: desk.definitions,
            all: { try await desk.dialogues(for: $0) },
            one: { try await desk.dialogue($0, for: $1) },
            start: { try await desk.start($0, by: $1) },
            change: { try await desk.change($0, $1, to: $2, since: $3, by: $4) },
            note: { try await desk.note($1, in: $0, by: $2) },
            take: { try await desk.take($0, of: $1, by: $2) },
            signOff: { try await desk.signOff($1, of: $0, readAt: $2, by: $3) })
    }
}

extension PublishingVerbs {
    fileprivate init(of desk: DialogueDesk) {
        self.init(
            preview: { try await desk.preview($0, leavingOut: $1, for: $2) },
            publish: { try await desk.publish($0, $1, by: $2) },
            ask: { try await desk.ask($0, for: $1, by: $2) },
            approve: { try await desk.approve($0, digest: $1, by: $2) },
            withdraw: { try await desk.withdraw($0, digest: $1, by: $2) })
    }
}

extension ReachVerbs {
    fileprivate init(of desk: DialogueDesk) {
        self.init(
            link: { roundLink(to: $0, place: $1, mode: $2, at: $3) },
            one: { try await desk.reached($0, for: $1) },
            following: { try await desk.following($0, for: $1) },
            codeLink: { invitationLink(with: $0, to: $1, at: $2) },
            choose: { try await desk.choose($0, for: $1, by: $2) },
            codes: { try await desk.codes(of: $0, for: $1) },
            issueCodes: { try await desk.issueCodes($0, for: $1, by: $2) },
            enter: { try await desk.enter($0, into: $1, code: $2, in: $3, by: $4) })
    }
}

extension SurveyVerbs {
    fileprivate init(
        of desk: SurveyDesk,
        preview: @escaping @Sendable (Survey, SectionID, Localizer) -> String?
    ) {
        self.init(
            bank: desk.bank, requiredLanguages: desk.requiredLanguages,
            definitions: desk.definitions,
            all: { try await desk.surveys(for: $0) },
            one: { try await desk.draft($0, for: $1) },
            archive: { try await desk.archive(of: $0, for: $1) },
            begin: { try await desk.begin($0, by: $1) },
            change: { try await desk.change($0, $1, to: $2, since: $3, by: $4) },
            apply: { try await desk.apply($0, to: $1, by: $2) },
            publish: { _ = try await desk.publish($0, revision: $1, by: $2) },
            delete: { try await desk.delete($0, revision: $1, by: $2) },
            preparedDialogues: { try await desk.preparedDialogues(for: $0) },
            choose: { try await desk.choose($0, for: $1, by: $2) },
            asked: { try await desk.asked(in: $0, for: $1) },
            choices: { try await desk.choices(for: $0, by: $1) }, preview: preview)
    }
}

extension TextVerbs {
    fileprivate init(of consultation: Consultation) {
        self.init(
            progress: { try await consultation.textProgress(in: $0, for: $1) },
            read: { try await consultation.readTexts($0, in: $1, for: $2) },
            readOne: { try await consultation.readText($0, in: $1, for: $2) },
            judge: { try await consultation.judgeText($0, in: $1, for: $2) })
    }
}
