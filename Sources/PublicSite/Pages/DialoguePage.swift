import Dialogues
import Localization
import Pages

/// A dialogue as residents follow it: what it is about, how to take part, when people meet, and in the end what was
/// said, what was decided and what is done when.
struct DialoguePage {
    let listing: PublicVerbs.RoundListing
    let dialogue: Dialogue
    let languages: [Language]
    let text: PageText

    func page(in frame: Frame) -> StaticPage {
        let id = listing.round.id
        let page = Frame.Page(
            title: RoundTitle.plain(of: listing, in: text), path: { SitePath.dialogue(id, $0) })
        let content = frame.templates.render("dialogue", values)
        return StaticPage(
            html: frame.html(page, content: content, in: text), language: text.language.tag.value)
    }

    private var values: [String: Any] {
        var values: [String: Any] = [
            "title": RoundTitle.html(of: listing, in: text),
            "question": html(.question) ?? "", "background": paragraphs(.background),
            "facts": facts.joined(separator: " · "),
        ]
        if !isReviewed { values["notReviewed"] = text.html("dialogue.not-reviewed") }
        if listing.round.stage == .open {
            values["begin"] = [
                "path": SitePath.round(listing.round.id, text.language.tag),
                "label": text.html("start.answer"),
            ]
        }
        if !dialogue.meetings.isEmpty {
            values["meetings"] = [
                "heading": text.html("dialogue.meetings"), "list": dialogue.meetings.map(shown),
            ]
        }
        if dialogue.answeredOn != nil { values["outcome"] = outcome }
        if !dialogue.observations.all.isEmpty { values["walk"] = walk }
        if listing.round.stage == .closed, dialogue.answeredOn == nil {
            values["waiting"] = text.html("dialogue.waiting")
        }
        if listing.latestRelease != nil {
            values["results"] = [
                "path": SitePath.results(of: listing.round.id, text.language.tag),
                "label": text.html("dialogue.results"),
            ]
        }
        if !dialogue.contact.isEmpty {
            values["contact"] = [
                "heading": text.html("dialogue.contact"), "who": dialogue.contact,
            ]
        }
        return values
    }

    /// Whether a native reader has read every translated text that the page shows.
    private var isReviewed: Bool {
        let opening: [DialogueTextKey] =
            [.title, .question, .background] + dialogue.meetings.map { .meeting($0.number) }
        let outcome: [DialogueTextKey] =
            [.said, .decided] + dialogue.promises.map { .promise($0.number) }
        let shown = opening + (dialogue.answeredOn == nil ? [] : outcome) + dialogue.walk
        return shown.allSatisfy { key in
            guard let (_, tag) = dialogue.texts.text(key, for: text.language),
                tag != Locales.source
            else { return true }
            return dialogue.texts.isReviewed(key, in: tag)
        }
    }

    private var facts: [String] {
        var facts = [
            text.html("dialogue-stage.\(dialogue.stage(of: listing.round.stage).rawValue)")
        ]
        if listing.round.stage == .open { facts.append(RoundTitle.facts(of: listing, in: text)) }
        return facts
    }

    private func shown(_ meeting: Meeting) -> [String: Any] {
        let when = [meeting.date, meeting.time].filter { !$0.isEmpty }.joined(separator: " ")
        return [
            "when": when, "machine": when.replacing(" ", with: "T"), "place": meeting.place,
            "about": paragraphs(.meeting(meeting.number)),
        ]
    }

    private var outcome: [String: Any] {
        [
            "heading": text.html("dialogue.outcome"),
            "saidHeading": text.html("dialogue.said"), "said": paragraphs(.said),
            "decidedHeading": text.html("dialogue.decided"), "decided": paragraphs(.decided),
            "anyPromises": !dialogue.promises.isEmpty,
            "promisesHeading": text.html("dialogue.promises"),
            "promises": dialogue.promises.map { promise in
                [
                    "text": paragraphs(.promise(promise.number)), "date": promise.date,
                    "status": text.html("dialogue-promise.\(promise.status.rawValue)"),
                    "state": promise.status.rawValue,
                ] as [String: Any]
            },
        ]
    }

    /// What was seen on its walks, and what becomes of it.
    private var walk: [String: Any] {
        [
            "heading": text.html("dialogue.observations"),
            "groups": dialogue.observations.groups.map { group, observations in
                [
                    "heading": text.html("observation-group.\(group.rawValue)"),
                    "list": observations.map(shown),
                ] as [String: Any]
            },
        ]
    }

    private func shown(_ observation: Observation) -> [String: Any] {
        let measure =
            observation.status == .reported ? [] : paragraphs(.measure(observation.number))
        var values: [String: Any] = [
            "spot": observation.spot, "state": observation.group.rawValue,
            "what": paragraphs(.observation(observation.number)),
            "days": observation.days.map { event, day in
                ["text": text.html("observation-event.\(event.rawValue)", ["date": day])]
            },
        ]
        // The heading says it of what feels safe.
        if observation.group != .good {
            values["kind"] = text.html("observation-kind.\(observation.kind.rawValue)")
        }
        if !measure.isEmpty {
            values["measure"] = [
                "heading": text.html("dialogue.measure"), "paragraphs": measure,
            ]
        }
        return values
    }

    private func html(_ key: DialogueTextKey) -> String? { text.html(key, of: dialogue) }

    /// The text's paragraphs, marked where they are in another language than the page.
    private func paragraphs(_ key: DialogueTextKey) -> [[String: Any]] {
        guard let (whole, tag) = dialogue.texts.text(key, for: text.language) else { return [] }
        let direction = languages.first { $0.tag == tag }?.direction ?? .leftToRight
        return whole.split(separator: "\n").map { paragraph in
            [
                "html": text.markup(
                    LocalizedText(
                        string: String(paragraph), language: tag, direction: direction))
            ]
        }
    }
}

extension PageText {
    /// A text of a dialogue as HTML, marked where it is in another language than the page; `nil` when it has none.
    func html(_ key: DialogueTextKey, of dialogue: Dialogue) -> String? {
        dialogue.texts.text(key, for: language).map { string, tag in
            markup(
                LocalizedText(
                    string: string, language: tag,
                    direction: tag == language.tag ? language.direction : .leftToRight))
        }
    }
}
