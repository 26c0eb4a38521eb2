/// Something that the service can't do for the municipality.
enum MunicipalDuty: CaseIterable {
    case tls, secret, backups, access, codes, issuer, texts, disposal, plan, population
    case processors, records, incidents
}

extension PrivacyFacts {
    /// What the municipality has to see to in a round of this level and survey.
    var duties: [MunicipalDuty] {
        MunicipalDuty.allCases.filter { duty in
            switch duty {
            case .tls, .secret, .backups, .access, .disposal, .processors, .records, .incidents:
                true
            case .codes: level.hasCodes
            case .issuer: level.hasTickets
            case .texts: !texts.isEmpty
            case .plan: lacksLimit
            case .population: rarity?.population.isExample ?? false
            }
        }
    }
}
