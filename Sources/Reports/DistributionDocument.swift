import DisclosureControl
import SurveyDefinition

/// How one question's answers are spread, in a release's JSON: shares in `0...1`, without weights.
///
/// A withheld row has the keys `group` and `withheld` and no other; a withheld cell has
/// `"share": null`.
struct DistributionDocument: Encodable {
    struct Table: Encodable {
        enum CodingKeys: CodingKey { case variable, rows }

        let table: Distribution.Table

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(table.variable, forKey: .variable)
            try container.encode(table.rows.map(Row.init), forKey: .rows)
        }
    }

    struct Row: Encodable {
        enum CodingKeys: CodingKey { case group, n, withheld, cells }

        let row: Distribution.Row

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(row.group, forKey: .group)
            try container.encode(row.n == nil, forKey: .withheld)
            guard let base = row.n else { return }
            try container.encode(base, forKey: .n)
            try container.encode(row.cells.map(Cell.init), forKey: .cells)
        }
    }

    struct Cell: Encodable {
        enum CodingKeys: CodingKey { case code, share }

        let cell: Distribution.Cell

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(cell.code, forKey: .code)
            try container.encode(cell.share, forKey: .share)
        }
    }

    let question: QuestionID
    let title: String
    /// Whether counts carry noise, so that parts needn't add up.
    let perturbed: Bool
    let tables: [Table]

    init(_ distribution: Distribution, of survey: Survey, _ words: ReportWords) {
        question = distribution.question
        title = words.question(distribution.question, of: survey).string
        perturbed = distribution.isPerturbed
        tables = distribution.tables.map(Table.init)
    }
}
