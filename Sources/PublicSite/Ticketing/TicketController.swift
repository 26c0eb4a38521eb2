import Answering
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import SurveyDefinition
import Tickets

/// Gives tickets to residents who hold a code: the page where they ask, the request of its script, and the form
/// of a browser without one.
struct TicketController: Sendable {
    let site: PublicSite
    let verbs: TicketVerbs

    private static let largestBody = 8 * 1024

    @Sendable func negotiatedPage(
        _ request: Request, _ context: SiteContext
    ) async throws -> Response {
        let round = try await offer(context).round
        var headers = SecurityHeaders.fields
        headers[.location] = SitePath.ticket(round, site.text(for: request).language.tag)
        headers[.vary] = "Accept-Language"
        headers[.cacheControl] = "no-cache"
        return Response(status: .found, headers: headers)
    }

    /// The page where a code is given for a ticket; the same for everybody.
    @Sendable func page(_ request: Request, _ context: SiteContext) async throws -> Response {
        let (offer, text) = (try await offer(context), try site.text(in: context))
        let key = "ticket \(offer.round) \(offer.terms.key.printedDigest) \(text.language.tag)"
        let page = await site.library.page(key, edition: offer.terms.isPlainAllowed ? 1 : 0) {
            TicketPage(offer: offer, text: text).page(in: site.frame, scripts: site.scripts)
        }
        return page.response(to: request)
    }

    /// The form of a browser without a script: its ticket comes in a form that leads to the questions.
    @Sendable func ask(_ request: Request, _ context: SiteContext) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.largestBody)
        guard let fields = try? FormFields(decoding: body.readableBytesView) else {
            throw Problem.badForm
        }
        let (offer, text) = (try await offer(context), try site.text(in: context))
        let typed = fields[CodePage.field] ?? ""
        func again(_ fault: TicketFault) -> Response {
            let page = TicketPage(offer: offer, typed: typed, fault: fault, text: text)
            return html(
                page.html(in: site.frame, scripts: site.scripts), text, status: fault.status)
        }
        guard offer.terms.isPlainAllowed else { return again(.refused) }
        guard let code = InvitationCode(typed: typed) else { return again(.notACode) }
        do {
            let ticket = try await limited(request, context, code) {
                try await verbs.plainTicket(code, offer.round)
            }
            let page = TicketGivenPage(ticket: ticket, round: offer.round, text: text)
            return html(page.html(in: site.frame), text)
        } catch TicketRefusal.codeNotValid {
            return again(.refused)
        } catch is HeldBack {
            return again(.busy)
        } catch let refusal as TicketRefusal {
            throw Problem(refusal)
        }
    }

    /// Gives a ticket unless there were too many tries from the network, or with codes that begin alike; what
    /// succeeds costs nothing.
    private func limited<Given: Sendable>(
        _ request: Request, _ context: SiteContext, _ code: InvitationCode,
        _ give: () async throws -> Given
    ) async throws -> Given {
        let network = context.network(of: request)
        try await site.limits.admit(from: network, with: code)
        let given = try await give()
        await site.limits.giveBack(code, to: network)
        return given
    }

    private func html(
        _ html: String, _ text: PageText, status: HTTPResponse.Status = .ok
    ) -> Response {
        var response = personal(ByteBuffer(string: html), in: text, status: status)
        response.headers[.contentSecurityPolicy] =
            SecurityHeaders.scripted(formsTo: site.frame.identity.answerOrigin)[
                .contentSecurityPolicy]
        return response
    }

    // MARK: For programs

    /// The round's public key.
    @Sendable func key(_ request: Request, _ context: SiteContext) async throws -> Response {
        let terms = try await offer(context).terms
        return APIResponse.page(
            TicketKeyDocument(
                key: Base64URL.text(of: terms.key.der), digest: terms.key.printedDigest,
                plainAllowed: terms.isPlainAllowed)
        ).response(to: request)
    }

    /// Signs a blinded message: `{"code", "blinded"}` becomes `{"blindSignature"}`.
    @Sendable func sign(_ request: Request, _ context: SiteContext) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.largestBody)
        let offer = try await offer(context)
        guard
            let asked = try? JSONDecoder().decode(
                TicketRequestDocument.self, from: Data(body.readableBytesView)),
            let blinded = Base64URL.bytes(of: asked.blinded)
        else { throw Problem.badTicketRequest }
        guard let code = InvitationCode(typed: asked.code) else { throw Problem.mistypedCode }
        let signature: [UInt8]
        do {
            signature = try await limited(request, context, code) {
                try await verbs.sign(blinded, code, offer.round)
            }
        } catch let held as HeldBack {
            throw Problem.tooMany(retryAfter: held.retryAfter)
        } catch let refusal as TicketRefusal {
            throw Problem(refusal)
        }
        var headers = SecurityHeaders.fields
        headers[.contentType] = "application/json"
        headers[.cacheControl] = "no-store"
        return Response(
            status: .ok, headers: headers,
            body: .init(
                byteBuffer: APIResponse.encode(["blindSignature": Base64URL.text(of: signature)])))
    }

    // MARK: Parts of a request

    private func offer(_ context: SiteContext) async throws -> TicketOffer {
        let round = RoundID(String(try context.parameters.require("round")))
        guard let terms = try await verbs.terms(round) else { throw Problem.unknownTicketRound }
        return TicketOffer(round: round, terms: terms)
    }
}

/// A round that tickets are given for.
struct TicketOffer: Sendable {
    let round: RoundID
    let terms: TicketTerms
}

private struct TicketRequestDocument: Decodable {
    let code: String
    /// In base64url.
    let blinded: String
}

private struct TicketKeyDocument: Encodable {
    /// SubjectPublicKeyInfo in DER, in base64url.
    let key: String
    let digest: String
    let plainAllowed: Bool
}

extension Problem {
    fileprivate init(_ refusal: TicketRefusal) {
        switch refusal {
        case .unknownRound: self = .unknownTicketRound
        case .codeNotValid, .plainNotAllowed: self = .codeNotValid
        case .notBlinded: self = .badTicketRequest
        }
    }
}
