/// Something that the service can't protect, told openly.
enum PrivacyLimit: CaseIterable {
    case network, machine, secret, order, copies, closing, code, plain, texts, backups, proofs
    case counters, clocks, script, repeated
}

extension PrivacyFacts {
    /// The limits of a round of this level and survey.
    var limits: [PrivacyLimit] {
        PrivacyLimit.allCases.filter { limit in
            switch limit {
            case .network, .machine, .secret, .order, .copies, .closing, .backups, .proofs,
                .counters:
                true
            case .code: level.hasCodes && !level.hasTickets
            case .clocks, .script: level.hasTickets
            case .plain: level.hasTickets && isPlainAllowed
            case .texts: !texts.isEmpty
            case .repeated: !level.hasCodes
            }
        }
    }
}
