import Foundation
import TestSupport
import Testing

/// Compares a document with the one that was kept, and says how to keep a new one.
///
/// With `RADSLAG_REWRITE_GOLDEN=1` in the environment the file is written instead.
func expectGolden(_ content: Data, _ name: String) throws {
    let file = Project.root.appending(path: "Tests/PrivacyDocumentsTests/Golden/\(name)")
    if ProcessInfo.processInfo.environment["RADSLAG_REWRITE_GOLDEN"] == "1" {
        try content.write(to: file)
        return
    }
    let kept = try Data(contentsOf: file)

    #expect(
        content == kept,
        "\(name) has changed. If it should have, run the tests with RADSLAG_REWRITE_GOLDEN=1.")
}
