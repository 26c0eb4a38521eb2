public import Localization

/// What a workbook says around the texts, in the language of whoever sends it.
public struct WorkbookWords: Sendable {
    let direction: Direction
    let sheet: String
    let file: String
    let key: String
    let form: String
    let note: String
    let digest: String
    let state: String
    let states: [TranslationState: String]
    let howToSheet: String
    let howTo: [String]

    /// The words of `Locales/<language>/exchange.yaml`.
    public init(_ localizer: Localizer) {
        func word(_ key: String) -> String { localizer.string(key, in: "exchange") }
        direction = localizer.language.direction
        sheet = word("exchange.sheet")
        file = word("exchange.file")
        key = word("exchange.key")
        form = word("exchange.form")
        note = word("exchange.note")
        digest = word("exchange.digest")
        state = word("exchange.state")
        states = [
            .missing: word("exchange.state-missing"), .stale: word("exchange.state-stale"),
            .current: word("exchange.state-current"),
        ]
        howToSheet = word("exchange.how-to")
        howTo = [
            word("exchange.how-to-write"), word("exchange.how-to-state"),
            word("exchange.how-to-placeholders"), word("exchange.how-to-forms"),
            word("exchange.how-to-leave"),
        ]
    }
}
