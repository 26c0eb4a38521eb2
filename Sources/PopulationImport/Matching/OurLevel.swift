import Diagnostics
import SurveyDefinition

/// A level of ours that people are counted in.
struct OurLevel: Equatable {
    let code: Code
    /// The name that it has in every language, for a district.
    let name: String?
    /// The ages of a band; `nil` for anything else, and for a band that is no range.
    let ages: AgeRange?
}

/// The levels that the surveys ask for, which a file is matched with.
struct OurLevels {
    /// The file that is imported.
    let file: String
    let definitions: Definitions
    /// The survey whose levels they are; `nil` when all surveys have the same.
    let survey: SurveyID?
    let faults: FaultCollector

    /// The levels of a variable. When no survey asks for it, or several do with other options, that
    /// is reported and nothing returned.
    func of(_ variable: BackgroundVariable) -> [OurLevel] {
        if variable == .district {
            return definitions.districts.list.map { district in
                OurLevel(code: Code(district.id.value), name: district.name, ages: nil)
            }
        }
        let asking = definitions.surveys.filter { survey == nil || $0.id == survey }
        let questions = asking.compactMap { $0.question(for: variable) }
        let levels = questions.map { $0.countableLevels(of: variable) }
        if let first = levels.first, levels.allSatisfy({ $0 == first }) { return first }
        faults.report(
            Diagnostic(
                file: file, path: variable.rawValue,
                problem: levels.isEmpty
                    ? "No survey asks for \(variable.rawValue)."
                    : "The surveys don't ask for \(variable.rawValue) with the same options.",
                remedy: levels.isEmpty
                    ? "Save the table without it." : "Say whose options to use with --survey ID."))
        return []
    }
}

extension Question {
    fileprivate func countableLevels(of variable: BackgroundVariable) -> [OurLevel] {
        if case .number(_, let bands) = kind {
            return bands.map { band in
                OurLevel(
                    code: band.id, name: nil,
                    ages: AgeRange(band.range.lowerBound, band.range.upperBound))
            }
        }
        return options.filter { !$0.isSpecial }.map { option in
            OurLevel(
                code: option.code, name: nil,
                ages: variable == .age ? AgeRange(option.code.value) : nil)
        }
    }
}
