import Dialogues
import Localization

/// Names of what the facts tell apart.
extension PrivacyWords {
    func level(_ level: AnonymityLevel) -> LocalizedText {
        if level.hasTickets { return text("privacy.level.blind") }
        return level.hasCodes ? text("privacy.level.code") : text("privacy.level.open")
    }

    func stage(_ stage: RoundStage) -> LocalizedText {
        switch stage {
        case .prepared: text("privacy.stage.prepared")
        case .open: text("privacy.stage.open")
        case .closed: text("privacy.stage.closed")
        }
    }

    /// Who answers, which depends on how they are found.
    func respondents(_ sampling: Sampling) -> LocalizedText {
        switch sampling {
        case .probability: text("privacy.respondents.probability")
        case .census: text("privacy.respondents.census")
        case .group: text("privacy.respondents.group")
        case .selfSelected: text("privacy.respondents.self-selected")
        }
    }

    func onlooker(_ onlooker: Onlooker) -> LocalizedText {
        switch onlooker {
        case .everyone: text("privacy.sees.everyone")
        case .database: text("privacy.sees.database")
        case .databaseAndSecret: text("privacy.sees.secret")
        case .copies: text("privacy.sees.copies")
        case .letters: text("privacy.sees.letters")
        case .issuer: text("privacy.sees.issuer")
        case .network: text("privacy.sees.network")
        case .device: text("privacy.sees.device")
        }
    }

    func limit(_ limit: Keeping.Limit) -> LocalizedText {
        switch limit {
        case .mixing: return text("privacy.until.mixing")
        case .closing: return text("privacy.until.closing")
        case .plan: return text("privacy.until.plan")
        case .always: return text("privacy.until.always")
        case .months(let months) where months.isMultiple(of: 12):
            return text("privacy.until.years", count: months / 12, ["count": number(months / 12)])
        case .months(let months):
            return text("privacy.until.months", count: months, ["count": number(months)])
        }
    }

    func fate(_ fate: Keeping.Fate) -> LocalizedText {
        switch fate {
        case .destroyed: text("privacy.now.destroyed")
        case .kept: text("privacy.now.kept")
        case .disposed(let date): text("privacy.now.disposed", ["date": date])
        }
    }

    func likelihood(_ likelihood: PrivacyRisk.Likelihood) -> LocalizedText {
        switch likelihood {
        case .low: text("privacy.likelihood.low")
        case .medium: text("privacy.likelihood.medium")
        case .high: text("privacy.likelihood.high")
        }
    }

    func severity(_ severity: PrivacyRisk.Severity) -> LocalizedText {
        switch severity {
        case .limited: text("privacy.severity.limited")
        case .significant: text("privacy.severity.significant")
        case .grave: text("privacy.severity.grave")
        }
    }
}
