import Mustache

/// The page that is compiled into the program, parsed once.
private let template = parsedTemplate(
    String(decoding: PackageResources.results_mustache, as: UTF8.self))

private let coverage = parsedTemplate(coverageTemplate)

private let library = MustacheLibrary(templates: [
    "panel": parsedTemplate(panelTemplate), "coverage": coverage,
])

/// Renders the page of results. The template escapes every value but marks and drawings: `marks`, `shapes`,
/// `symbol` and `chart`.
func renderResults(_ fields: TemplateFields) -> String {
    template.render(fields, library: library)
}

/// Renders who answered, by itself.
func renderCoverage(_ fields: TemplateFields) -> String {
    coverage.render(fields, library: library)
}

/// A template of our own, which a test renders: one that can't be read is a mistake of ours.
func parsedTemplate(_ text: String) -> MustacheTemplate {
    do {
        return try MustacheTemplate(string: text)
    } catch {
        preconditionFailure("A template can't be read: \(error).")
    }
}
