public import Dialogues
public import SurveyDefinition

/// How often the pages of open rounds were reached: staff see by them where people give up.
extension Store {
    /// Adds to the numbers. Rounds that aren't there are ignored.
    public func addPassages(_ counts: PassageCounts) async throws(StorageError) {
        let named = counts.mapValues { pages in
            Dictionary(uniqueKeysWithValues: pages.map { ($0.key.value, $0.value) })
        }
        try await write { try RoundCounts.passage.add(named, in: $0) }
    }

    /// Returns how often each page of a round was reached.
    ///
    /// - Throws: `.unknownRound`.
    public func passages(in round: RoundID) async throws(StorageError) -> [SectionID: Int] {
        try await read { database in
            let numbers = try RoundCounts.passage.numbers(of: round, in: database)
            return Dictionary(uniqueKeysWithValues: numbers.map { (SectionID($0.key), $0.value) })
        }
    }
}
