import DisclosureControl
import SurveyDefinition

/// Who answered, in a release's JSON: shares in `0...1`, `null` where they are withheld or unknown.
struct CoverageDocument: Encodable {
    struct Table: Encodable {
        let variable: BackgroundVariable
        let rows: [Row]
    }

    struct Row: Encodable {
        enum CodingKeys: CodingKey { case group, responses, population, ratio }

        let row: Coverage.Row

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(row.group, forKey: .group)
            try container.encode(row.responses, forKey: .responses)
            try container.encode(row.population, forKey: .population)
            try container.encode(row.ratio, forKey: .ratio)
        }
    }

    struct Language: Encodable {
        enum CodingKeys: CodingKey { case tag, responses }

        let language: Coverage.Language

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(language.tag, forKey: .tag)
            try container.encode(language.responses, forKey: .responses)
        }
    }

    struct Mode: Encodable {
        enum CodingKeys: CodingKey { case mode, responses }

        let mode: Coverage.Mode

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(mode.mode, forKey: .mode)
            try container.encode(mode.responses, forKey: .responses)
        }
    }

    let tables: [Table]
    let languages: [Language]
    let modes: [Mode]
    let invited: Int?
    let responseRate: Double?

    init(_ coverage: Coverage) {
        tables = coverage.tables.map { table in
            Table(variable: table.variable, rows: table.rows.map(Row.init))
        }
        languages = coverage.languages.map(Language.init)
        modes = (coverage.modes ?? []).map(Mode.init)
        invited = coverage.invited
        responseRate = coverage.responseRate
    }
}
