import Answering
import Pages
import SurveyDefinition

extension FormFields {
    /// What was given as an answer to the question.
    func given(to question: Question) -> GivenAnswer {
        guard let values = all(FieldName.prefix + question.id.value) else { return .nothing }
        switch question.kind {
        case .multipleChoice, .ranking: return .texts(values)
        default: return values.count == 1 ? .text(values[0]) : .texts(values)
        }
    }
}
