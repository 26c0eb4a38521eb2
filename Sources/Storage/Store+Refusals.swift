public import Dialogues
public import SurveyDefinition

/// What was refused while rounds were open, as numbers: staff see by them whether a round is attacked.
extension Store {
    /// Adds to the numbers. Rounds that aren't there are ignored.
    public func addRefusals(_ counts: RefusalCounts) async throws(StorageError) {
        let named = counts.mapValues { reasons in
            Dictionary(uniqueKeysWithValues: reasons.map { ($0.key.rawValue, $0.value) })
        }
        try await write { try RoundCounts.refusal.add(named, in: $0) }
    }

    /// Returns how many were refused in a round, exactly. Staff see it rounded down.
    ///
    /// - Throws: `.unknownRound`.
    public func refusals(in round: RoundID) async throws(StorageError) -> [RefusalReason: Int] {
        try await read { database in
            var counts: [RefusalReason: Int] = [:]
            for (name, count) in try RoundCounts.refusal.numbers(of: round, in: database) {
                guard let reason = RefusalReason(rawValue: name) else {
                    throw StorageError.damagedRound(round)
                }
                counts[reason] = count
            }
            return counts
        }
    }
}
