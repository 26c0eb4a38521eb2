import Foundation

/// The provider's discovery document and keys, kept for an hour.
///
/// An actor, because sign-ins come at once. A token by a key that isn't known lets the keys be fetched anew, but not
/// more often than once a minute: anybody can make up the id of a key. What couldn't be fetched isn't tried again
/// for some seconds.
actor ProviderDocuments {
    private let settings: ProviderSettings
    private let connection: ProviderConnection
    private var discovery = Kept<Discovery>()
    private var keys = Kept<[ProviderKey]>()

    static let age: TimeInterval = 3600
    static let pauseBetweenKeys: TimeInterval = 60
    static let pauseAfterFault: TimeInterval = 5

    private struct Kept<Value: Sendable> {
        var value: Value?
        var fetchedAt = Date.distantPast
        var fault: ProviderFault?
        var failedAt = Date.distantPast

        mutating func keep(_ new: Value, at now: Date) {
            (value, fetchedAt, fault) = (new, now, nil)
        }

        mutating func fail(_ new: ProviderFault, at now: Date) {
            (fault, failedAt) = (new, now)
        }

        /// The value, while it is fresh.
        func fresh(at now: Date) -> Value? {
            now < fetchedAt.addingTimeInterval(ProviderDocuments.age) ? value : nil
        }

        /// - Throws: what went wrong a moment ago.
        func requirePause(at now: Date) throws(ProviderFault) {
            if let fault, now < failedAt.addingTimeInterval(ProviderDocuments.pauseAfterFault) {
                throw fault
            }
        }
    }

    init(_ settings: ProviderSettings, by connection: ProviderConnection) {
        self.settings = settings
        self.connection = connection
    }

    func discovery(at now: Date) async throws(ProviderFault) -> Discovery {
        if let fresh = discovery.fresh(at: now) { return fresh }
        try discovery.requirePause(at: now)
        do throws(ProviderFault) {
            guard let address = ProviderAddress(settings.discoveryAddress) else {
                throw ProviderFault.badIssuer
            }
            let new = try Discovery(try await connection.get(address), of: settings)
            discovery.keep(new, at: now)
            return new
        } catch {
            discovery.fail(error, at: now)
            throw error
        }
    }

    /// The key that a token names; the only one of its kind, when it names none.
    ///
    /// - Throws: `.token(.unknownKey)`, also for a key that the provider has had for less than a minute.
    func key(of token: IDToken, at now: Date) async throws(ProviderFault) -> ProviderKey {
        if let known = Self.key(of: token, in: try await currentKeys(at: now)) { return known }
        guard now >= keys.fetchedAt.addingTimeInterval(Self.pauseBetweenKeys),
            let new = Self.key(of: token, in: try await fetchKeys(at: now))
        else { throw .token(.unknownKey) }
        return new
    }

    private func currentKeys(at now: Date) async throws(ProviderFault) -> [ProviderKey] {
        if let fresh = keys.fresh(at: now) { return fresh }
        return try await fetchKeys(at: now)
    }

    private func fetchKeys(at now: Date) async throws(ProviderFault) -> [ProviderKey] {
        try keys.requirePause(at: now)
        let address = try await discovery(at: now).keys
        do throws(ProviderFault) {
            let json = try await connection.get(address)
            guard let set = try? JSONDecoder().decode(KeySet.self, from: json) else {
                throw ProviderFault.unreadable(address.text)
            }
            let new = set.keys.compactMap { ProviderKey($0) }
            keys.keep(new, at: now)
            return new
        } catch {
            keys.fail(error, at: now)
            throw error
        }
    }

    private static func key(of token: IDToken, in keys: [ProviderKey]) -> ProviderKey? {
        let fitting = keys.filter { $0.algorithm == token.algorithm }
        if let id = token.keyID {
            return fitting.first { $0.id == id }
        }
        return fitting.count == 1 ? fitting[0] : nil
    }
}
