import Dialogues
import Foundation
import Localization
import Pages
import Pipeline
import SurveyDefinition

/// Links, posters and texts of a dialogue on one page, each ready to be printed or copied.
struct ReachingPage {
    let reached: ReachedDialogue
    let links: ReachingLinks
    let locales: Locales
    let municipality: String

    private var dialogue: Dialogue { reached.followed.dialogue }

    func values(in text: PageText) -> [String: Any] {
        let id = dialogue.id
        var values: [String: Any] = [
            "backPath": WorkspacePath.dialogue(id), "back": reached.title,
            "title": text.work("reaching.heading"), "lead": lead(in: text),
            "linksHeading": text.work("reaching.links"),
            "links": linkRows(in: text), "copyHint": text.work("reaching.copy"),
            "poster": posterForm(in: text),
            "textsHeading": text.work("reaching.texts"),
            "texts": languages.map { texts(in: $0, named: text) },
        ]
        if reached.followed.round.anonymity == .open {
            values["onSite"] = onSite(in: text)
        } else {
            values["invited"] = text.work(
                "reaching.invited-\(reached.followed.round.anonymity.rawValue)")
        }
        if let onPaper = onPaper(in: text) { values["onPaper"] = onPaper }
        return values
    }

    /// Which language the links lead to.
    private func lead(in text: PageText) -> String {
        guard let first = dialogue.firstLanguage.flatMap({ locales.language($0) }) else {
            return text.work("reaching.lead")
        }
        return text.work("reaching.lead-first", ["language": first.name])
    }

    private var languages: [Language] { reached.languages(among: locales) }

    // MARK: Links

    private func linkRows(in text: PageText) -> [[String: Any]] {
        let places: [Code?] = reached.places.isEmpty ? [nil] : reached.places
        return places.map { place in
            let label =
                place.map { escaped(reached.name(of: $0, in: text)) }
                ?? text.work("reaching.link")
            return [
                "id": "link-\(place?.value ?? "all")", "label": label,
                "link": links.link(at: place),
                "codePath": WorkspacePath.qrCode(of: dialogue.id, at: place),
                "code": text.work("reaching.qr"),
            ]
        }
    }

    // MARK: Posters

    private func posterForm(in text: PageText) -> [String: Any] {
        [
            "heading": text.work("reaching.poster"), "lead": text.work("reaching.poster-lead"),
            "action": WorkspacePath.poster(of: dialogue.id),
            "languageName": WorkspacePath.languageParameter,
            "languagesLabel": text.work("reaching.poster-languages"),
            "languages": languages.map { language in
                [
                    "value": language.tag.value, "label": language.name,
                    "direction": language.direction.rawValue,
                    "checked": language.tag == Locales.source
                        || language.tag == dialogue.firstLanguage,
                ] as [String: Any]
            },
            "sizeName": WorkspacePath.sizeParameter,
            "sizeLabel": text.work("reaching.poster-size"),
            "sizes": Poster.Size.allCases.map {
                ["value": $0.rawValue, "label": $0.rawValue.uppercased(), "checked": $0 == .a4]
                    as [String: Any]
            },
            "places": reached.places.isEmpty
                ? []
                : [
                    [
                        "name": WorkspacePath.placeParameter,
                        "label": text.work("reaching.poster-place"),
                        "places": reached.places.map {
                            ["value": $0.value, "label": reached.name(of: $0, in: text)]
                        },
                    ]
                ] as [[String: Any]],
            "button": text.work("reaching.poster-show"),
        ]
    }

    // MARK: Texts to send

    private func texts(in language: Language, named own: PageText) -> [String: Any] {
        let text = PageText(localizer: locales.localizer(for: language.tag))
        let title = dialogue.texts.text(.title, in: language.tag) ?? ""
        let question = dialogue.texts.text(.question, in: language.tag) ?? ""
        let minutes = reached.survey.minutes
        let values = [
            "municipality": municipality, "title": title, "question": question,
            "link": links.link(),
            "until": dialogue.closesOn.isEmpty
                ? "" : text.plain("send.until", ["date": dialogue.closesOn]),
            "minutes": text.localizer.text(
                "round.minutes", in: "interface", count: minutes, ["count": String(minutes)]
            ).string,
        ]
        return [
            "name": language.name, "tag": language.tag.value,
            "direction": language.direction.rawValue,
            "open": language.tag == Locales.source,
            "channels": ["sms", "web", "school"].map { channel in
                [
                    "id": "\(channel)-\(language.tag)", "label": own.work("reaching.\(channel)"),
                    "tag": language.tag.value, "direction": language.direction.rawValue,
                    "text": tidy(text.plain("send.\(channel)", values)),
                ]
            },
        ]
    }

    /// Without the gap that a part leaves that isn't there.
    private func tidy(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.split(separator: " ").joined(separator: " ") }
            .joined(separator: "\n")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    // MARK: Where people are

    private func onSite(in text: PageText) -> [String: Any] {
        let places: [Code?] = reached.places.isEmpty ? [nil] : reached.places
        return [
            "heading": text.work("reaching.on-site"),
            "ways": [CollectionMode.kiosk, .interview].map { mode in
                [
                    "heading": text.work("reaching.\(mode.rawValue)"),
                    "about": text.work("reaching.\(mode.rawValue)-about"),
                    "links": places.map { place in
                        [
                            "path": links.link(at: place, mode: mode),
                            "label": place.map { reached.name(of: $0, in: text) }
                                ?? links.link(mode: mode),
                        ]
                    },
                ] as [String: Any]
            },
        ]
    }

    private func onPaper(in text: PageText) -> [String: Any]? {
        guard reached.followed.round.anonymity != .blind else { return nil }
        var values: [String: Any] = [
            "heading": text.work("reaching.paper"), "about": text.work("reaching.paper-about"),
            "forms": languages.map { language in
                [
                    "path": WorkspacePath.paper(of: dialogue.id, in: language.tag),
                    "label": language.name, "tag": language.tag.value,
                    "direction": language.direction.rawValue,
                ]
            },
        ]
        if reached.followed.stage == .open {
            values["entry"] = [
                "path": WorkspacePath.paperEntry(of: dialogue.id),
                "label": text.work("reaching.paper-entry"),
            ]
        }
        return values
    }
}
