import Diagnostics
import Pages
import SurveyDrafts

extension PageText {
    /// What is wrong, as HTML: in words of the page's language where people meet it often, else as `radslag check` says it,
    /// in English.
    func message(of fault: PlacedFault) -> String {
        let diagnostic = fault.diagnostic
        if let known = knownFaults.first(where: { diagnostic.problem.contains($0.problem) }) {
            return compose(known.key)
        }
        return "<span lang=\"en\" dir=\"ltr\">"
            + escaped("\(diagnostic.problem) \(diagnostic.remedy)") + "</span>"
    }
}

/// Parts of what `check` says, with the keys of the same in people's words.
private let knownFaults: [(problem: String, key: String)] = [
    ("The text is missing.", "composer.fault-text-missing"),
    ("The translation is missing.", "composer.fault-translation-missing"),
    ("The Swedish has changed since", "composer.fault-stale"),
    ("Nothing says which Swedish text", "composer.fault-stale"),
    ("The placeholders differ", "composer.fault-placeholders"),
    ("There is nothing to choose between.", "composer.fault-few-options"),
    ("The survey asks nothing.", "composer.fault-empty-survey"),
    ("The section asks nothing.", "composer.fault-empty-section"),
    ("The condition names no answer.", "composer.fault-no-answer"),
    ("is asked later.", "composer.fault-asked-later"),
    ("There is no question '", "composer.fault-no-question"),
    ("The question can never be asked", "composer.fault-never-asked"),
    ("is sensitive, and an answer here would tell", "composer.fault-sensitive"),
    ("The question belongs to no block.", "composer.fault-no-block"),
    ("A whole number is expected here.", "composer.fault-whole-number"),
    ("is out of range.", "composer.fault-out-of-range"),
    ("isn't above", "composer.fault-not-above"),
    ("The band", "composer.fault-bands"),
    ("A band is its lowest", "composer.fault-bands"),
    ("The text may be longer than", "composer.fault-too-long"),
    ("background questions, more than", "composer.fault-background"),
    ("The wording isn't the question bank's.", "composer.fault-not-the-banks"),
    ("The key '", "composer.fault-missing"),
]
