import Mustache

/// The templates of the site's pages, parsed once.
struct Templates: Sendable {
    private let library: MustacheLibrary

    init() throws {
        let sources: [(name: String, bytes: [UInt8])] = [
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
        ]
        var templates: [String: MustacheTemplate] = [:]
        for (name, bytes) in sources {
            templates[name] = try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
        }
        library = MustacheLibrary(templates: templates)
    }

    func render(_ name: String, _ values: [String: Any]) -> String {
        guard let html = library.render(values, withTemplate: name) else {
            preconditionFailure("The site has no template \(name).")
        }
        return html
    }
}
