import Pages

extension Templates {
    /// Those of residents' pages.
    static func ofPublicSite() throws -> Templates {
        try Templates([
            ("layout", PackageResources.layout_mustache),
            ("start", PackageResources.start_mustache),
            ("round", PackageResources.round_mustache),
            ("section", PackageResources.section_mustache),
            ("review", PackageResources.review_mustache),
            ("code", PackageResources.code_mustache),
            ("ticket", PackageResources.ticket_mustache),
            ("ticketgiven", PackageResources.ticketgiven_mustache),
            ("thanks", PackageResources.thanks_mustache),
            ("message", PackageResources.message_mustache),
            ("resultsindex", PackageResources.resultsindex_mustache),
            ("dialogue", PackageResources.dialogue_mustache),
        ])
    }
}
