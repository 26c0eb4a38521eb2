import DisclosureControl
import Localization
import SurveyDefinition

/// What the tests found, in words.
///
/// Where nothing was found, the words say that no difference is *säkerställd*, never that there is none.
extension ReportWords {
    /// How a figure moved since an earlier round; a movement that was found has its size beside it.
    ///
    /// - Parameter period: what tells the earlier round apart to a reader.
    func change(
        _ change: Change, since period: String, of indicator: ProtectedIndicator, decimals: Int
    ) -> LocalizedText {
        let size = difference(change.difference, of: indicator, decimals: decimals).string
        let values = ["period": period, "difference": size]
        switch change.finding {
        case .higher: return text("results.change.higher", values)
        case .lower: return text("results.change.lower", values)
        case .notFound: return text("results.change.not-found", values)
        }
    }

    /// A group against everybody else, as a cell of a table.
    func againstRest(_ finding: Finding) -> LocalizedText {
        switch finding {
        case .higher: text("results.rest.higher")
        case .lower: text("results.rest.lower")
        case .notFound: text("results.rest.not-found")
        }
    }

    /// The round's figure against a published value, as a sentence beside the value.
    func againstPublished(_ finding: Finding) -> LocalizedText {
        switch finding {
        case .higher: text("results.published.higher")
        case .lower: text("results.published.lower")
        case .notFound: text("results.published.not-found")
        }
    }

    /// Published values that the round's figure was found to differ from, in one phrase for each direction.
    func foundDifferences(
        of indicator: ProtectedIndicator, from published: [PublishedValue]
    ) -> [LocalizedText] {
        func phrase(_ finding: Finding, _ key: String) -> LocalizedText? {
            let values = published.filter { indicator.finding(against: $0) == finding }
                .map { self.publishedValue($0, unit: indicator.unit).string }
            return values.isEmpty ? nil : text(key, ["values": list(values)])
        }
        return [
            phrase(.higher, "results.found-higher"), phrase(.lower, "results.found-lower"),
        ].compactMap { $0 }
    }

    /// A published value with its territory and year.
    func publishedValue(_ value: PublishedValue, unit: Indicator.Unit) -> LocalizedText {
        text(
            "results.legend.published",
            [
                "territory": territory(value.territory).string,
                "value": published(value, unit: unit).string, "year": String(value.year),
            ])
    }

    /// Names after each other, for a place in a sentence.
    ///
    /// In a right-to-left language the list is wrapped in U+2067 and U+2069, since the isolate that a value
    /// gets in a sentence takes its direction from letters outside inner isolates, and a list of isolated
    /// names has none.
    func list(_ names: [String]) -> String {
        let list = names.joined(separator: text("results.list-separator").string)
        return localizer.language.direction == .rightToLeft ? "\u{2067}\(list)\u{2069}" : list
    }

    /// A difference with its sign and unit, such as *+4,1 procentenheter*.
    private func difference(
        _ value: Double, of indicator: ProtectedIndicator, decimals: Int
    ) -> LocalizedText {
        let size = indicator.isShare ? value * 100 : value
        let number = (size > 0 ? "+" : "") + localizer.number(size, decimals: decimals)
        let count = decimals == 0 ? Int(exactly: abs(size).rounded()) : nil
        return indicator.isShare
            ? text("results.percentage-points", count: count, ["number": number])
            : text("results.points", count: count, ["number": number])
    }
}

extension Release {
    /// What tells a round of an indicator's series apart to a reader; its id when no series has it.
    func period(of round: RoundID, for indicator: IndicatorID) -> String {
        series(of: indicator)?.points.first { $0.round == round }?.period ?? round.value
    }
}
