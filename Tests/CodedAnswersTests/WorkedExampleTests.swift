import Foundation
import TestSupport
import Testing

@testable import CodedAnswers

@Suite("The page about plans")
struct WorkedExampleTests {
    /// The texts between fences, in order.
    private func blocks() throws -> [String] {
        let page = try String(
            contentsOf: Project.sources.appending(
                path: "radslag/Documentation.docc/EstimatePlan.md"), encoding: .utf8)
        let parts = page.components(separatedBy: "```")
        return parts.indices.filter { !$0.isMultiple(of: 2) }.map { place in
            parts[place].drop { $0 != "\n" }.dropFirst().trimmingCharacters(in: .newlines)
        }
    }

    @Test("The worked example gives the table that the page shows")
    func workedExample() async throws {
        let blocks = try blocks()

        let estimates = try await estimates(blocks[1] + "\n", by: blocks[2])

        #expect(estimates.table == blocks[3])
    }
}
