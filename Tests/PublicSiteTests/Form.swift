import Testing

@testable import PublicSite

/// The form of a page, as a browser would send it back untouched or changed.
struct Form {
    /// The sealed journey.
    let journey: String
    /// The section that the page shows, or `review`.
    let section: String
    /// The names of the fields that can be answered.
    let names: Set<String>
    /// What the page shows as answered: a text or number as it stands, or a chosen code.
    let answers: [(String, String)]

    init(_ page: Reply) throws {
        let html = page.text
        journey = try Self.first(
            html.matches(of: /name="journey" value="([^"]*)"/).map { String($0.1) })
        section = try Self.first(
            html.matches(of: /name="section" value="([^"]*)"/).map { String($0.1) })
        names = Set(html.matches(of: /name="(q-[^"]+)"/).map { String($0.1) })
        var answers: [(String, String)] = []
        for match in html.matches(
            of: /<input type="(?:radio|checkbox)"[^>]*name="([^"]*)" value="([^"]*)" checked/)
        {
            answers.append((String(match.1), String(match.2)))
        }
        for match in html.matches(
            of: /<input class="number"[^>]*name="([^"]*)"[^>]*value="([^"]*)"/)
        {
            answers.append((String(match.1), String(match.2)))
        }
        for match in html.matches(of: /<textarea[^>]*name="([^"]*)"[^>]*>\n([^<]*)<\/textarea>/) {
            answers.append((String(match.1), String(match.2)))
        }
        for select in html.matches(of: /<select[^>]*name="([^"]*)"[^>]*>(?s:(.*?))<\/select>/) {
            for option in select.2.matches(of: /value="([^"]*)" selected/) {
                answers.append((String(select.1), String(option.1)))
            }
        }
        self.answers = answers
    }

    /// The form's fields with these answers; those that the page shows are not sent along.
    func fields(_ given: [(String, String)] = [], action: String) -> [(String, String)] {
        [("journey", journey), ("section", section)]
            + given.map { (FieldName.prefix + $0.0, $0.1) } + [("action", action)]
    }

    /// The answers shown to one question.
    func shown(_ question: String) -> [String] {
        answers.filter { $0.0 == FieldName.prefix + question }.map(\.1)
    }

    private static func first(_ values: [String]) throws -> String { try #require(values.first) }
}
