import Localization

/// What may happen, what is done against it, and what is left.
extension PrivacyWords {
    func event(_ event: PrivacyRisk.Event) -> LocalizedText {
        switch event {
        case .theft: text("privacy.risk.theft")
        case .insider: text("privacy.risk.insider")
        case .publication: text("privacy.risk.publication")
        case .rareGroup: text("privacy.risk.rare")
        case .sensitiveAnswer: text("privacy.risk.sensitive")
        case .text: text("privacy.risk.text")
        case .codes: text("privacy.risk.codes")
        case .observer: text("privacy.risk.observer")
        case .retention: text("privacy.risk.retention")
        }
    }

    /// - Parameter hasLimits: whether the survey says when everything is to be disposed of.
    func measures(
        against event: PrivacyRisk.Event, _ numbers: [String: String], hasLimits: Bool
    ) -> LocalizedText {
        switch event {
        case .theft: text("privacy.risk.theft.measures", numbers)
        case .insider: text("privacy.risk.insider.measures", numbers)
        case .publication: text("privacy.risk.publication.measures", numbers)
        case .rareGroup: text("privacy.risk.rare.measures", numbers)
        case .sensitiveAnswer: text("privacy.risk.sensitive.measures", numbers)
        case .text: text("privacy.risk.text.measures", numbers)
        case .codes: text("privacy.risk.codes.measures", numbers)
        case .observer: text("privacy.risk.observer.measures", numbers)
        case .retention:
            text(
                hasLimits ? "privacy.risk.retention.measures" : "privacy.risk.retention.unlimited",
                numbers)
        }
    }

    func remainder(of event: PrivacyRisk.Event, _ numbers: [String: String]) -> LocalizedText {
        switch event {
        case .theft: text("privacy.risk.theft.rest", numbers)
        case .insider: text("privacy.risk.insider.rest", numbers)
        case .publication: text("privacy.risk.publication.rest", numbers)
        case .rareGroup: text("privacy.risk.rare.rest", numbers)
        case .sensitiveAnswer: text("privacy.risk.sensitive.rest", numbers)
        case .text: text("privacy.risk.text.rest", numbers)
        case .codes: text("privacy.risk.codes.rest", numbers)
        case .observer: text("privacy.risk.observer.rest", numbers)
        case .retention: text("privacy.risk.retention.rest", numbers)
        }
    }
}
