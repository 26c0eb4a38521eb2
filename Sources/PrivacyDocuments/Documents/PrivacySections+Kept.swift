import Dialogues
import Localization

/// What is kept, and for how long.
extension PrivacySections {
    /// A row for each thing; of a closed round also what has become of it.
    var kept: Block {
        let isClosed = facts.round.stage == .closed
        return table(
            "privacy.kept.caption",
            isClosed
                ? [("privacy.kept.what", 5), ("privacy.kept.how-long", 3), ("privacy.kept.now", 2)]
                : [("privacy.kept.what", 3), ("privacy.kept.how-long", 2)],
            facts.keepings.map { keeping in
                let row = [[name(of: keeping.thing)], [words.limit(keeping.limit)]]
                return isClosed ? row + [keeping.fate.map { [words.fate($0)] } ?? []] : row
            })
    }

    /// What is done when the time has come, and what can't be done before.
    var disposal: [Block] {
        [.paragraph(text("privacy.disposal"))]
    }

    private func name(of thing: Keeping.Thing) -> LocalizedText {
        switch thing {
        case .waiting: text("privacy.kept.waiting")
        case .sendings: text("privacy.kept.sendings")
        case .codes: text("privacy.kept.codes")
        case .exchanges: text("privacy.kept.exchanges")
        case .tickets: text("privacy.kept.tickets")
        case .answers: text(hasClass ? "privacy.kept.answers" : "privacy.kept.answers-alone")
        case .sensitive: text("privacy.kept.sensitive")
        case .language: text("privacy.kept.language")
        case .mode: text("privacy.kept.mode")
        case .texts: text("privacy.kept.texts")
        case .counts: text("privacy.kept.counts")
        case .releases: text("privacy.kept.releases")
        case .proofs: text("privacy.kept.proofs")
        }
    }
}
