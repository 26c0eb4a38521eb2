import HTTPTypes
import Localization
import Pages
import SurveyDefinition
import Tickets

/// The page where a resident gives a code for a ticket: one field. Its script blinds; what it may have to say
/// stands in the page, hidden.
struct TicketPage {
    let offer: TicketOffer
    /// As it was typed, in a browser without a script.
    var typed = ""
    var fault: TicketFault?
    let text: PageText

    /// The name of the ticket's field, in the form that leads to the questions.
    static let field = "ticket"

    /// The page as it is for everybody.
    func page(in frame: Frame, scripts: PageScripts) -> StaticPage {
        StaticPage(
            html: html(in: frame, scripts: scripts), language: text.language.tag.value,
            security: SecurityHeaders.scripted(formsTo: frame.identity.answerOrigin))
    }

    func html(in frame: Frame, scripts: PageScripts) -> String {
        let (round, key) = (offer.round, offer.terms.key)
        let contact = frame.identity.contact
        let values: [String: Any] = [
            "action": SitePath.ticket(round, text.language.tag),
            "answers": frame.identity.answerOrigin + SitePath.answer(round, text.language.tag),
            "requests": SitePath.ticketRequests(round),
            "script": scripts.path(of: "ticket.js"),
            "round": round.value,
            "key": Base64URL.text(of: key.der),
            "modulus": Base64URL.text(of: key.modulus),
            "exponent": Base64URL.text(of: key.exponent),
            "digest": key.printedDigest,
            "field": CodePage.field,
            "ticketField": Self.field,
            "typed": typed,
            "title": text.html("ticket.title"),
            "lead": text.html("ticket.lead"),
            "label": text.html("code.label"),
            "hint": text.html("code.hint"),
            "keyLabel": text.html("ticket.key"),
            "keyHint": text.html("ticket.key-hint"),
            "ask": text.html("ticket.ask"),
            "calm": text.html("ticket.calm"),
            "problems": text.html("section.problems", count: 1, ["count": "1"]),
            "shown": fault.map { text.html($0.textKey, ["contact": contact]) } ?? "",
            "hasFault": fault != nil,
            "faults": TicketFault.allCases.map { fault in
                [
                    "id": fault.rawValue,
                    "text": text.html(fault.textKey, ["contact": contact]),
                ]
            },
            "isPlainAllowed": offer.terms.isPlainAllowed,
            "plain": text.html(
                offer.terms.isPlainAllowed ? "ticket.plain" : "ticket.no-plain",
                ["contact": contact]),
            "plainAsk": text.html("ticket.plain-ask"),
        ]
        let page = Frame.Page(
            title: text.localizer.string("ticket.title"), path: { SitePath.ticket(round, $0) })
        return frame.html(page, content: frame.templates.render("ticket", values), in: text)
    }
}

/// What the page, or its script, may have to say.
enum TicketFault: String, CaseIterable {
    case notACode = "not-a-code"
    case refused
    case wrongKey = "wrong-key"
    case unsupported
    case network
    case busy

    /// Of the page that says it to a browser without a script.
    var status: HTTPResponse.Status {
        switch self {
        case .notACode: .unprocessableContent
        case .busy: .tooManyRequests
        case .refused, .wrongKey, .unsupported, .network: .forbidden
        }
    }

    var textKey: String { self == .notACode ? "code.not-a-code" : "ticket.\(rawValue)" }
}

/// A ticket for a browser without a script, in a form that leads to the questions.
struct TicketGivenPage {
    let ticket: Ticket
    let round: RoundID
    let text: PageText

    func html(in frame: Frame) -> String {
        let content = frame.templates.render(
            "ticketgiven",
            [
                "answers": frame.identity.answerOrigin
                    + SitePath.answer(round, text.language.tag),
                "field": TicketPage.field,
                "ticket": ticket.text,
                "title": text.html("ticket.given"),
                "lead": text.html("ticket.given-lead"),
                "begin": text.html("round.begin"),
            ])
        let page = Frame.Page(
            title: text.localizer.string("ticket.given"), path: { SitePath.ticket(round, $0) })
        return frame.html(page, content: content, in: text)
    }
}
