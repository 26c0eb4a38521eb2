/// Somebody who may want to know who answered what.
enum Onlooker: CaseIterable {
    case everyone, database, databaseAndSecret, copies, letters, issuer, network, device
}

extension PrivacyFacts {
    /// Who there is in a round of this level.
    var onlookers: [Onlooker] {
        Onlooker.allCases.filter { onlooker in
            switch onlooker {
            case .everyone, .database, .databaseAndSecret, .copies, .network, .device: true
            case .letters: level.hasCodes
            case .issuer: level.hasTickets
            }
        }
    }
}
