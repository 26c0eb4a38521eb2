import Hummingbird
import Logging
import PublicSite
import ServiceLifecycle

/// Why a server could not be measured.
enum ServerFault: Error {
    case notListening
}

/// Serves the router on a port of the system's choice while `body` runs, as `radslag serve` does.
func withServer<Outcome>(
    _ router: Router<SiteContext>, _ body: (_ port: Int) async throws -> Outcome
) async throws -> Outcome {
    var logger = Logger(label: "http")
    logger.logLevel = .error
    let (ports, announcement) = AsyncStream.makeStream(of: Int.self)
    let server = Application(
        router: router,
        configuration: .init(address: .hostname("127.0.0.1", port: 0), serverName: nil),
        onServerRunning: { announcement.yield($0.localAddress?.port ?? 0) },
        logger: logger)
    let services = ServiceGroup(services: [server], logger: logger)
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask {
            defer { announcement.finish() }
            try await services.run()
        }
        var port: Int?
        for await announced in ports {
            port = announced
            break
        }
        guard let port else { throw ServerFault.notListening }
        do {
            let outcome = try await body(port)
            await services.triggerGracefulShutdown()
            return outcome
        } catch {
            await services.triggerGracefulShutdown()
            throw error
        }
    }
}

/// One route with a fixed text, `/`: what the framework and the machine can do, with nothing of ours.
func fixedText(bytes: Int) -> Router<SiteContext> {
    let router = Router(context: SiteContext.self)
    let text = ByteBuffer(repeating: UInt8(ascii: "."), count: bytes)
    router.get("/") { _, _ in
        Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: text))
    }
    return router
}
