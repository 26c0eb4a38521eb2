import DisclosureControl
import Localization
import SurveyDefinition

/// Rows about the round as a whole: who answered, how each question was answered, and the method.
extension PeopleFile {
    /// A group's share of the answers, beside its share of the population.
    func cells(of row: Coverage.Row, by variable: BackgroundVariable) -> Cells {
        let group = words.group(row.group, of: variable, in: context).string
        let isWithheld = row.responses == nil
        return [
            .kind: text("results.kind.coverage"),
            .breakdown: .text(words.variable(variable).string),
            .group: .text(group),
            .territory: territory,
            .year: .text(context.round.period),
            .value: percent(row.responses, decimals: 0) ?? .text(withheldMark),
            .unit: .text(words.unit(.percent).string),
            .remark: isWithheld ? text("results.withheld") : .empty,
            .population: percent(row.population, decimals: 0) ?? .empty,
        ]
    }

    /// The share of the answers that was given in a language version, or by a mode of collection.
    func cells(ofSatellite variable: CSVCell, _ share: Double, name: LocalizedText) -> Cells {
        [
            .kind: text("results.kind.coverage"),
            .breakdown: variable,
            .group: .text(name.string),
            .territory: territory,
            .year: .text(context.round.period),
            .value: percent(share, decimals: 0) ?? .empty,
            .unit: .text(words.unit(.percent).string),
        ]
    }

    /// One answer to a question, of the whole round or a group.
    ///
    /// - Parameter cell: `nil` when the row is withheld.
    func cells(
        of row: Distribution.Row, _ cell: Distribution.Cell?, by variable: BackgroundVariable?,
        of distribution: Distribution
    ) -> Cells {
        let question = context.survey.question(distribution.question)
        let option = cell.flatMap { cell in
            question.map { words.option(cell.code, of: $0, in: context).string }
        }
        let share = percent(cell?.share, decimals: (row.n ?? 0) < 1000 ? 0 : 1)
        let title = words.question(distribution.question, of: context.survey).string
        let remarks = [
            share == nil ? words.text("results.withheld") : nil,
            distribution.isPerturbed ? words.text("results.perturbed") : nil,
        ].compactMap { $0?.string }
        return [
            .kind: text("results.kind.distribution"),
            .breakdown: .text(variable.map { words.variable($0).string } ?? ""),
            .group: .text(words.group(row.group, of: variable, in: context).string),
            .territory: territory,
            .year: .text(context.round.period),
            .value: share ?? .text(withheldMark),
            .unit: .text(words.unit(.percent).string),
            .base: row.n.map { .number(String($0)) } ?? .text(withheldMark),
            .remark: .text(remarks.joined(separator: " ")),
            .source: .text(words.title(of: context.survey).string),
            .collection: .text(words.collection(of: release).string),
            .question: .text(title),
            .answer: .text(option ?? ""),
        ]
    }

    /// How many of the texts are about a theme.
    func cells(
        of theme: ProtectedTexts.ThemeShare, in texts: ProtectedTexts.Question
    ) -> Cells {
        func digits(_ share: Double?) -> String? {
            share.map { words.digits($0 * 100, decimals: texts.decimals) }
        }
        let value =
            digits(theme.share) ?? digits(theme.lessThan).map { "<" + $0 }
            ?? digits(theme.moreThan).map { ">" + $0 }
        let remark = words.remark(on: theme, smallestCell: release.method.smallestCell)
        return textCells(of: texts.question).merging([
            .kind: text("results.kind.theme"),
            .value: .number(value ?? withheldMark),
            .unit: .text(words.unit(.percent).string),
            .base: .number(String(texts.coded)),
            .remark: .text(remark?.string ?? ""),
            .answer: .text(words.theme(theme.theme, of: context.survey).string),
        ]) { $1 }
    }

    /// A text as it was approved.
    func cells(quoting quotation: String, of question: QuestionID) -> Cells {
        textCells(of: question).merging([
            .kind: text("results.kind.quotation"), .answer: .text(quotation),
        ]) { $1 }
    }

    private func textCells(of question: QuestionID) -> Cells {
        [
            .territory: territory,
            .year: .text(context.round.period),
            .source: .text(words.title(of: context.survey).string),
            .collection: .text(words.collection(of: release).string),
            .question: .text(words.question(question, of: context.survey).string),
        ]
    }

    /// The method box, a row per sentence.
    var method: [Cells] {
        MethodText(of: release, context, words).sentences.map { sentence in
            [
                .kind: text("results.kind.method"), .year: .text(context.round.period),
                .remark: .text(sentence.string(words)),
            ]
        }
    }

    private func percent(_ share: Double?, decimals: Int) -> CSVCell? {
        share.map { .number(words.digits($0 * 100, decimals: decimals)) }
    }
}
