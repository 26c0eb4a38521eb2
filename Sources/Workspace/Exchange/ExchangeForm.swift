import Localization
import Pages
import Staff

/// The part of a translation's page that sends its texts to a translator, and takes them back.
struct ExchangeForm {
    let workbook: String
    let xliff: String
    /// Where files come back.
    let action: String

    func values(for person: Person, in text: PageText) -> [String: Any] {
        [
            "heading": text.work("exchange.heading"), "lead": text.work("exchange.lead"),
            "files": [
                ["path": workbook, "label": text.work("exchange.workbook")],
                ["path": xliff, "label": text.work("exchange.xliff")],
            ],
            "path": action, "token": person.token.formToken,
            "fileLabel": text.work("exchange.file"), "button": text.work("exchange.take"),
        ]
    }
}
