public import SurveyDefinition

/// The answers to a block's questions as one short text: a cell per question, joined by `;`.
///
/// A cell is `_` for not asked, empty for blank, or the numbers of the chosen options from 0, joined by `.`.
/// The options of a survey version never change, so their numbers keep their meaning.
public enum FragmentCoding {
    public static func encode(_ answers: [KeptAnswer], to questions: [Question], in survey: Survey)
        -> String
    {
        zip(answers, questions).map { answer, question in
            switch answer {
            case .notAsked: "_"
            case .blank: ""
            case .chosen(let chosen):
                chosen.map { code in number(of: code, among: survey.codes(of: question)) }
                    .joined(separator: ".")
            }
        }
        .joined(separator: ";")
    }

    /// The answers in a fragment's text, in the order of the questions.
    ///
    /// - Precondition: `encode` made the text for the same questions of the same survey version.
    public static func decode(_ text: String, to questions: [Question], in survey: Survey)
        -> [KeptAnswer]
    {
        zip(text.split(separator: ";", omittingEmptySubsequences: false), questions).map {
            cell, question in
            switch cell {
            case "_": return .notAsked
            case "": return .blank
            default:
                let codes = survey.codes(of: question)
                return .chosen(cell.split(separator: ".").compactMap { Int($0) }.map { codes[$0] })
            }
        }
    }

    private static func number(of code: Code, among codes: [Code]) -> String {
        guard let number = codes.firstIndex(of: code) else {
            preconditionFailure("An anonymous response holds only codes of its survey.")
        }
        return String(number)
    }
}
