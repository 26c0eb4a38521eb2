import Pages

extension Templates {
    /// Those of staff's pages.
    static func ofWorkspace() throws -> Templates {
        try Templates([
            ("layout", PackageResources.layout_mustache),
            ("message", PackageResources.message_mustache),
            ("problems", PackageResources.problems_mustache),
            ("field", PackageResources.field_mustache),
            ("choice", PackageResources.choice_mustache),
            ("newkey", PackageResources.newkey_mustache),
            ("signin", PackageResources.signin_mustache),
            ("code", PackageResources.code_mustache),
            ("join", PackageResources.join_mustache),
            ("start", PackageResources.start_mustache),
            ("entries", PackageResources.entries_mustache),
            ("faults", PackageResources.faults_mustache),
            ("templates", PackageResources.templates_mustache),
            ("dialogue", PackageResources.dialogue_mustache),
            ("preview", PackageResources.preview_mustache),
            ("exchange", PackageResources.exchange_mustache),
            ("exchangeform", PackageResources.exchangeform_mustache),
            ("asked", PackageResources.asked_mustache),
            ("deletedraft", PackageResources.deletedraft_mustache),
            ("reaching", PackageResources.reaching_mustache),
            ("poster", PackageResources.poster_mustache),
            ("paperform", PackageResources.paperform_mustache),
            ("paperentry", PackageResources.paperentry_mustache),
            ("following", PackageResources.following_mustache),
            ("dialogueform", PackageResources.dialogueform_mustache),
            ("observations", PackageResources.observations_mustache),
            ("surveys", PackageResources.surveys_mustache),
            ("placedfaults", PackageResources.placedfaults_mustache),
            ("draft", PackageResources.draft_mustache),
            ("draftform", PackageResources.draftform_mustache),
            ("bank", PackageResources.bank_mustache),
            ("surveypreview", PackageResources.surveypreview_mustache),
            ("account", PackageResources.account_mustache),
            ("onetimecode", PackageResources.onetimecode_mustache),
            ("colleagues", PackageResources.colleagues_mustache),
            ("colleague", PackageResources.colleague_mustache),
            ("invited", PackageResources.invited_mustache),
            ("textprogress", PackageResources.textprogress_mustache),
            ("texts", PackageResources.texts_mustache),
            ("auditlog", PackageResources.auditlog_mustache),
        ])
    }
}
