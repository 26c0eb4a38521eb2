import DisclosureControl
import Localization
import SurveyDefinition

/// What people wrote, at the end of a release's page: per question a table of themes, and quotations.
struct WrittenAnswers {
    let texts: ProtectedTexts
    let release: Release
    let context: ReportContext
    let words: ReportWords

    /// What the section is called in its address.
    static let id = "written-answers"

    /// More quotations than this wait until they are asked for.
    private static let mostOpenQuotations = 8

    /// `nil` when the release has no texts.
    init?(in release: Release, _ context: ReportContext, _ words: ReportWords) {
        guard let texts = release.texts else { return nil }
        self.texts = texts
        self.release = release
        self.context = context
        self.words = words
    }

    var fields: TemplateFields {
        [
            "id": Self.id,
            "heading": [words.fields("results.written-answers")],
            "letter": [], "link": [],
            "parts": [
                ["introduction": [TemplateFields](), "articles": texts.questions.map(article)]
                    as TemplateFields
            ],
        ]
    }

    private func article(_ question: ProtectedTexts.Question) -> TemplateFields {
        let id = "texts-\(release.round)-\(question.question)"
        return [
            "id": id,
            "title": words.fields(words.question(question.question, of: context.survey)),
            "origin": [words.fields(words.texts(question.n))],
            "figure": [], "chart": [],
            "panels": (table(of: question).map { [$0.open] } ?? []).map {
                $0.fields(in: id, words)
            },
            "quotations": question.quotations.isEmpty
                ? [] : [quotations(question.quotations, in: id)],
        ]
    }

    /// The themes that most texts are about first. Those with a bound keep the order of the list, which
    /// tells nothing of their counts.
    private func table(of question: ProtectedTexts.Question) -> DataTable? {
        question.themes.map { themes in
            let ordered = themes.enumerated().sorted { left, right in
                (right.element.order, left.offset) < (left.element.order, right.offset)
            }
            return DataTable(
                caption: words.text("results.themes"), id: "themes",
                columns: [
                    .init(heading: words.text("results.column.theme")),
                    .init(heading: words.text("results.column.share-of-texts")),
                ],
                rows: ordered.map { row($0.element, decimals: question.decimals) },
                notes: [words.text("results.themes-overlap")])
        }
    }

    private func row(_ theme: ProtectedTexts.ThemeShare, decimals: Int) -> DataTable.Row {
        DataTable.Row(
            heading: words.theme(theme.theme, of: context.survey),
            chart: theme.share.map(ShareBar.shapes),
            cells: [.number(words.value(of: theme, decimals: decimals))],
            remark: words.remark(on: theme, smallestCell: release.method.smallestCell))
    }

    private func quotations(_ texts: [String], in article: String) -> TemplateFields {
        let isFolded = texts.count > Self.mostOpenQuotations
        let heading =
            isFolded
            ? words.text(
                "results.quotations-count", count: texts.count,
                ["n": words.localizer.number(texts.count)])
            : words.text("results.quotations")
        return [
            "heading": words.fields(heading, id: "\(article)-quotations"),
            "isFolded": isFolded, "texts": texts,
        ]
    }
}

extension ProtectedTexts.ThemeShare {
    /// Above all shares where nearly all texts are about it, below them where nearly none are.
    fileprivate var order: Double { share ?? (moreThan == nil ? -1 : 2) }
}

extension ReportWords {
    func theme(_ theme: ThemeID, of survey: Survey) -> LocalizedText {
        localizer.text(SurveyThemes.textKey(of: theme), in: survey.textFile)
    }

    /// How many texts were written.
    func texts(_ count: Int) -> LocalizedText {
        text("results.texts", count: count, ["n": localizer.number(count)])
    }

    /// The share, or the bound that stands in its place.
    func value(of theme: ProtectedTexts.ThemeShare, decimals: Int) -> String {
        func percent(_ share: Double) -> String { localizer.percent(share, decimals: decimals) }
        return theme.share.map(percent) ?? theme.lessThan.map { "<" + percent($0) }
            ?? theme.moreThan.map { ">" + percent($0) } ?? withheldMark
    }

    /// Why there is only a bound.
    func remark(
        on theme: ProtectedTexts.ThemeShare, smallestCell: Int
    ) -> LocalizedText? {
        let cell = ["cell": localizer.number(smallestCell)]
        if theme.lessThan != nil { return text("results.few-wrote-of-it", cell) }
        if theme.moreThan != nil { return text("results.few-wrote-of-other", cell) }
        return nil
    }
}
