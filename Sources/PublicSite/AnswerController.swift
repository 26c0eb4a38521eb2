import Answering
import Dialogues
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import Pages
import SurveyDefinition
import Tickets

/// Takes a resident through a survey, page by page. The server keeps nothing in between: the journey comes
/// with each page, sealed, and goes back with the next.
struct AnswerController: Sendable {
    let site: PublicSite

    static let largestBody = 256 * 1024

    /// The first page, with a new journey; in a round of level `code` whoever brings no code is asked
    /// for it, and in one of level `blind` everybody is led to where tickets are given.
    @Sendable func begin(_ request: Request, _ context: SiteContext) async throws -> Response {
        let visit = try await visit(request, context)
        let journey = newJourney(visit)
        switch visit.level {
        case .open: return try await first(of: journey, visit)
        case .code: return try await beginWithCode(request, journey, visit)
        case .blind:
            return seeOther(
                site.frame.identity.ticketOrigin
                    + SitePath.ticket(visit.pages.round, visit.pages.text.language.tag))
        }
    }

    private func beginWithCode(
        _ request: Request, _ journey: Journey, _ visit: Visit
    ) async throws -> Response {
        let given = request.uri.queryParameters[Substring(SitePath.codeParameter)].map(String.init)
        guard let given else {
            return show(CodeState(sealed: seal(journey, visit)), visit)
        }
        return try await read(code: given, on: journey, visit)
    }

    private func newJourney(_ visit: Visit) -> Journey {
        var generator = SystemRandomNumberGenerator()
        var journey = Journey(
            through: visit.pages.survey, submissionKey: SubmissionKey(using: &generator))
        for question in visit.pages.survey.questions where question.isGivenByLink {
            // A link that names no place of ours still leads to the questions, with the place left open.
            journey = journey.answering(question.id, with: visit.arrival.place.map(Answer.code))
        }
        return journey
    }

    private func first(of journey: Journey, _ visit: Visit) async throws -> Response {
        guard let first = journey.pages.first else { throw Problem.unknownPage }
        await count(first.section.id, visit)
        return show(state(journey, at: first.section.id, visit), visit)
    }

    /// Reads a page that was sent, and shows what comes next.
    @Sendable func save(_ request: Request, _ context: SiteContext) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.largestBody)
        let fields: FormFields
        do {
            fields = try FormFields(decoding: body.readableBytesView)
        } catch {
            throw error == .badUTF8 ? Problem.badUTF8 : Problem.badForm
        }
        var visit = try await visit(request, context)
        if visit.level == .blind, let ticket = fields[TicketPage.field] {
            return try await begin(with: ticket, newJourney(visit), visit)
        }
        guard let sealed = fields["journey"], let bytes = site.verbs.open(sealed, visit.context),
            let carried = Carried(decoding: bytes, through: visit.pages.survey, at: visit.level)
        else { throw Problem.brokenJourney(visit.pages.round) }
        let journey = carried.journey
        visit.admission = carried.admission
        visit.begun = carried.begun
        visit.work = fields[ReviewPage.workField]
        if visit.level == .code, let typed = fields[CodePage.field] ?? visit.missingCode {
            guard fields["action"] != "stay" else {
                let state = CodeState(sealed: seal(journey, visit), typed: typed)
                return show(state, visit)
            }
            return try await read(code: typed, on: journey, visit)
        }
        guard let section = fields["section"].flatMap({ visit.pages.survey.section(SectionID($0)) })
        else {
            return try await review(journey, fields["action"] ?? "", visit)
        }
        return await respond(to: fields, at: section, on: journey, visit)
    }

    /// A round that is open, in a language that the site speaks.
    private struct Visit {
        let pages: SurveyPages
        let round: Round
        let arrival: Arrival
        var level: AnonymityLevel { round.anonymity }
        /// What a sealed journey belongs to.
        let context: String
        /// The code or the ticket that the resident's page carries.
        var admission: Admission?
        let network: AddressPrefix
        /// When the first page was opened: now, unless the resident's page says otherwise.
        var begun: Int
        /// What the page says to have worked out.
        var work: String?

        /// Nothing typed, where a code is needed and the page carries none.
        var missingCode: String? { admission == nil ? "" : nil }
    }

    private func visit(_ request: Request, _ context: SiteContext) async throws -> Visit {
        let round = RoundID(String(try context.parameters.require("round")))
        guard let language = context.parameters.get("language").flatMap({ LanguageTag($0) }) else {
            throw Problem.unknownPage
        }
        guard let listing = try await site.board.snapshot().listing(round) else {
            throw Problem.unknownRound
        }
        switch listing.round.stage {
        case .prepared: throw Problem.notOpen(round)
        case .closed: throw Problem.closedRound(round)
        case .open: break
        }
        let arrival = request.arrival(in: listing.survey)
        guard
            let pages = await site.library.pages(of: listing, in: language, arrival.carriedOn)
        else { throw Problem.unknownPage }
        return Visit(
            pages: pages, round: listing.round, arrival: arrival,
            context: "\(round) \(listing.survey.digest)", network: context.network(of: request),
            begun: site.clock.time())
    }

    // MARK: A ticket

    /// The first page for whoever brings a ticket that the round's issuer has signed. Whether somebody has
    /// answered with it is asked when it is sent.
    private func begin(
        with text: String, _ journey: Journey, _ visit: Visit
    ) async throws -> Response {
        guard let ticket = Ticket(text: text),
            visit.round.tickets?.key.hasSigned(ticket) == true
        else { throw Problem.ticketNotValid(visit.pages.round) }
        var visit = visit
        visit.admission = .ticket(ticket)
        return try await first(of: journey, visit)
    }

    // MARK: The page that asks for a code

    /// Takes a code by its form alone; whether it is issued and unused is asked when it is spent. It leads
    /// to the first page, or to the review when there are answers to send already.
    private func read(
        code typed: String, on journey: Journey, _ visit: Visit
    ) async throws -> Response {
        guard let code = InvitationCode(typed: typed) else {
            let state = CodeState(sealed: seal(journey, visit), typed: typed, fault: .notACode)
            return show(state, visit, status: .unprocessableContent)
        }
        var visit = visit
        visit.admission = .code(code)
        let isUnderWay = visit.pages.survey.questions.contains {
            !$0.isGivenByLink && journey.answers[$0.id] != nil
        }
        guard isUnderWay else { return try await first(of: journey, visit) }
        return review(journey, visit)
    }

    /// A code that was refused: the answers stay in the page, and another code may be tried.
    private func refused(_ journey: Journey, _ visit: Visit) -> Response {
        var typed = ""
        if case .code(let code) = visit.admission { typed = code.printed }
        let state = CodeState(sealed: seal(journey, visit), typed: typed, fault: .refused)
        return show(state, visit, status: Problem.codeNotValid.status)
    }

    // MARK: One page of questions

    private func respond(
        to fields: FormFields, at section: Section, on journey: Journey, _ visit: Visit
    ) async -> Response {
        let reading = read(fields, at: section, on: journey)
        let next = reading.journey
        switch fields["action"] {
        case "stay":
            var state = state(next, at: section.id, visit)
            state.given = reading.given
            return show(state, visit)
        case "back":
            return show(state(next, at: previous(to: section, on: next), visit), visit)
        default:
            if !reading.errors.isEmpty {
                var state = state(next, at: section.id, visit)
                state.given = reading.given
                state.errors = reading.errors
                return show(state, visit, status: .unprocessableContent)
            }
            if let following = following(section, on: next, before: journey) {
                if following != section.id { await count(following, visit) }
                return show(state(next, at: following, visit), visit)
            }
            await count(Survey.reviewPage, visit)
            return review(next, visit)
        }
    }

    /// Counts that somebody has come to a page.
    private func count(_ page: SectionID, _ visit: Visit) async {
        await site.passages.count(page, in: visit.round.id, asking: visit.pages.survey)
    }

    private struct Reading {
        var journey: Journey
        /// What was sent and is no answer, to be shown again as it was sent.
        var given: [QuestionID: GivenAnswer] = [:]
        var errors: [QuestionID: AnswerError] = [:]
    }

    /// Reads the answers to the section's questions that the page showed; one that is no answer stays out.
    private func read(_ fields: FormFields, at section: Section, on journey: Journey) -> Reading {
        var reading = Reading(journey: journey)
        for question in journey.questions(shownIn: section) {
            let given = fields.given(to: question)
            do {
                let answer = try readAnswer(given, to: question, in: journey.survey)
                reading.journey = reading.journey.answering(question.id, with: answer)
                if answer == nil, question.isRequired { reading.errors[question.id] = .missing }
            } catch {
                reading.journey = reading.journey.answering(question.id, with: nil)
                reading.given[question.id] = given
                reading.errors[question.id] = error
            }
        }
        return reading
    }

    /// The section to show next: the same one when an answer has just opened more questions on it.
    private func following(_ section: Section, on journey: Journey, before: Journey) -> SectionID? {
        let seen = Set(before.questions(shownIn: section).map(\.id))
        if !journey.questions(shownIn: section).allSatisfy({ seen.contains($0.id) }) {
            return section.id
        }
        return journey.survey.sections.drop { $0.id != section.id }.dropFirst()
            .first { !journey.questions(shownIn: $0).isEmpty }?.id
    }

    private func previous(to section: Section, on journey: Journey) -> SectionID {
        journey.survey.sections.prefix { $0.id != section.id }
            .last { !journey.questions(shownIn: $0).isEmpty }?.id ?? section.id
    }

    // MARK: The page before sending

    private func review(_ journey: Journey, _ action: String, _ visit: Visit) async throws
        -> Response
    {
        if action == "send" { return try await send(journey, visit) }
        if action == "back", let last = journey.pages.last {
            return show(state(journey, at: last.section.id, visit), visit)
        }
        if action.hasPrefix("page:") {
            let section = SectionID(String(action.dropFirst("page:".count)))
            if journey.pages.contains(where: { $0.section.id == section }) {
                return show(state(journey, at: section, visit), visit)
            }
        }
        return review(journey, visit)
    }

    private func review(_ journey: Journey, _ visit: Visit, _ held: HeldBack? = nil) -> Response {
        let content = visit.pages.review(journey, sealed: seal(journey, visit), held: held)
        var response = page(
            .review, content, visit, status: held == nil ? .ok : .tooManyRequests)
        response.headers[.retryAfter] = held.map { String($0.retryAfter) }
        return response
    }

    /// Sends the finished answer, or leads back to the first question that still lacks one.
    private func send(_ journey: Journey, _ visit: Visit) async throws -> Response {
        do {
            try await site.send(
                .init(
                    response: try journey.completed(), key: journey.submissionKey,
                    round: visit.pages.round, admission: visit.admission,
                    language: visit.pages.text.language.tag, mode: visit.arrival.mode),
                from: visit.network, begun: visit.begun,
                lacksWork: visit.round.lacksWork(visit.work, for: journey.submissionKey))
        } catch let incomplete as IncompleteJourney {
            guard let first = incomplete.missing.first,
                let section = journey.survey.section(of: first)
            else {
                throw Problem.brokenJourney(visit.pages.round)
            }
            var state = state(journey, at: section, visit)
            for question in incomplete.missing where journey.survey.section(of: question) == section
            {
                state.errors[question] = .missing
            }
            return show(state, visit, status: .unprocessableContent)
        } catch let held as HeldBack {
            return review(journey, visit, held)
        } catch SubmissionRefusal.codeNotValid {
            return refused(journey, visit)
        } catch let refusal as SubmissionRefusal {
            throw Problem(refusal, of: visit.pages.round)
        }
        return seeOther(
            SitePath.thanks(
                visit.pages.round, visit.pages.text.language.tag, visit.arrival.carriedOn))
    }

    private func seeOther(_ address: String) -> Response {
        var headers = SecurityHeaders.fields
        headers[.location] = address
        headers[.cacheControl] = "no-store"
        return Response(status: .seeOther, headers: headers)
    }

    // MARK: Responses

    private func state(_ journey: Journey, at section: SectionID, _ visit: Visit) -> SectionState {
        SectionState(journey: journey, sealed: seal(journey, visit), section: section)
    }

    private func seal(_ journey: Journey, _ visit: Visit) -> String {
        let carried = Carried(journey, begun: visit.begun, admission: visit.admission)
        return site.verbs.seal(carried.encoded(at: visit.level), visit.context)
    }

    private func show(
        _ state: SectionState, _ visit: Visit, status: HTTPResponse.Status = .ok
    ) -> Response {
        page(.section(state.section), visit.pages.section(state), visit, status: status)
    }

    private func show(
        _ state: CodeState, _ visit: Visit, status: HTTPResponse.Status = .ok
    ) -> Response {
        page(.code, visit.pages.code(state), visit, status: status)
    }

    private func page(
        _ which: SurveyPage, _ content: ByteBuffer, _ visit: Visit, status: HTTPResponse.Status
    ) -> Response {
        var response = personal(content, in: visit.pages.text, status: status)
        if visit.pages.isScripted(which) {
            response.headers[.contentSecurityPolicy] =
                SecurityHeaders.scripted()[.contentSecurityPolicy]
        }
        return response
    }
}

extension Request {
    /// What the address says of how somebody answers; a place that the survey doesn't have is none.
    func arrival(in survey: Survey) -> Arrival {
        let place = uri.queryParameters[Substring(SitePath.siteParameter)].map { Code(String($0)) }
        let places = survey.question(for: .site).map(survey.codes) ?? []
        let mode = uri.queryParameters[Substring(SitePath.modeParameter)].map(String.init)
        return Arrival(
            place: place.flatMap { places.contains($0) ? $0 : nil },
            mode: CollectionMode(linkName: mode))
    }

    /// The invitation code in the address, in a round that needs one.
    func invitation(to round: Round) -> InvitationCode? {
        guard round.anonymity == .code else { return nil }
        return uri.queryParameters[Substring(SitePath.codeParameter)]
            .flatMap { InvitationCode(typed: String($0)) }
    }
}

extension Problem {
    init(_ refusal: SubmissionRefusal, of round: RoundID) {
        switch refusal {
        case .unknownRound: self = .unknownRound
        case .notOpen: self = .closedRound(round)
        case .codeNotValid: self = .codeNotValid
        case .ticketNotValid: self = .ticketNotValid(round)
        }
    }
}
