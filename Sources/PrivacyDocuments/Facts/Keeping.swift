import Dialogues
import SurveyDefinition

/// Something that a round keeps: until when, and what has become of it in a closed round.
struct Keeping: Equatable {
    /// What is kept.
    enum Thing: CaseIterable {
        case waiting, sendings, codes, exchanges, tickets
        case answers, sensitive, language, mode, texts, counts
        case releases, proofs
    }

    /// Until when.
    enum Limit: Equatable {
        case mixing, closing
        /// Months after the round has closed.
        case months(Int)
        /// The survey sets no limit, so that the municipality's own plan of disposal has to.
        case plan
        case always
    }

    /// What has become of it.
    enum Fate: Equatable {
        case destroyed, kept
        /// `YYYY-MM-DD`.
        case disposed(on: String)
    }

    let thing: Thing
    let limit: Limit
    /// `nil` while the round isn't closed, and for what a closed round may not have.
    let fate: Fate?
}

extension PrivacyFacts {
    /// Everything that the round keeps, what goes first first.
    var keepings: [Keeping] {
        Keeping.Thing.allCases.filter(isKept).map {
            Keeping(thing: $0, limit: limit(of: $0), fate: fate(of: $0))
        }
    }

    private func isKept(_ thing: Keeping.Thing) -> Bool {
        switch thing {
        case .waiting, .sendings, .answers, .counts, .releases, .proofs: true
        case .codes: level.hasCodes && !level.hasTickets
        case .exchanges, .tickets: level.hasTickets
        case .sensitive: !sensitive.isEmpty
        case .language: survey.countsLanguages
        case .mode: survey.countsModes
        case .texts: !texts.isEmpty
        }
    }

    private func limit(of thing: Keeping.Thing) -> Keeping.Limit {
        switch thing {
        case .waiting: .mixing
        case .sendings, .codes, .exchanges, .tickets: .closing
        case .answers, .sensitive, .language, .mode, .counts:
            limit(months: survey.retention.answers)
        case .texts: limit(months: survey.retention.texts)
        case .releases, .proofs: .always
        }
    }

    private func limit(months: Int?) -> Keeping.Limit { months.map { .months($0) } ?? .plan }

    private func fate(of thing: Keeping.Thing) -> Keeping.Fate? {
        guard round.stage == .closed else { return nil }
        switch thing {
        case .waiting, .sendings, .codes, .exchanges, .tickets: return .destroyed
        case .answers, .sensitive, .language, .mode, .counts:
            return fate(disposedOn: round.answersDisposedOn)
        case .texts: return fate(disposedOn: round.textsDisposedOn)
        case .releases: return .kept
        case .proofs: return hasProof ? .kept : nil
        }
    }

    private func fate(disposedOn date: String?) -> Keeping.Fate {
        date.map { .disposed(on: $0) } ?? .kept
    }

    private var hasProof: Bool {
        round.answersDisposedOn != nil || round.textsDisposedOn != nil
    }

    /// Whether the survey leaves it to the municipality to say when something is disposed of.
    var lacksLimit: Bool { keepings.contains { $0.limit == .plan } }
}
