import Dialogues
import Localization
import Pages
import Pipeline
import SurveyDefinition

/// A poster of a dialogue as a page to print: what is asked, in one language or several, and one QR code that leads to
/// the reader's own language.
struct Poster {
    /// Paper of ISO 216.
    enum Size: String, CaseIterable {
        case a4, a5
    }

    let reached: ReachedDialogue
    let place: Code?
    let link: String
    let languages: [Language]
    let size: Size
    let locales: Locales
    let identity: SiteIdentity

    /// More languages than this are set smaller, so that all fit on the sheet.
    private static let fewLanguages = 2

    func values(stylesheet: String, in own: PageText) -> [String: Any] {
        let dialogue = reached.followed.dialogue
        return [
            "language": own.language.tag.value, "direction": own.language.direction.rawValue,
            "stylesheet": stylesheet, "title": reached.title,
            "backPath": WorkspacePath.reaching(of: dialogue.id),
            "back": own.work("reaching.heading"), "hint": own.work("poster.print"),
            "size": size.rawValue, "many": languages.count > Self.fewLanguages,
            "municipality": identity.municipality,
            "texts": languages.map(texts),
            "code": QRCode(link)?.svg ?? "", "link": link.replacing(/^https?:\/\//, with: ""),
            "contacts": [dialogue.contact].filter { !$0.isEmpty },
        ]
    }

    private func texts(in language: Language) -> [String: Any] {
        let dialogue = reached.followed.dialogue
        let text = PageText(localizer: locales.localizer(for: language.tag))
        let minutes = reached.survey.minutes
        var facts = [text.work("poster.scan")]
        // Where there is little room, the page behind the code says the rest.
        if languages.count <= Self.fewLanguages {
            facts.append(
                text.html("round.minutes", count: minutes, ["count": String(minutes)]) + ".")
        }
        if reached.followed.round.anonymity == .open { facts.append(text.work("poster.anonymous")) }
        if !dialogue.closesOn.isEmpty {
            facts.append(text.work("send.until", ["date": dialogue.closesOn]))
        }
        var values: [String: Any] = [
            "tag": language.tag.value, "direction": language.direction.rawValue,
            "title": dialogue.texts.text(.title, in: language.tag) ?? "",
            "question": dialogue.texts.text(.question, in: language.tag) ?? "",
            "facts": facts.joined(separator: " "),
        ]
        if let place { values["place"] = reached.name(of: place, in: text) }
        return values
    }
}
