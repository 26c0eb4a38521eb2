import Dialogues
import Pages
import PrivacyDocuments
import SurveyDefinition

/// What a round keeps and doesn't keep, in words made from its survey and level, so that they can't lie.
struct KeptParts {
    let kept: [String]
    let notKept: [String]

    init(of survey: Survey, in round: Round, in text: PageText) {
        var kept = [text.html("kept.answers")]
        let parts = survey.backgroundVariables.map {
            text.localizer.string("kept.part.\($0.rawValue)")
        }
        kept.append(
            parts.isEmpty
                ? text.html("kept.no-background")
                : text.html("kept.background", ["parts": parts.joined(separator: ", ")]))
        if survey.questions.contains(where: \.isSensitive) {
            kept.append(text.html("kept.sensitive"))
        }
        if survey.questions.contains(where: \.isFreeText) { kept.append(text.html("kept.texts")) }
        if survey.countsLanguages { kept.append(text.html("kept.language")) }
        if survey.countsModes { kept.append(text.html("kept.mode")) }
        if round.anonymity == .code { kept.append(text.html("kept.code")) }
        if round.anonymity == .blind { kept.append(text.html("kept.ticket")) }
        kept.append(text.html("kept.until"))
        self.kept = kept
        notKept = PrivacyFacts(of: survey, in: round).neverKept.map { text.html($0.textKey) }
    }
}
