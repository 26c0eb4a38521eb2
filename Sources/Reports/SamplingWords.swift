import Dialogues
import DisclosureControl
import Localization

/// What may be said of figures, which depends on how respondents were found.
///
/// Only a random sample, or where everybody was asked, may use the term *margin of error*: among those who came by
/// themselves an interval covers chance and nothing else. Source: Swedish survey practice, see the
/// page Methods.
extension ReportWords {
    /// How a release's answers were collected, in a few words; a demonstration says that it is one.
    func collection(of release: Release) -> LocalizedText {
        if release.method.isDemonstration { return text("results.demonstration") }
        switch release.sampling {
        case .probability: return text("results.collection.probability")
        case .census: return text("results.collection.census")
        case .group: return text("results.collection.group")
        case .selfSelected: return text("results.collection.self-selected")
        }
    }

    /// Who was asked, as a sentence.
    func whoWasAsked(_ sampling: Sampling) -> LocalizedText {
        switch sampling {
        case .probability: text("results.asked.probability")
        case .census: text("results.asked.census")
        case .group: text("results.asked.group")
        case .selfSelected: text("results.asked.self-selected")
        }
    }

    /// What an interval means, and what it says nothing of.
    func meaningOfInterval(_ sampling: Sampling) -> LocalizedText {
        switch sampling {
        case .probability: text("results.interval-means.probability")
        case .census, .group: text("results.interval-means.census")
        case .selfSelected: text("results.interval-means.self-selected")
        }
    }
}

extension Release {
    /// How respondents were found; the most cautious reading of a word from a later version.
    var sampling: Sampling { Sampling(rawValue: method.sampling) ?? .selfSelected }
}
