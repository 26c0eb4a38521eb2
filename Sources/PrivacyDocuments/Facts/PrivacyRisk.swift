/// Something that may happen to those who answer, with a proposal of how likely and how grave it is once the
/// service's measures are there.
struct PrivacyRisk {
    /// What may happen.
    enum Event: CaseIterable {
        case theft, insider, publication, rareGroup, sensitiveAnswer, text, codes, observer,
            retention
    }

    enum Likelihood { case low, medium, high }
    enum Severity { case limited, significant, grave }

    let event: Event
    let likelihood: Likelihood
    let severity: Severity
}

extension PrivacyFacts {
    /// The risks that the survey and the level give cause to.
    var risks: [PrivacyRisk] {
        PrivacyRisk.Event.allCases.filter(isPossible).map {
            PrivacyRisk(event: $0, likelihood: likelihood(of: $0), severity: severity(of: $0))
        }
    }

    private func isPossible(_ event: PrivacyRisk.Event) -> Bool {
        switch event {
        case .theft, .insider, .publication, .observer, .retention: true
        case .rareGroup: !background.isEmpty
        case .sensitiveAnswer: !sensitive.isEmpty
        case .text: !texts.isEmpty
        case .codes: level.hasCodes
        }
    }

    private func likelihood(of event: PrivacyRisk.Event) -> PrivacyRisk.Likelihood {
        switch event {
        case .theft, .insider, .publication, .rareGroup, .sensitiveAnswer: .low
        case .text, .codes, .observer: .medium
        // Nothing is disposed of by itself, and what has no limit stays.
        case .retention: lacksLimit ? .high : .medium
        }
    }

    private func severity(of event: PrivacyRisk.Event) -> PrivacyRisk.Severity {
        switch event {
        case .theft, .insider, .publication, .rareGroup: sensitive.isEmpty ? .significant : .grave
        case .sensitiveAnswer: .grave
        case .text, .codes: .significant
        case .observer, .retention: .limited
        }
    }
}
