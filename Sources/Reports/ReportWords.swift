import DisclosureControl
import Localization
import SurveyDefinition

/// Names and sentences of reports in one language, with the language that each turned out to be in.
struct ReportWords {
    let localizer: Localizer

    init(_ localizer: Localizer) {
        self.localizer = localizer
    }

    /// The file of the reports' own texts under `Locales/<language>/`.
    static let file = "results"

    /// One of the reports' own texts; numbers and names that go into it keep their own direction.
    func text(
        _ key: String, count: Int? = nil, _ values: [String: String] = [:]
    ) -> LocalizedText {
        localizer.text(key, in: Self.file, count: count, values.mapValues(isolated))
    }

    /// A number or name inside a right-to-left sentence, wrapped in U+2068 and U+2069 so that it isn't
    /// reordered: digits stay left to right, a phrase keeps the direction of its first letter.
    ///
    /// Source: Unicode Standard Annex #9, isolates.
    private func isolated(_ value: String) -> String {
        localizer.language.direction == .rightToLeft ? "\u{2068}\(value)\u{2069}" : value
    }
}

/// Names from the definitions' own texts.
extension ReportWords {
    func goal(_ id: GoalID) -> LocalizedText {
        localizer.text("goal.\(id)", in: Goals.textFile)
    }

    func shortGoal(_ id: GoalID) -> LocalizedText {
        localizer.text("goal.\(id).short", in: Goals.textFile)
    }

    func indicator(_ id: IndicatorID) -> LocalizedText {
        localizer.text("indicator.\(id)", in: Goals.textFile)
    }

    func territory(_ id: String) -> LocalizedText {
        localizer.text("territory.\(id)", in: Goals.textFile)
    }

    func source(_ id: String) -> LocalizedText {
        localizer.text("source.\(id)", in: Goals.textFile)
    }

    func note(_ id: String) -> LocalizedText {
        localizer.text("note.\(id)", in: Goals.textFile)
    }

    func subgroup(_ id: String) -> LocalizedText {
        localizer.text("subgroup.\(id)", in: Goals.textFile)
    }

    func title(of survey: Survey) -> LocalizedText {
        localizer.text("title", in: survey.textFile)
    }

    /// What the question asks.
    func question(_ id: QuestionID, of survey: Survey) -> LocalizedText {
        localizer.text("question.\(id).text", in: survey.textFile)
    }

    /// A group's name; `nil` stands for the whole round.
    func group(
        _ code: Code?, of variable: BackgroundVariable?, in context: ReportContext
    ) -> LocalizedText {
        guard let code, let variable else { return text("results.everyone") }
        if code == ProtectedRow.notStated { return text("results.not-stated") }
        if variable == .district,
            let district = context.districts.district(DistrictID(code.value))
        {
            return name(district.name)
        }
        guard let question = context.survey.question(for: variable) else { return name(code.value) }
        let (key, isInterface) = question.textKey(of: code)
        return localizer.text(key, in: isInterface ? "interface" : context.survey.textFile)
    }

    /// A proper name, which is in no language and so never marked as a foreign one.
    func name(_ name: String) -> LocalizedText {
        LocalizedText(
            string: name, language: localizer.language.tag, direction: localizer.language.direction)
    }
}

/// Names of what the reports themselves tell apart.
extension ReportWords {
    /// What a mode of collection is called; without one, all that few used.
    func mode(_ mode: CollectionMode?) -> LocalizedText {
        switch mode {
        case .web: text("results.mode.web")
        case .kiosk: text("results.mode.kiosk")
        case .interview: text("results.mode.interview")
        case .paper: text("results.mode.paper")
        case nil: text("results.mode.others")
        }
    }

    func variable(_ variable: BackgroundVariable) -> LocalizedText {
        switch variable {
        case .gender: text("results.variable.gender")
        case .age: text("results.variable.age")
        case .district: text("results.variable.district")
        case .site: text("results.variable.site")
        }
    }

    func by(_ variable: BackgroundVariable) -> LocalizedText {
        switch variable {
        case .gender: text("results.by.gender")
        case .age: text("results.by.age")
        case .district: text("results.by.district")
        case .site: text("results.by.site")
        }
    }

    func comparability(_ comparability: Comparability) -> LocalizedText {
        switch comparability {
        case .sameConstruct: text("results.comparability.same-construct")
        case .indicative: text("results.comparability.indicative")
        case .notComparable: text("results.comparability.not-comparable")
        }
    }

    /// The same as a sentence, for whoever looks at the published values.
    func comparison(_ comparability: Comparability) -> LocalizedText {
        switch comparability {
        case .sameConstruct: text("results.compared.same-construct")
        case .indicative: text("results.compared.indicative")
        case .notComparable: text("results.compared.not-comparable")
        }
    }

    func polarity(_ polarity: Indicator.Polarity) -> LocalizedText {
        switch polarity {
        case .higherIsBetter: text("results.polarity.higher-is-better")
        case .lowerIsBetter: text("results.polarity.lower-is-better")
        }
    }

    func unit(_ unit: Indicator.Unit) -> LocalizedText {
        switch unit {
        case .percent: text("results.unit.percent")
        case .percentagePoints: text("results.unit.percentage-points")
        case .points: text("results.unit.points")
        }
    }
}
