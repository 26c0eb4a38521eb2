import HTTPTypes
import SurveyDefinition

/// The only map from what goes wrong to HTTP: stable codes, a page for people or RFC 9457 JSON for programs.
enum Problem: Error, Equatable {
    case unknownPage
    case unknownRound
    case unknownRelease
    case notOpen(RoundID)
    case closedRound(RoundID)
    /// Each fault with the question's id and the error's name; the ids are what the client sent.
    case rejectedResponse([RejectedAnswer])
    case badJSON
    case badUTF8
    case badForm
    case badSubmissionKey
    case brokenJourney(RoundID)
    case codeNotValid
    case ticketNotValid(RoundID)
    case badTicketRequest
    /// No code at all, by its check symbol: nothing was asked of anybody.
    case mistypedCode
    case unknownTicketRound
    /// The limits let no more in; after so many seconds they do.
    case tooMany(retryAfter: Int)
    case tooLarge
    case wrongMethod(allowed: [String])
    case unsupportedType
    case unavailable

    /// One answer that was not taken.
    struct RejectedAnswer: Equatable {
        let question: String
        let error: String
        let values: [String: String]
    }

    /// Never changed, never reused: programs depend on it.
    var code: String {
        switch self {
        case .unknownPage: "unknown-page"
        case .unknownRound: "unknown-round"
        case .unknownRelease: "unknown-release"
        case .notOpen: "not-open"
        case .closedRound: "closed-round"
        case .rejectedResponse: "rejected-response"
        case .badJSON: "bad-json"
        case .badUTF8: "bad-utf8"
        case .badForm: "bad-form"
        case .badSubmissionKey: "bad-submission-key"
        case .brokenJourney: "broken-journey"
        case .codeNotValid: "code-not-valid"
        case .ticketNotValid: "ticket-not-valid"
        case .badTicketRequest: "bad-ticket-request"
        case .mistypedCode: "mistyped-code"
        case .unknownTicketRound: "unknown-ticket-round"
        case .tooMany: "too-many"
        case .tooLarge: "too-large"
        case .wrongMethod: "wrong-method"
        case .unsupportedType: "unsupported-type"
        case .unavailable: "unavailable"
        }
    }

    /// The stable URI of the problem's type.
    var type: String { "urn:radslag:problem:\(code)" }

    var status: HTTPResponse.Status {
        switch self {
        case .unknownPage, .unknownRound, .unknownRelease, .unknownTicketRound: .notFound
        case .notOpen, .closedRound: .conflict
        case .rejectedResponse, .mistypedCode: .unprocessableContent
        case .badJSON, .badUTF8, .badForm, .badSubmissionKey, .brokenJourney, .badTicketRequest:
            .badRequest
        case .codeNotValid, .ticketNotValid: .forbidden
        case .tooMany: .tooManyRequests
        case .tooLarge: .contentTooLarge
        case .wrongMethod: .methodNotAllowed
        case .unsupportedType: .unsupportedMediaType
        case .unavailable: .serviceUnavailable
        }
    }

    /// The key of the page that tells a resident, in `interface`: `<key>` and `<key>-text`.
    var pageKey: String {
        switch self {
        case .unknownPage, .unknownRound, .unknownRelease: "page.unknown"
        case .unknownTicketRound: "page.no-tickets"
        case .ticketNotValid: "page.ticket"
        case .notOpen: "page.prepared"
        case .closedRound: "page.closed"
        case .brokenJourney: "page.broken-journey"
        case .tooLarge: "page.too-large"
        case .wrongMethod: "page.method"
        case .rejectedResponse, .badJSON, .badUTF8, .badForm, .badSubmissionKey, .codeNotValid,
            .badTicketRequest, .mistypedCode, .tooMany, .unsupportedType:
            "page.unreadable"
        case .unavailable: "page.failure"
        }
    }
}
