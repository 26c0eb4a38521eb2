package import HTTPTypes

/// What every response says to the browser: nothing from elsewhere, no script, no trace.
package enum SecurityHeaders {
    /// The headers, to which each response adds its own.
    package static let fields: HTTPFields = [
        .contentSecurityPolicy:
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        referrerPolicy: "no-referrer",
        .xContentTypeOptions: "nosniff",
    ]

    private static var referrerPolicy: HTTPField.Name {
        guard let name = HTTPField.Name("Referrer-Policy") else {
            preconditionFailure("No header name.")
        }
        return name
    }
}
