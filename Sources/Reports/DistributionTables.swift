import DisclosureControl
import Localization
import SurveyDefinition

/// How the answers to one question are spread: a table of the whole round, and one per background variable
/// with the groups under each answer, which fits a narrow screen however many answers there are.
struct DistributionTables {
    let distribution: Distribution
    let question: Question
    let release: Release
    let context: ReportContext
    let words: ReportWords

    /// - Returns: `nil` for a question that the survey or the release doesn't have.
    init?(
        of id: QuestionID, in release: Release, _ context: ReportContext, _ words: ReportWords
    ) {
        guard let question = context.survey.question(id),
            let distribution = release.table.distributions?.first(where: { $0.question == id })
        else { return nil }
        self.distribution = distribution
        self.question = question
        self.release = release
        self.context = context
        self.words = words
    }

    /// The whole round, then the groups together.
    ///
    /// - Parameter isFolded: whether the whole round's table waits until it is asked for.
    func panels(isFolded: Bool) -> [Panel] {
        let whole = distribution.tables.first { $0.variable == nil }?.rows.first.map(wholeTable)
        let byVariable = distribution.tables.filter { $0.variable != nil }
        let groups = byVariable.enumerated().compactMap { place, table in
            let isLast = place == byVariable.count - 1
            return table.variable.map {
                groupTable(
                    table, by: $0, notes: isLast ? notes(on: byVariable.flatMap(\.rows)) : [])
            }
        }
        let byGroup = Panel(
            id: "distribution-by", summary: words.text("results.distribution-by-group"),
            tables: groups)
        let isShort = context.survey.codings.count <= mostArticlesWithGroups
        return [
            whole.map { isFolded ? $0.folded : $0.open },
            groups.isEmpty || !isShort ? nil : byGroup,
        ].compactMap { $0 }
    }

    private func wholeTable(_ row: Distribution.Row) -> DataTable {
        return DataTable(
            caption: words.text("results.distribution"), id: "distribution",
            columns: [
                .init(heading: words.text("results.column.answer")),
                .init(heading: words.text("results.column.share"), detail: row.n.map(words.base)),
            ],
            rows: row.n == nil
                ? [DataTable.Row(heading: words.text("results.everyone"), cells: [withheld])]
                : row.cells.map { cell in
                    DataTable.Row(
                        heading: option(cell.code), chart: cell.share.map(ShareBar.shapes),
                        cells: [number(cell.share, base: row.n)])
                },
            notes: notes(on: [row]))
    }

    private func groupTable(
        _ table: Distribution.Table, by variable: BackgroundVariable, notes: [LocalizedText]
    ) -> DataTable {
        let bases = DataTable.Section(
            heading: words.text("results.column.base"),
            rows: table.rows.map { row in
                dataRow(
                    row, by: variable, row.n.map { .number(words.localizer.number($0)) })
            })
        let codes = table.rows.first { $0.n != nil }?.cells.map(\.code) ?? []
        return DataTable(
            caption: words.by(variable), id: "distribution-\(variable.rawValue)",
            columns: [
                .init(heading: words.variable(variable)),
                .init(heading: words.text("results.column.share")),
            ],
            sections: codes.map { code in
                DataTable.Section(
                    heading: option(code),
                    rows: table.rows.map { row in
                        let share = row.cells.first { $0.code == code }?.share
                        return dataRow(row, by: variable, number(share, base: row.n))
                    })
            } + [bases],
            notes: notes)
    }

    private func dataRow(
        _ row: Distribution.Row, by variable: BackgroundVariable, _ cell: DataTable.Cell?
    ) -> DataTable.Row {
        DataTable.Row(
            heading: words.group(row.group, of: variable, in: context), cells: [cell ?? withheld])
    }

    private var withheld: DataTable.Cell { .number(withheldMark) }

    /// With the decimals that the row's base supports.
    private func number(_ share: Double?, base: Int?) -> DataTable.Cell {
        guard let share, let base else { return withheld }
        return .number(words.localizer.percent(share, decimals: base < 1000 ? 0 : 1))
    }

    private func option(_ code: Code) -> LocalizedText {
        words.option(code, of: question, in: context)
    }

    /// Why there are dots, why parts don't add up, and that no weights are in the table.
    private func notes(on rows: [Distribution.Row]) -> [LocalizedText] {
        let hasDots = rows.contains { row in
            row.n == nil || row.cells.contains { $0.share == nil }
        }
        return [
            hasDots ? words.text("results.withheld-means") : nil,
            release.method.weights == nil ? nil : words.text("results.distribution-unweighted"),
            distribution.isPerturbed ? words.text("results.perturbed") : nil,
        ].compactMap { $0 }
    }
}

extension ReportWords {
    /// An answer that could be chosen; a scale's numbers and the districts are their own names.
    func option(_ code: Code, of question: Question, in context: ReportContext) -> LocalizedText {
        switch question.kind {
        case .scale where Int(code.value) != nil: return name(code.value)
        case .district:
            if let district = context.districts.district(DistrictID(code.value)) {
                return name(district.name)
            }
        default: break
        }
        let (key, isInterface) = question.textKey(of: code)
        return localizer.text(key, in: isInterface ? "interface" : context.survey.textFile)
    }
}

/// The questions that no indicator of a release is of, at the end of its page.
struct OtherQuestions {
    let release: Release
    let context: ReportContext
    let words: ReportWords

    /// What the section is called in its address.
    static let id = "other-questions"

    /// `nil` when every question with a distribution has an indicator.
    var fields: TemplateFields? {
        let articles = questions.compactMap(article)
        guard !articles.isEmpty else { return nil }
        return [
            "id": Self.id,
            "heading": [words.fields("results.other-questions")],
            "letter": [], "link": [],
            "parts": [["introduction": [TemplateFields](), "articles": articles]],
        ]
    }

    private var questions: [QuestionID] {
        let shown = Set(release.table.indicators.map(\.id))
        let coded = Set(
            context.survey.codings.filter { shown.contains($0.indicator) }.map(\.question))
        return (release.table.distributions ?? []).map(\.question).filter { !coded.contains($0) }
    }

    private func article(_ question: QuestionID) -> TemplateFields? {
        guard let tables = DistributionTables(of: question, in: release, context, words) else {
            return nil
        }
        let id = "question-\(release.round)-\(question)"
        return [
            "id": id,
            "title": words.fields(words.question(question, of: context.survey)),
            "origin": [], "figure": [], "chart": [],
            "panels": tables.panels(isFolded: false).map { $0.fields(in: id, words) },
        ]
    }
}

/// A page of more indicators than this leaves how groups' answers are spread to the files, which
/// have all of it: on a phone a page of many hundred kilobytes is a long wait.
private let mostArticlesWithGroups = 8
