public import Diagnostics
public import Estimation

/// Why a file of coded answers can't be estimated by its plan, told as one sentence or two.
public enum CodedAnswersError: Error, Equatable {
    /// Where in a file of separated values something is wrong.
    public struct Place: Equatable, Sendable, CustomStringConvertible {
        public let file: String
        /// As a spreadsheet counts: the header is row 1.
        public let row: Int
        /// `nil` when the column isn't known.
        public let column: String?

        init(file: String, row: Int, column: String? = nil) {
            self.file = file
            self.row = row
            self.column = column
        }

        public var description: String {
            "\(file): row \(row)" + (column.map { ", column \($0)" } ?? "")
        }
    }

    /// How the quotes around a field are broken.
    public enum Quotes: Error, Equatable, Sendable {
        /// The file ends before the field does.
        case notClosed
        /// Something other than a separator or the end of the row follows the closing quote.
        case followedByText
    }

    /// Every fault of the plan.
    case unusablePlan([Diagnostic])

    case unreadable(file: String)
    /// The file has no respondents.
    case nobody(file: String)
    case repeatedColumn(file: String, column: String)
    case unknownColumn(file: String, column: String, known: [String])
    /// The row has another number of fields than the header.
    case raggedRow(file: String, row: Int, fields: Int, columns: Int)
    case brokenQuotes(Place, Quotes)
    case notText(Place)

    /// A field is empty that must not be.
    case missing(Place)
    /// A code is in none of the sets that the plan has for the column.
    case unknownCode(Place, code: String, of: String, known: [String])
    /// A weight is no number above zero.
    case notAWeight(Place, text: String)
    /// A margin's population is neither a number, zero or more, nor `unknown`.
    case notAPopulation(Place, text: String)
    /// Respondents have a level of a margin that the plan gives no population for.
    case levelWithoutPopulation(Place, round: String, margin: String, level: String)
    /// A stratum without its population.
    case stratumWithoutPopulation(Place, stratum: String)
    /// More respondents than the population that they are a sample of.
    case populationTooSmall(
        file: String, round: String, stratum: String?, population: Double, respondents: Int)

    /// The plan names a round that no respondent has.
    case unknownRound(plan: String, path: String, round: String, known: [String])
    /// The plan names a group that none of its breakdowns has.
    case unknownGroup(plan: String, path: String, group: String)
    case weighting(file: String, round: String, WeightingError)
}

extension CodedAnswersError: CustomStringConvertible {
    /// What is wrong and what to do, with the place in front; one line per fault of a plan.
    public var description: String {
        switch self {
        case .unusablePlan(let faults):
            faults.map(\.description).joined(separator: "\n")
        case .unreadable(let file):
            "\(file): The file can't be read. Correct its name, or who may read it."
        case .nobody(let file):
            "\(file): There are no respondents in the file. Write a header and a row for each."
        case .repeatedColumn(let file, let column):
            "\(file): row 1, column \(column): Two columns have this name. Rename one of them."
        case .unknownColumn(let file, let column, let known):
            "\(file): row 1: There is no column '\(column)'. "
                + "Correct the plan, or use one of: \(Self.list(known))."
        case .raggedRow(let file, let row, let fields, let columns):
            "\(file): row \(row): The row has \(fields) fields, and the header has \(columns). "
                + "Give it as many, and put quotes around a field with a separator in it."
        case .brokenQuotes(let place, .notClosed):
            "\(place): A quote is opened and never closed. Close it."
        case .brokenQuotes(let place, .followedByText):
            "\(place): Text follows a closing quote. Double the quotes inside a quoted field."
        case .notText(let place):
            "\(place): The field isn't UTF-8 text. Save the file as UTF-8."
        case .missing(let place):
            "\(place): The field is empty. Fill it, or remove the row."
        case .unknownCode(let place, let code, let owner, let known):
            "\(place): The code '\(code)' is in none of the sets of \(owner). "
                + "Correct it, or add it to the plan, which has: \(Self.list(known))."
        case .notAWeight(let place, let text):
            "\(place): '\(text)' is not a number above zero. "
                + "Write digits, and a point before decimals."
        case .notAPopulation(let place, let text):
            "\(place): '\(text)' is not a number of persons. Write digits, or: unknown."
        case .levelWithoutPopulation(let place, let round, let margin, let level):
            "\(place): Respondents of round \(round) have \(margin) \(level), and the margin has no "
                + "population for them. Give it one, or write: unknown."
        case .stratumWithoutPopulation(let place, let stratum):
            "\(place): The stratum '\(stratum)' has no population. Add it to sample.populations."
        case .populationTooSmall(let file, let round, let stratum, let population, let respondents):
            "\(file): round \(round): \(respondents) respondents can't be a sample of "
                + "\(Self.plain(population))"
                + "\(stratum.map { " in the stratum '\($0)'" } ?? ""). Correct the population."
        case .unknownRound(let plan, let path, let round, let known):
            "\(plan): \(path): No respondent has the round '\(round)'. "
                + "Use one of: \(Self.list(known))."
        case .unknownGroup(let plan, let path, let group):
            "\(plan): \(path): There is no group '\(group)'. "
                + "Write total, or a group of a breakdown, such as gender=K."
        case .weighting(let file, let round, let error):
            "\(file): round \(round): \(error)"
        }
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(20).joined(separator: ", ")
        return names.count > 20 ? shown + " …" : shown
    }

    private static func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    }
}
