import HTTPTypes

/// The only map from what goes wrong to HTTP: a page, in the language of whoever asked.
enum WorkspaceProblem: Error, Equatable {
    case unknownPage
    case notPermitted
    /// A form that isn't from one of our pages, or from a session that is over.
    case forgedForm
    case badForm
    case tooLarge
    case wrongMethod(allowed: [String])
    case unavailable
    /// Nobody is signed in. Not a page of its own: it leads to the sign-in, and then on.
    case signInFirst(next: String)

    var status: HTTPResponse.Status {
        switch self {
        case .unknownPage: .notFound
        case .notPermitted, .forgedForm: .forbidden
        case .badForm: .badRequest
        case .tooLarge: .contentTooLarge
        case .wrongMethod: .methodNotAllowed
        case .unavailable: .serviceUnavailable
        case .signInFirst: .seeOther
        }
    }

    /// The key of the page that tells it: `<key>` and `<key>-text`.
    var pageKey: String {
        switch self {
        case .unknownPage: "problem.unknown-page"
        case .notPermitted: "problem.not-permitted"
        case .forgedForm: "problem.forged-form"
        case .badForm, .signInFirst: "problem.bad-form"
        case .tooLarge: "problem.too-large"
        case .wrongMethod: "problem.wrong-method"
        case .unavailable: "problem.unavailable"
        }
    }
}
