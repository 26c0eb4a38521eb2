import HTTPTypes
import Hummingbird
import NIOCore
import Pages

/// Turns every fault into a clear page, and counts the request.
struct WorkspaceResponder: RouterMiddleware {
    typealias Context = WorkspaceContext

    let workspace: Workspace

    func handle(
        _ request: Request, context: WorkspaceContext,
        next: (Request, WorkspaceContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response =
                isForProgram(request)
                ? answerProgram(error, to: request)
                : await answer(problem(for: error, request), to: request)
        }
        await workspace.counters.count(
            .init(
                method: Self.countedMethods.first { $0 == request.method.rawValue } ?? "GET",
                route: context.endpointPath ?? "unknown", statusClass: response.status.code / 100))
        return response
    }

    private static let countedMethods = ["POST", "PUT"]

    private func isForProgram(_ request: Request) -> Bool {
        request.uri.path.hasPrefix(WorkspacePath.api + "/")
    }

    /// A problem as a program reads it.
    private func answerProgram(_ error: any Error, to request: Request) -> Response {
        let text = workspace.text(for: request, of: nil)
        if let problem = APIProblem(error) { return problem.response(in: text) }
        let problem = problem(for: error, request)
        var response = APIProblem(of: problem).response(in: text)
        allow(problem, on: &response)
        return response
    }

    /// Says what an address takes, when it was asked in another way.
    private func allow(_ problem: WorkspaceProblem, on response: inout Response) {
        guard case .wrongMethod(let allowed) = problem else { return }
        response.headers[.allow] = allowed.joined(separator: ", ")
    }

    /// What went wrong, as one of our problems. What the error says is never shown: it could hold what was typed.
    private func problem(for error: any Error, _ request: Request) -> WorkspaceProblem {
        switch error {
        case let problem as WorkspaceProblem: return problem
        case let refusal as HTTPError where refusal.status == .notFound:
            let methods = Set(workspace.methods(at: request.uri.path).map(\.rawValue))
            let withHead = methods.contains("GET") ? methods.union(["HEAD"]) : methods
            return methods.isEmpty ? .unknownPage : .wrongMethod(allowed: withHead.sorted())
        case is NIOTooManyBytesError: return .tooLarge
        case let other as any HTTPResponseError where other.status == .contentTooLarge:
            return .tooLarge
        default:
            workspace.counters.report(error)
            return .unavailable
        }
    }

    private func answer(_ problem: WorkspaceProblem, to request: Request) async -> Response {
        if case .signInFirst(let next) = problem {
            return redirect(to: WorkspacePath.signIn(beforeGoingTo: workspace.next(next)))
        }
        let person = try? await workspace.person(behind: request)
        let text = workspace.text(for: request, of: person?.account)
        let content = workspace.templates.render(
            "message",
            [
                "title": text.work(problem.pageKey), "text": text.work("\(problem.pageKey)-text"),
                "links": [["path": WorkspacePath.start, "label": text.work("problem.to-start")]],
            ])
        let page = StaffPage(
            title: problem.pageKey, path: WorkspacePath.start, text: text, person: person)
        var response = workspace.response(page, content: content, status: problem.status)
        allow(problem, on: &response)
        return response
    }
}
