import Localization

/// Tables of a page with the chart of the same figures: open, or behind a summary until they are asked for.
struct Panel {
    /// Names the summary's id, unique within its article.
    let id: String
    /// `nil` when the panel is open.
    let summary: LocalizedText?
    var chart: TemplateFields?
    /// At least one.
    let tables: [DataTable]

    /// - Parameter article: the id of the article's heading.
    func fields(in article: String, _ words: ReportWords) -> TemplateFields {
        let isAlone = tables.count == 1 && chart == nil
        return [
            "summary": summary.map {
                [words.fields($0, id: "\(article)-\(isAlone ? tables[0].id : id)")]
            } ?? [],
            "chart": chart.map { [$0] } ?? [],
            "tables": tables.map { table in
                table.fields(in: article, isCaptioned: summary == nil || !isAlone, words)
            },
        ]
    }
}

extension DataTable {
    /// The table behind its caption.
    var folded: Panel { Panel(id: id, summary: caption, tables: [self]) }

    var open: Panel { Panel(id: id, summary: nil, tables: [self]) }
}

/// What `results.mustache` includes for each panel.
let panelTemplate = """
    {{#.summary}}
    <details class="result-more">
    <summary><span id="{{.id}}"{{{.marks}}}>{{.text}}</span></summary>
    {{/.summary}}
    {{^.summary}}
    <div class="result-open">
    {{/.summary}}
    {{#.chart}}
    <figure class="result-chart">
    <svg class="chart" role="img" aria-labelledby="{{.article}} {{.id}}" width="100%" height="{{.height}}" overflow="visible" direction="ltr"><desc id="{{.id}}">{{.description}}</desc>{{{.shapes}}}{{#.labels}}<text class="{{.kind}}" x="{{.x}}" y="{{.y}}" text-anchor="{{.anchor}}" fill="currentColor">{{.label}}</text>{{/.labels}}</svg>
    <figcaption>
    <ul class="chart-legend">
    {{#.legend}}
    <li><svg class="chart-symbol" width="20" height="16" viewBox="-10 -8 20 16" aria-hidden="true" focusable="false">{{{.symbol}}}</svg> <span{{{.marks}}}>{{.text}}</span></li>
    {{/.legend}}
    </ul>
    {{#.notes}}
    <p class="results-note"{{{.marks}}}>{{.text}}</p>
    {{/.notes}}
    </figcaption>
    </figure>
    {{/.chart}}
    {{#.tables}}
    <div class="results-table" role="group" aria-labelledby="{{.article}} {{.id}}" tabindex="0">
    <table{{#.isCharted}} class="results-charted"{{/.isCharted}}{{#.isNamedBySummary}} aria-labelledby="{{.id}}"{{/.isNamedBySummary}}>
    {{#.caption}}
    <caption id="{{.id}}"><span{{{.marks}}}>{{.text}}</span></caption>
    {{/.caption}}
    <thead>
    <tr>{{#.columns}}<th scope="col">{{#.symbol}}<svg class="chart-symbol" width="20" height="16" viewBox="-10 -8 20 16" aria-hidden="true" focusable="false">{{{.}}}</svg> {{/.symbol}}<span{{{.heading.marks}}}>{{.heading.text}}</span>{{#.detail}} <small{{{.marks}}}>{{.text}}</small>{{/.detail}}</th>{{/.columns}}</tr>
    </thead>
    {{#.sections}}
    <tbody>
    {{#.heading}}
    <tr><th class="results-over" scope="rowgroup" colspan="{{.span}}"><span{{{.marks}}}>{{.text}}</span></th></tr>
    {{/.heading}}
    {{#.rows}}
    <tr{{#.remark}} class="results-remarked"{{/.remark}}><th scope="row"{{#.remark}} rowspan="2"{{/.remark}}><bdi{{{.heading.marks}}}>{{.heading.text}}</bdi>{{#.detail}} <small{{{.marks}}}>{{.text}}</small>{{/.detail}}{{#.chart}}<svg class="chart" width="100%" height="20" overflow="visible" direction="ltr" aria-hidden="true" focusable="false">{{{.}}}</svg>{{/.chart}}</th>{{#.cells}}<td{{#.isNumber}} class="results-number"{{/.isNumber}}{{#.span}} colspan="{{.}}"{{/.span}}><bdi{{{.content.marks}}}>{{.content.text}}</bdi>{{#.detail}} <small{{{.marks}}}>{{.text}}</small>{{/.detail}}</td>{{/.cells}}</tr>{{#.remark}}<tr><td class="results-remark" colspan="{{.span}}"><span{{{.marks}}}>{{.text}}</span></td></tr>{{/.remark}}
    {{/.rows}}
    </tbody>
    {{/.sections}}
    </table>
    </div>
    {{#.notes}}
    <p class="results-note"{{{.marks}}}>{{.text}}</p>
    {{/.notes}}
    {{/.tables}}
    {{#.summary}}
    </details>
    {{/.summary}}
    {{^.summary}}
    </div>
    {{/.summary}}

    """
