import Foundation
import GRDB
import TestSupport

/// One installation of the service: a data folder, a log, and the surveys and texts that ship.
///
/// Everything that the program writes lies below `folder`, which is also its working directory.
struct Installation: Sendable {
    let folder: URL
    /// Settings of the environment. Tests send as fast as they can, unless they are about limits.
    var settings = [
        "RADSLAG_SENDS_PER_MINUTE": "0", "RADSLAG_CODES_PER_MINUTE": "0",
        "RADSLAG_SHORTEST_VISIT": "0",
    ]

    var data: URL { folder.appending(path: "data") }
    var log: URL { folder.appending(path: "service.log") }
    var database: URL { data.appending(path: "radslag.sqlite") }
    var secret: URL { data.appending(path: "secret") }

    /// What a command came to.
    struct Outcome {
        let status: Int32
        /// Standard output.
        let output: String
        /// Standard error.
        let complaints: String
    }

    struct CommandFailed: Error {
        let command: String
        let outcome: Outcome
    }

    /// The program, which is built beside the tests.
    static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "radslag")

    /// Runs one command to its end.
    func run(_ arguments: String...) async throws -> Outcome { try await run(arguments) }

    /// Runs one command, which has to succeed.
    ///
    /// - Returns: its standard output.
    /// - Throws: `CommandFailed`.
    @discardableResult
    func succeed(_ arguments: String...) async throws -> String { try await succeed(arguments) }

    @discardableResult
    func succeed(_ arguments: [String]) async throws -> String {
        let outcome = try await run(arguments)
        guard outcome.status == 0 else {
            throw CommandFailed(command: arguments.joined(separator: " "), outcome: outcome)
        }
        return outcome.output
    }

    func run(_ arguments: [String]) async throws -> Outcome {
        let name = UUID().uuidString
        let output = folder.appending(path: "\(name).out")
        let complaints = folder.appending(path: "\(name).err")
        defer {
            try? FileManager.default.removeItem(at: output)
            try? FileManager.default.removeItem(at: complaints)
        }
        let process = try launch(
            arguments, output: .appending(to: output), complaints: .appending(to: complaints))
        while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
        return Outcome(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            complaints: String(decoding: try Data(contentsOf: complaints), as: UTF8.self))
    }

    /// Starts the program without waiting for it.
    func launch(
        _ arguments: [String], output: FileHandle, complaints: FileHandle
    ) throws -> Process {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment =
            ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("RADSLAG_") }
            .merging(
                [
                    "RADSLAG_SURVEYS": Project.surveys.path,
                    "RADSLAG_LOCALES": Project.locales.path,
                    "RADSLAG_DATA": data.path,
                ].merging(settings) { ours, _ in ours }
            ) { _, ours in ours }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = complaints
        try process.run()
        return process
    }

    /// Prepares a round of a shipped survey and opens it.
    func openRound(_ round: String, survey: String = "medborgardialog") async throws {
        try await succeed("round", "create", round, "--survey", survey, "--period", "2026")
        try await succeed("round", "open", round)
    }

    /// Runs `body` with a copy of the installation as its files are at this moment, so that looking
    /// changes nothing in the original.
    func withCopy<Result>(_ body: (Installation) async throws -> Result) async throws -> Result {
        try await withTemporaryFolder { parent in
            let copy = Installation(folder: parent)
            try FileManager.default.copyItem(at: data, to: copy.data)
            return try await body(copy)
        }
    }

    /// Reads the database.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try DatabaseQueue(path: database.path).read(body)
    }

    /// Writes to the database, in one transaction.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try DatabaseQueue(path: database.path).write(body)
    }
}

extension FileHandle {
    /// The end of a file, which is made when it isn't there.
    static func appending(to url: URL) throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: url.path) { try Data().write(to: url) }
        let handle = try FileHandle(forWritingTo: url)
        try handle.seekToEnd()
        return handle
    }
}
