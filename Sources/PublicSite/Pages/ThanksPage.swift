import Dialogues
import Pages
import SurveyDefinition

/// After sending: that it counts, when and where the result comes, and where help is to be had.
struct ThanksPage {
    let listing: PublicVerbs.RoundListing
    /// What the next person at the same screen, or with the same interviewer, arrives with.
    let arrival: Arrival
    let text: PageText

    func page(in frame: Frame) -> StaticPage {
        let survey = listing.survey
        let id = listing.round.id
        let tag = text.language.tag
        var values: [String: Any] = [
            "title": text.html("thanks.title"),
            "lead": text.html("thanks.lead"),
            "resultHeading": text.html("thanks.result"),
            "result": text.html("result", in: survey.textFile),
            "resultPath": SitePath.results(of: id, tag),
            "resultLink": text.html("thanks.result-link"),
            "startPath": SitePath.start(tag),
            "start": text.html("thanks.start"),
            "close": text.html("thanks.close"),
        ]
        switch arrival.mode {
        case .kiosk:
            values["next"] = next("kiosk.next", SitePath.negotiatedRound(id, arrival))
        case .interview:
            values["next"] = next("interview.next", SitePath.answer(id, tag, arrival))
        case .web, .paper: break
        }
        if survey.hasHelpLines {
            let lines = (1...).lazy.map { text.optional("help.\($0)", in: survey.textFile) }
                .prefix { $0 != nil }
                .compactMap { $0 }
            values["help"] = [
                "heading": text.html("thanks.help"),
                "intro": text.html("help.intro", in: survey.textFile),
                "lines": Array(lines).map { ["text": $0] },
            ]
        }
        let page = Frame.Page(
            title: text.localizer.string("thanks.title"),
            path: { SitePath.thanks(id, $0, arrival) },
            mode: arrival.mode,
            idle: arrival.mode == .kiosk ? KioskIdle(id, arrival, seconds: 20, asks: false) : nil,
            scripts: [arrival.mode.script].compactMap { $0 })
        return StaticPage(
            html: frame.html(page, content: frame.templates.render("thanks", values), in: text),
            language: tag.value,
            security: arrival.mode.script == nil
                ? SecurityHeaders.fields : SecurityHeaders.scripted())
    }

    private func next(_ key: String, _ path: String) -> [String: Any] {
        ["path": path, "label": text.html(key)]
    }
}
