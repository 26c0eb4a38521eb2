public import Indicators
public import SurveyDefinition

/// A part of a release that staff may leave out.
///
/// A table is left out for all indicators of its question, together with how the answers to the question are spread
/// in the same groups: half of a table isn't left out.
public enum ReleasePart: Sendable, Hashable {
    /// What a question gave by one background variable.
    case groups(QuestionID, BackgroundVariable)
    /// Themes and quotations of a free-text question.
    case texts(QuestionID)

    /// As it is stored and sent, such as `safe-at-night.gender` or `wish.texts`. Never changed.
    public var name: String {
        switch self {
        case .groups(let question, let variable): "\(question).\(variable.rawValue)"
        case .texts(let question): "\(question).\(Self.textsName)"
        }
    }

    /// - Returns: `nil` for a name that `name` never gives.
    public init?(name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, Identifier<Void>.isWellFormed(parts[0]) else { return nil }
        let question = QuestionID(parts[0])
        if parts[1] == Self.textsName {
            self = .texts(question)
        } else if let variable = BackgroundVariable(rawValue: parts[1]) {
            self = .groups(question, variable)
        } else {
            return nil
        }
    }

    private static let textsName = "texts"

    /// The question that it is about.
    public var question: QuestionID {
        switch self {
        case .groups(let question, _), .texts(let question): question
        }
    }
}

extension ReleasePart: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let part = ReleasePart(name: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "No part of a release.")
        }
        self = part
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

extension ReleaseCandidate {
    /// What staff may leave out of it: by question in the order of the table, written answers last.
    ///
    /// - Parameter exact: what it was made from.
    public func parts(of exact: IndicatorTable) -> [ReleasePart] {
        var parts: [ReleasePart] = []
        for (indicator, known) in zip(table.indicators, exact.indicators) {
            parts += indicator.tables.compactMap { table in
                table.variable.map { .groups(known.question, $0) }
            }
        }
        for distribution in table.distributions ?? [] {
            parts += distribution.tables.compactMap { table in
                table.variable.map { .groups(distribution.question, $0) }
            }
        }
        parts += texts?.questions.map { .texts($0.question) } ?? []
        var seen: Set<ReleasePart> = []
        return parts.filter { seen.insert($0).inserted }
    }

    /// The candidate without some of its parts. Nothing else of it changes: not which groups are withheld, and not
    /// how any figure is rounded.
    func leavingOut(_ chosen: Set<ReleasePart>, of exact: IndicatorTable) -> ReleaseCandidate {
        let leftOut = parts(of: exact).filter(chosen.contains)
        guard !leftOut.isEmpty else { return self }
        return ReleaseCandidate(
            round: round, survey: survey, method: method, responsesAtLeast: responsesAtLeast,
            table: table.leavingOut(Set(leftOut), questions: exact.indicators.map(\.question)),
            series: series, texts: texts?.leavingOut(Set(leftOut)), leftOut: leftOut)
    }
}

extension ProtectedTable {
    /// - Parameter questions: that of each indicator, in their order.
    fileprivate func leavingOut(
        _ parts: Set<ReleasePart>, questions: [QuestionID]
    ) -> ProtectedTable {
        func isKept(_ variable: BackgroundVariable?, of question: QuestionID) -> Bool {
            variable.map { !parts.contains(.groups(question, $0)) } ?? true
        }
        let indicators = zip(indicators, questions).map { indicator, question in
            var indicator = indicator
            indicator.tables.removeAll { !isKept($0.variable, of: question) }
            return indicator
        }
        let distributions = distributions?.map { distribution in
            distribution.keeping { isKept($0.variable, of: distribution.question) }
        }
        return ProtectedTable(
            indicators: indicators, distributions: distributions, coverage: coverage)
    }
}

extension ProtectedTexts {
    fileprivate func leavingOut(_ parts: Set<ReleasePart>) -> ProtectedTexts? {
        let left = questions.filter { !parts.contains(.texts($0.question)) }
        return left.isEmpty ? nil : ProtectedTexts(questions: left)
    }

    /// The themes that stand after a round's releases: of each question those that were told last, also where a
    /// later release has left them out. The difference between two tellings would be about single texts. Quotations
    /// are those of the latest release alone, since one that it lacks may have been withdrawn.
    ///
    /// - Parameter ledger: oldest first.
    public static func standing(after ledger: [Release]) -> ProtectedTexts? {
        var standing = ledger.last?.texts?.questions ?? []
        for release in ledger.reversed() {
            for question in release.texts?.questions ?? []
            where question.themes != nil {
                if let place = standing.firstIndex(where: { $0.question == question.question }) {
                    if standing[place].themes == nil {
                        standing[place] = question.quoting(standing[place].quotations)
                    }
                } else {
                    standing.append(question.quoting([]))
                }
            }
        }
        return standing.isEmpty ? nil : ProtectedTexts(questions: standing)
    }
}

extension ProtectedTexts.Question {
    fileprivate func quoting(_ quotations: [String]) -> ProtectedTexts.Question {
        ProtectedTexts.Question(
            question: question, n: n, read: read, coded: coded, themes: themes,
            decimals: decimals, quotations: quotations)
    }
}
