import Localization
import Pages
import SurveyDefinition

extension PageText {
    /// The label of an answer's code.
    func label(of code: Code, to question: Question, in survey: Survey) -> String {
        markup(plainLabel(of: code, to: question, in: survey))
    }

    /// The label of an answer's code, not escaped: for use inside another text.
    func plainLabel(of code: Code, to question: Question, in survey: Survey) -> LocalizedText {
        let (key, isInterface) = question.textKey(of: code)
        switch question.kind {
        case .district:
            if let district = survey.districts.district(DistrictID(code.value)) {
                return plain(district.name)
            }
        case .scale(let range, _):
            if let number = Int(code.value), range.contains(number) { return plain(code.value) }
        case .number:
            return localizer.text("question.\(question.id).band.\(code)", in: survey.textFile)
        case .singleChoice, .multipleChoice, .ranking, .freeText:
            break
        }
        return localizer.text(key, in: isInterface ? "interface" : survey.textFile)
    }

    private func plain(_ string: String) -> LocalizedText {
        LocalizedText(string: string, language: language.tag, direction: language.direction)
    }
}
