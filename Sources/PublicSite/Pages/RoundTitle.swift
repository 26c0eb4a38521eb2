import Pages
import SurveyDefinition

/// A round's name: its dialogue's title, or else the survey's and the period.
enum RoundTitle {
    static func html(of listing: PublicVerbs.RoundListing, in text: PageText) -> String {
        if let dialogue = listing.dialogue, let title = text.html(.title, of: dialogue) {
            return title
        }
        return escaped(plain(of: listing, in: text))
    }

    static func plain(of listing: PublicVerbs.RoundListing, in text: PageText) -> String {
        if let title = listing.dialogue?.texts.text(.title, for: text.language) {
            return title.text
        }
        let title = text.localizer.string("title", in: listing.survey.textFile)
        return text.localizer.string(
            "round.title-period", ["title": title, "period": listing.round.period])
    }

    /// How long it takes and until when.
    static func facts(of listing: PublicVerbs.RoundListing, in text: PageText) -> String {
        let minutes = listing.survey.minutes
        var facts = [text.html("round.minutes", count: minutes, ["count": String(minutes)])]
        if let date = listing.round.closesOn {
            facts.append(text.html("round.closes", ["date": date]))
        }
        return facts.joined(separator: " · ")
    }
}
