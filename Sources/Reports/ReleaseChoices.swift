public import DisclosureControl
public import Localization
public import SurveyDefinition

/// What a part of a release is called: the question, and the table of it.
///
/// - Returns: such as *How safe do you feel?* and *By gender*.
public func names(
    of part: ReleasePart, of survey: Survey, in localizer: Localizer
) -> (question: LocalizedText, table: LocalizedText) {
    let words = ReportWords(localizer)
    let question = words.question(part.question, of: survey)
    return switch part {
    case .groups(_, let variable): (question, words.by(variable))
    case .texts: (question, words.text("results.written-answers"))
    }
}

/// What staff have chosen to leave out, and why a release replaced another.
extension ReportWords {
    /// A sentence about tables and one about written answers: how many, not which.
    func leftOut(of release: Release) -> [LocalizedText] {
        let counts = LeftOutCounts(release.leftOut ?? [])
        func told(_ key: String, _ count: Int) -> [LocalizedText] {
            count == 0 ? [] : [text(key, count: count, ["n": localizer.number(count)])]
        }
        return told("results.method.left-out-tables", counts.tables)
            + told("results.method.left-out-texts", counts.writtenAnswers)
    }

    /// The newest first, for the top of the page.
    func reissues(of release: Release) -> [TemplateFields] {
        (release.reissues ?? []).reversed().map { reissue in
            ["heading": fields(heading(of: reissue)), "explanation": fields(reason(of: reissue))]
        }
    }

    /// The same, oldest first, for the method.
    func reissueSentences(of release: Release) -> [NamedSentence] {
        (release.reissues ?? []).flatMap { [heading(of: $0), reason(of: $0)] }
            .map { NamedSentence(text: $0) }
    }

    private func heading(of reissue: Reissue) -> LocalizedText {
        text("results.reissued", ["number": String(reissue.number), "date": reissue.on])
    }

    /// Staff write it in Swedish.
    private func reason(of reissue: Reissue) -> LocalizedText {
        LocalizedText(string: reissue.reason, language: Locales.source, direction: .leftToRight)
    }
}

/// How much staff have left out.
struct LeftOutCounts: Encodable {
    private(set) var tables = 0
    private(set) var writtenAnswers = 0

    init(_ parts: [ReleasePart]) {
        for part in parts {
            switch part {
            case .groups: tables += 1
            case .texts: writtenAnswers += 1
            }
        }
    }
}
