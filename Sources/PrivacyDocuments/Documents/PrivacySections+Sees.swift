import Localization

/// Who can see what, and link what with what.
extension PrivacySections {
    /// A row for each onlooker that the level has.
    var sees: Block {
        table(
            "privacy.sees.caption", [("privacy.sees.who", 1), ("privacy.sees.what", 3)],
            facts.onlookers.map { (words.onlooker($0), sentences(of: $0)) }
                .filter { !$0.1.isEmpty }
                .map { [[$0.0], $0.1.map(text)] })
    }

    /// What the onlooker sees in this round, as text keys; none when nothing is left to see.
    private func sentences(of onlooker: Onlooker) -> [String] {
        let isCode = facts.level.hasCodes && !facts.level.hasTickets
        let isClosed = facts.round.stage == .closed
        let hasTexts = !facts.texts.isEmpty && facts.round.textsDisposedOn == nil
        return switch onlooker {
        case .everyone: ["privacy.sees.everyone.what"]
        case .database:
            (facts.round.answersDisposedOn == nil ? ["privacy.sees.database.what"] : [])
                + (isClosed ? [] : ["privacy.sees.database.waiting"])
                + (hasTexts ? ["privacy.sees.database.texts"] : [])
                + (isCode && !isClosed ? ["privacy.sees.database.code"] : [])
                + (facts.level.hasTickets && !isClosed ? ["privacy.sees.database.blind"] : [])
        case .databaseAndSecret:
            (isClosed ? [] : ["privacy.sees.secret.what"])
                + (hasTexts ? ["privacy.sees.secret.texts"] : [])
                + (isCode && !isClosed ? ["privacy.sees.secret.code"] : [])
        case .copies:
            [hasClass ? "privacy.sees.copies.alike" : "privacy.sees.copies.any"]
                + (isCode ? ["privacy.sees.copies.code"] : [])
        case .letters: [isClosed ? "privacy.sees.letters.was" : "privacy.sees.letters.what"]
        case .issuer:
            isClosed
                ? []
                : ["privacy.sees.issuer.what"]
                    + (facts.isPlainAllowed ? ["privacy.sees.issuer.plain"] : [])
        case .network: ["privacy.sees.network.what"]
        case .device:
            ["privacy.sees.device.what"]
                + (facts.level.hasCodes ? ["privacy.sees.device.code"] : [])
        }
    }
}
