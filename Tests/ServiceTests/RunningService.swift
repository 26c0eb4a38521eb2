import Foundation
import TestSupport

/// `radslag serve` as a child process on a free port of this machine: started, killed and started
/// again.
actor RunningService {
    nonisolated let installation: Installation
    nonisolated let wire: Wire
    private var process: Process?

    enum Failure: Error {
        case notReady(log: String)
        case notRunning
        case noEnd(after: Duration)
    }

    init(_ installation: Installation) throws {
        self.installation = installation
        wire = Wire(port: try Wire.freePort())
    }

    /// Starts the server, and returns when it says that it is ready.
    func start() async throws {
        let log = try FileHandle.appending(to: installation.log)
        let process = try installation.launch(
            ["serve", "--port", String(wire.port)], output: log, complaints: log)
        self.process = process
        let deadline = ContinuousClock.now.advanced(by: .seconds(30))
        while process.isRunning, ContinuousClock.now < deadline {
            if let reply = try? await wire.get("/health/ready"), reply.status == 200 { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw Failure.notReady(log: try String(contentsOf: installation.log, encoding: .utf8))
    }

    /// Ends the server without warning (SIGKILL), and returns when it is gone.
    func kill() async throws {
        guard let process, process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        _ = try await end(of: process, within: .seconds(10))
    }

    /// Asks the server to end (SIGTERM).
    ///
    /// - Returns: its exit status; the negative number of the signal when one ended it.
    func stop(within time: Duration = .seconds(10)) async throws -> Int32 {
        guard let process, process.isRunning else { throw Failure.notRunning }
        Foundation.kill(process.processIdentifier, SIGTERM)
        return try await end(of: process, within: time)
    }

    private func end(of process: Process, within time: Duration) async throws -> Int32 {
        let deadline = ContinuousClock.now.advanced(by: time)
        while process.isRunning {
            guard ContinuousClock.now < deadline else { throw Failure.noEnd(after: time) }
            try await Task.sleep(for: .milliseconds(10))
        }
        self.process = nil
        return process.terminationReason == .exit
            ? process.terminationStatus : -process.terminationStatus
    }
}

/// Runs `body` with an installation in a fresh folder, where these rounds of the survey are
/// open.
///
/// - Parameter settings: of the environment, before those of every installation.
func withInstallation(
    opening rounds: [String] = [], of survey: String = "medborgardialog",
    settings: [String: String] = [:], body: (Installation) async throws -> Void
) async throws {
    try await withTemporaryFolder { folder in
        var installation = Installation(folder: folder)
        installation.settings.merge(settings) { _, given in given }
        for round in rounds { try await installation.openRound(round, survey: survey) }
        try await body(installation)
    }
}

/// Runs `body` with a service that is ready, where these rounds of the survey are open, and
/// ends it whatever happens.
func withService(
    opening rounds: [String] = [], of survey: String = "medborgardialog",
    settings: [String: String] = [:], body: (RunningService) async throws -> Void
) async throws {
    try await withInstallation(opening: rounds, of: survey, settings: settings) { installation in
        let service = try RunningService(installation)
        do {
            try await service.start()
            try await body(service)
        } catch {
            try? await service.kill()
            throw error
        }
        try await service.kill()
    }
}
