import Dialogues
import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// Turns every fault into a clear page or a problem document, and counts the request.
struct ProblemResponder: RouterMiddleware {
    typealias Context = SiteContext

    let site: PublicSite

    func handle(
        _ request: Request, context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            let problem = problem(for: error, request)
            response = await answer(problem, to: request)
            switch problem {
            case .wrongMethod(let allowed):
                response.headers[.allow] = allowed.joined(separator: ", ")
            case .tooMany(let seconds): response.headers[.retryAfter] = String(seconds)
            default: break
            }
        }
        await site.counters.count(
            .init(
                method: Self.name(of: request.method), route: context.endpointPath ?? "unknown",
                statusClass: response.status.code / 100))
        return response
    }

    /// What went wrong, as one of our problems. What the error says is never shown: it could hold an answer.
    private func problem(for error: any Error, _ request: Request) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let refusal as HTTPError where refusal.status == .notFound:
            let methods = Set(
                site.routes.filter { $0.matches(request.uri.path) }.map(\.method.rawValue))
            let withHead = methods.contains("GET") ? methods.union(["HEAD"]) : methods
            return methods.isEmpty ? .unknownPage : .wrongMethod(allowed: withHead.sorted())
        case is NIOTooManyBytesError: return .tooLarge
        case let other as any HTTPResponseError where other.status == .contentTooLarge:
            return .tooLarge
        default:
            site.counters.report(error)
            return .unavailable
        }
    }

    private func answer(_ problem: Problem, to request: Request) async -> Response {
        let isForPrograms =
            request.uri.path.hasPrefix("/api/") || request.uri.path.hasPrefix("/health/")
        guard !isForPrograms else {
            return ProblemDocument.response(problem, in: site.programText(for: request).localizer)
        }
        return MessagePage(site: site, dialogue: await closedDialogue(problem))
            .response(problem, to: request)
    }

    /// The dialogue whose round is closed: who scans its poster now wants to know what came of it.
    private func closedDialogue(_ problem: Problem) async -> Dialogue? {
        guard case .closedRound(let round) = problem else { return nil }
        return try? await site.board.snapshot().listing(round)?.dialogue
    }

    /// A method that nobody knows could be anything that somebody typed.
    private static func name(of method: HTTPRequest.Method) -> String {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options]
        return known.contains(method) ? method.rawValue : "other"
    }
}
