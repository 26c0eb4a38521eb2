package import HTTPTypes

/// What every response says to the browser: nothing from elsewhere, no script, no trace.
package enum SecurityHeaders {
    /// Of a page without scripts, whose forms are sent to this site.
    package static let fields = fields(policy(formsTo: "'self'"))

    /// The same for a page with a script of this site's, which asks this site, and forms that are sent to
    /// another origin as well.
    ///
    /// - Parameter origin: empty for none.
    package static func scripted(formsTo origin: String = "") -> HTTPFields {
        let forms = origin.isEmpty ? "'self'" : "'self' \(origin)"
        return fields(policy(formsTo: forms) + "; script-src 'self'; connect-src 'self'")
    }

    /// Of a page that shows another page of ours in a frame.
    package static let framing = fields(policy(formsTo: "'self'") + "; frame-src 'self'")

    /// Of the page that is shown so: to look at, without forms and scripts, also when it is opened by itself.
    package static let framed = fields(
        policy(formsTo: "'none'", framedBy: "'self'") + "; sandbox allow-same-origin")

    private static func fields(_ policy: String) -> HTTPFields {
        [
            .contentSecurityPolicy: policy,
            referrerPolicy: "no-referrer",
            .xContentTypeOptions: "nosniff",
        ]
    }

    private static func policy(
        formsTo targets: String, framedBy ancestors: String = "'none'"
    ) -> String {
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action \(targets); base-uri 'none'; frame-ancestors \(ancestors)"
    }

    private static var referrerPolicy: HTTPField.Name {
        guard let name = HTTPField.Name("Referrer-Policy") else {
            preconditionFailure("No header name.")
        }
        return name
    }
}
