import Mustache

/// The templates of a site's pages, parsed once.
package struct Templates: Sendable {
    private let library: MustacheLibrary

    /// - Parameter sources: each template's name and its text as bytes.
    package init(_ sources: [(name: String, bytes: [UInt8])]) throws {
        var templates: [String: MustacheTemplate] = [:]
        for (name, bytes) in sources {
            templates[name] = try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
        }
        library = MustacheLibrary(templates: templates)
    }

    /// The template with its values: HTML.
    ///
    /// - Precondition: there is a template of that name.
    package func render(_ name: String, _ values: [String: Any]) -> String {
        guard let html = library.render(values, withTemplate: name) else {
            preconditionFailure("The site has no template \(name).")
        }
        return html
    }
}
