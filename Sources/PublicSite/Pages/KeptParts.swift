import Dialogues
import Pages
import SurveyDefinition

/// What a round keeps and doesn't keep, in words made from its survey and level, so that they can't lie.
struct KeptParts {
    let kept: [String]
    let notKept: [String]

    init(of survey: Survey, at level: AnonymityLevel, in text: PageText) {
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
        if level == .code { kept.append(text.html("kept.code")) }
        kept.append(text.html("kept.until"))
        self.kept = kept
        notKept = ["identity", "device", "time", "language", "code", "unfinished"]
            .filter { $0 != "language" || !survey.countsLanguages }
            .filter { $0 != "code" || level == .code }
            .map { text.html("not-kept.\($0)") }
    }
}

extension Question {
    var isFreeText: Bool {
        if case .freeText = kind { true } else { false }
    }
}
