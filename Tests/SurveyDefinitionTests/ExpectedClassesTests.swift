import TestSupport
import Testing

@testable import SurveyDefinition

/// Whether background questions together point people out.
struct ExpectedClassesTests {
    private let survey = SmallSurvey.make()

    private func population(
        _ margins: [BackgroundVariable: [Code: Int]]
    ) -> PopulationTable {
        PopulationTable(
            id: "here", source: "Test", date: "2025-12-31", regionVersion: "2026", isExample: true,
            margins: margins)
    }

    @Test("a class is as large as its parts of every margin together, the rarest first")
    func products() throws {
        let classes = try #require(
            ExpectedClasses(
                of: survey,
                in: population([
                    .gender: ["woman": 600, "man": 400], .district: ["north": 900, "south": 100],
                ])))

        #expect(classes.variables == [.gender, .district])
        #expect(classes.groups.map(\.residents) == [40, 60, 360, 540])
        #expect(classes.groups[0].levels == [.gender: "man", .district: "south"])
    }

    /// Of 100 answers the classes get 4, 6, 36 and 54.
    @Test("who is in a class of fewer than five expected answers is told as a share of residents")
    func coarser() throws {
        let classes = try #require(
            ExpectedClasses(
                of: survey,
                in: population([
                    .gender: ["woman": 600, "man": 400], .district: ["north": 900, "south": 100],
                ])))

        #expect(abs(classes.shareMadeCoarser(smallest: 5, among: 100) - 0.04) < 1e-12)
        #expect(abs(classes.shareMadeCoarser(smallest: 5, among: 50) - 0.10) < 1e-12)
        #expect(classes.shareMadeCoarser(smallest: 5, among: 10_000) == 0)
    }

    @Test("a table that counts nothing that is asked for tells nothing")
    func nothingInCommon() {
        #expect(ExpectedClasses(of: survey, in: population([:])) == nil)
    }
}
