import Dialogues
import SurveyDefinition

/// The rounds as the site knows them now, read anew at most once a second.
///
/// An actor, because every request asks it and one of them now and then has to read the store.
actor Board {
    /// The rounds at one moment.
    struct Snapshot: Sendable {
        let listings: [PublicVerbs.RoundListing]
        /// Grows when anything in the listings changes: pages made from them are kept by it.
        let edition: Int

        func listing(_ id: RoundID) -> PublicVerbs.RoundListing? {
            listings.first { $0.round.id == id }
        }
    }

    private let read: @Sendable () async throws -> [PublicVerbs.RoundListing]
    private var current: Snapshot?
    private var readAt: ContinuousClock.Instant?
    private var reading: Task<Snapshot, any Error>?

    init(reading read: @escaping @Sendable () async throws -> [PublicVerbs.RoundListing]) {
        self.read = read
    }

    func snapshot() async throws -> Snapshot {
        if let current, let readAt, readAt.duration(to: .now) < .seconds(1) { return current }
        if let reading { return try await reading.value }
        let task = Task { try await self.refreshed() }
        reading = task
        defer { reading = nil }
        return try await task.value
    }

    private func refreshed() async throws -> Snapshot {
        let listings = try await read()
        let isSame =
            current.map { Self.fingerprint($0.listings) == Self.fingerprint(listings) } ?? false
        let snapshot = Snapshot(
            listings: listings, edition: (current?.edition ?? 0) + (isSame ? 0 : 1))
        current = snapshot
        readAt = .now
        return snapshot
    }

    /// What pages are made from; of surveys, their digest and the name of their texts, which are quick to compare.
    private struct Fingerprint: Equatable {
        let round: Round
        let latestRelease: Int?
        let survey: String
        let texts: String
        let dialogue: Dialogue?
    }

    private static func fingerprint(_ listings: [PublicVerbs.RoundListing]) -> [Fingerprint] {
        listings.map {
            Fingerprint(
                round: $0.round, latestRelease: $0.latestRelease, survey: $0.survey.digest,
                texts: $0.survey.textFile, dialogue: $0.dialogue)
        }
    }
}
