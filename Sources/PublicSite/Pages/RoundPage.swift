import Answering
import Pages
import SurveyDefinition

/// About a round: who asks, why, how long it takes and what is kept, before the first question.
struct RoundPage {
    let listing: PublicVerbs.RoundListing
    let arrival: Arrival
    /// The invitation code that a printed link had: the page is then one resident's own.
    var code: InvitationCode?
    let text: PageText

    /// The page as it is for everybody.
    func page(in frame: Frame) -> StaticPage {
        StaticPage(
            html: html(in: frame), language: text.language.tag.value,
            security: arrival.mode.script == nil
                ? SecurityHeaders.fields : SecurityHeaders.scripted())
    }

    func html(in frame: Frame) -> String {
        let level = listing.round.anonymity
        let survey = listing.survey
        let id = listing.round.id
        let parts = KeptParts(of: survey, in: listing.round, in: text)
        var values: [String: Any] = [
            "title": text.html("title", in: survey.textFile),
            "why": text.html("why", in: survey.textFile),
            "facts": RoundTitle.facts(of: listing, in: text),
            "whoHeading": text.html("round.who"),
            "who": text.html("who-asks", in: survey.textFile),
            "use": text.html("use", in: survey.textFile),
            "result": text.html("result", in: survey.textFile),
            "keptHeading": text.html("round.kept"),
            "kept": parts.kept.map { ["text": $0] },
            "notKeptHeading": text.html("round.not-kept"),
            "notKept": parts.notKept.map { ["text": $0] },
            "levelHeading": text.html("level.heading"),
            "level": text.html("level.\(level.rawValue)"),
            "limits": text.html("kept.limits"),
            "morePath": SitePath.privacy(id, text.language.tag),
            "more": text.html("kept.more"),
        ]
        if let dialogue = listing.dialogue {
            values["title"] = RoundTitle.html(of: listing, in: text)
            values["why"] = text.html(.question, of: dialogue) ?? ""
            values["about"] = [
                "aboutPath": SitePath.dialogue(id, text.language.tag),
                "label": text.html("dialogue.about"),
            ]
        }
        if listing.round.isDemonstration {
            values["demonstration"] = text.html("round.demonstration")
        }
        if listing.round.tickets?.isPlainAllowed == true {
            values["plain"] = text.html("level.blind-plain")
        }
        let answer = SitePath.answer(id, text.language.tag, arrival, code: code)
        let ticket = frame.identity.ticketOrigin + SitePath.ticket(id, text.language.tag)
        let begin: [String: Any] = [
            "path": level == .blind ? ticket : answer,
            "label": text.html("round.begin"),
        ]
        if let question = survey.question(for: .site), question.isGivenByLink {
            if let place = arrival.place {
                let name = text.plainLabel(of: place, to: question, in: survey).string
                values["site"] = text.html("round.site", ["site": name])
                values["begin"] = begin
            } else {
                values["places"] = places(of: question)
            }
        } else {
            values["begin"] = begin
        }
        let page = Frame.Page(
            title: listing.dialogue == nil
                ? text.localizer.string("title", in: survey.textFile)
                : RoundTitle.plain(of: listing, in: text),
            path: { SitePath.round(id, $0, arrival, code: code) }, mode: arrival.mode,
            idle: arrival.mode == .kiosk
                ? KioskIdle(id, arrival, seconds: 120, asks: false) : nil,
            scripts: [arrival.mode.script].compactMap { $0 })
        return frame.html(page, content: frame.templates.render("round", values), in: text)
    }

    /// The places to choose from, for who came without a link to one.
    private func places(of question: Question) -> [String: Any] {
        [
            "heading": text.html("round.places"),
            "links": listing.survey.codes(of: question).map { place in
                [
                    "path": SitePath.round(
                        listing.round.id, text.language.tag,
                        Arrival(place: place, mode: arrival.mode), code: code),
                    "label": text.label(of: place, to: question, in: listing.survey),
                ]
            },
        ]
    }
}
