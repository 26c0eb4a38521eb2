public import Foundation

/// The folders of the checkout that the tests run in.
public enum Project {
    public static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    public static let surveys = root.appending(path: "Surveys")
    public static let locales = root.appending(path: "Locales")
    public static let sources = root.appending(path: "Sources")
    public static let fixtures = root.appending(path: "Tests/Fixtures")
}

/// Runs `body` with a fresh folder that is gone afterwards.
public func withTemporaryFolder<Result>(
    _ body: (URL) async throws -> Result
) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(
        path: "radslag-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}
