public import Localization

extension Localizer {
    /// What the respondent reads for an answer's code.
    public func label(of code: Code, to question: Question, in survey: Survey) -> LocalizedText {
        let (key, isInterface) = question.textKey(of: code)
        switch question.kind {
        case .district:
            if let district = survey.districts.district(DistrictID(code.value)) {
                return plain(district.name)
            }
        case .scale(let range, _):
            if let number = Int(code.value), range.contains(number) { return plain(code.value) }
        case .number:
            return text("question.\(question.id).band.\(code)", in: survey.textFile)
        case .singleChoice, .multipleChoice, .ranking, .freeText:
            break
        }
        return text(key, in: isInterface ? "interface" : survey.textFile)
    }

    private func plain(_ string: String) -> LocalizedText {
        LocalizedText(string: string, language: language.tag, direction: language.direction)
    }
}
