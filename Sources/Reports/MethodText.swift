import DisclosureControl
import Localization
import SurveyDefinition

/// How a release's figures were made, in plain words, with what is needed to make them again: the *method
/// box* of every page and every file.
struct MethodText {
    struct Topic {
        /// `nil` in releases of software before 0.2, whose few sentences need no headings.
        let heading: LocalizedText?
        let sentences: [NamedSentence]
    }

    let topics: [Topic]

    var sentences: [NamedSentence] { topics.flatMap(\.sentences) }

    /// Of one release.
    init(of release: Release, _ context: ReportContext, _ words: ReportWords) {
        self.init(of: [RoundFacts(release: release, context: context, words: words)], words)
    }

    /// - Parameters:
    ///   - rounds: newest first, whose policy and weights are the ones that are told. Who could answer and
    ///     when is told of a round that stands alone.
    ///   - isTellingTexts: whether the page has what people wrote.
    init(of rounds: [RoundFacts], _ words: ReportWords, isTellingTexts: Bool = true) {
        guard let newest = rounds.first else {
            topics = []
            return
        }
        let measures = Set(rounds.flatMap { $0.release.table.indicators.map(\.measure) })
        let rules = MethodRules(round: newest, measures: measures, words: words)
        let provenance = rounds.map { words.provenance(of: $0.release) }
        guard newest.release.method.languages != nil else {
            let sentences = rules.beforeVersion02 + provenance
            topics = [Topic(heading: nil, sentences: sentences.map { NamedSentence(text: $0) })]
            return
        }
        let collection = rounds.count == 1 ? rules.collection : []
        let origin = Topic(
            heading: words.text("results.method.origin"),
            sentences: provenance.map { NamedSentence(text: $0) }
                + (rounds.count == 1 ? words.reissueSentences(of: newest.release) : []))
        topics = collection + rules.topics + (isTellingTexts ? rules.texts : []) + [origin]
    }

    func fields(_ words: ReportWords) -> [TemplateFields] {
        guard !topics.isEmpty else { return [] }
        let untitled = topics.filter { $0.heading == nil }.flatMap(\.sentences)
        return [
            [
                "heading": words.fields("results.method.heading"),
                "sentences": untitled.isEmpty
                    ? [] : [["sentences": untitled.map { $0.fields(words) }] as TemplateFields],
                "topics": topics.filter { $0.heading != nil }.map { topic in
                    [
                        "heading": words.fields(topic.heading),
                        "sentences": topic.sentences.map { $0.fields(words) },
                    ] as TemplateFields
                },
            ]
        ]
    }
}

/// The sentences of the method, by what they are about.
private struct MethodRules {
    let round: RoundFacts
    /// The measures of the indicators on the page.
    let measures: Set<String>
    let words: ReportWords

    private var release: Release { round.release }
    private var method: Release.Method { round.release.method }

    private func text(_ key: String, _ values: [String: String] = [:]) -> LocalizedText {
        words.text(key, values)
    }

    private func topic(_ heading: String, _ sentences: [LocalizedText?]) -> MethodText.Topic {
        MethodText.Topic(
            heading: text(heading),
            sentences: sentences.compactMap { $0.map { NamedSentence(text: $0) } })
    }

    // MARK: Who, when, how many, in which languages

    var collection: [MethodText.Topic] {
        [
            topic(
                "results.method.who", [round.asker, words.whoWasAsked(release.sampling)]),
            topic(
                "results.method.when",
                [
                    text("results.method.period", ["period": round.context.round.period]),
                    round.closing,
                ] + round.disposals),
            MethodText.Topic(
                heading: text("results.method.how-many"), sentences: round.counts + [languages]),
        ]
    }

    private var languages: NamedSentence {
        NamedSentence(
            text: text("results.method.languages"),
            names: (method.languages ?? []).map {
                .init(name: words.languageName($0, in: round.context))
            })
    }

    // MARK: How the figures were made

    var topics: [MethodText.Topic] {
        let isTested = release.sampling != .selfSelected
        let differences = topic(
            "results.method.differences",
            [
                text("results.method.tests"), text("results.method.holm"),
                text("results.method.not-found"),
            ])
        return [
            topic("results.method.weights", weights),
            topic("results.method.figures", figures + [distributions]),
            topic(
                "results.method.uncertainty",
                [words.meaningOfInterval(release.sampling), intervals]),
        ] + (isTested ? [differences] : [])
            + [
                topic(
                    "results.method.hidden",
                    [
                        smallestBase, smallestCell, text("results.withheld-means"), rounding,
                        baseStep, noise,
                    ] + words.leftOut(of: release))
            ]
    }

    /// All that there was to say of releases of software before 0.2.
    var beforeVersion02: [LocalizedText] {
        figures + (method.weighting == "none" ? [text("results.method.unweighted")] : [])
            + [intervals, smallestBase, smallestCell, rounding]
    }

    private var figures: [LocalizedText] {
        [
            text("results.method.share"),
            measures.contains("mean") ? text("results.method.mean") : nil,
            measures.contains("index") ? text("results.method.index") : nil,
            measures.contains("balance") ? text("results.method.balance") : nil,
        ].compactMap { $0 }
    }

    private var distributions: LocalizedText? {
        let isTold = method.weights != nil && release.table.distributions?.isEmpty == false
        return isTold ? text("results.method.distributions") : nil
    }

    /// Releases say by name which intervals they have; those of software before 0.2 are Wilson's.
    private var intervals: LocalizedText {
        method.interval.contains("logit")
            ? text("results.method.intervals") : text("results.method.interval")
    }

    private var smallestBase: LocalizedText {
        text(
            "results.method.smallest-base",
            ["base": words.localizer.number(method.smallestBase)])
    }

    private var smallestCell: LocalizedText {
        text(
            "results.method.smallest-cell",
            ["cell": words.localizer.number(method.smallestCell)])
    }

    private var rounding: LocalizedText { text("results.method.rounding") }

    private var baseStep: LocalizedText? {
        guard let step = method.baseStep, step > 1 else { return nil }
        return text("results.method.base-step", ["step": words.localizer.number(step)])
    }

    // MARK: What people wrote

    /// How many texts were read, coded and approved, and what that means; nothing without texts.
    var texts: [MethodText.Topic] {
        guard let texts = release.texts else { return [] }
        let counts = texts.questions.map { texts in
            text(
                "results.method.texts-read",
                [
                    "question": words.question(texts.question, of: round.context.survey).string,
                    "n": words.localizer.number(texts.n),
                    "read": words.localizer.number(texts.read),
                    "coded": words.localizer.number(texts.coded),
                    "approved": words.localizer.number(texts.quotations.count),
                ])
        }
        let hasThemes = texts.questions.contains { $0.themes != nil }
        let hasQuotations = texts.questions.contains { !$0.quotations.isEmpty }
        return [
            topic(
                "results.method.texts",
                counts + [
                    hasThemes ? text("results.method.themes") : nil,
                    hasQuotations ? text("results.method.quotations") : nil,
                    text(
                        "results.method.fewest-texts",
                        ["base": words.localizer.number(method.smallestBase)]),
                ])
        ]
    }

    private var noise: LocalizedText? {
        let isPerturbed = release.table.distributions?.contains(where: \.isPerturbed) ?? false
        return isPerturbed ? text("results.perturbed") : nil
    }

    // MARK: Weights

    private var weights: [LocalizedText?] {
        guard let weights = method.weights else {
            return [
                method.weightingFailure.map { _ in text("results.method.weighting-failed") },
                text("results.method.unweighted"),
            ]
        }
        let base = weights.effectiveBase
        return [
            text(
                "results.method.weighted",
                ["variables": words.list(weights.variables.map { words.margin($0).string })]),
            words.weightingMethod(weights.method),
            population(weights.population),
            weights.population.isExample ? text("results.example-population") : nil,
            weights.population.isExample ? text("results.not-official") : nil,
            words.text(
                "results.method.effective-base", count: base,
                [
                    "n": words.localizer.number(base),
                    "effect": words.localizer.number(weights.designEffect, decimals: 2),
                ]),
            text(
                "results.method.weight-range",
                [
                    "smallest": words.localizer.number(weights.smallest, decimals: 2),
                    "largest": words.localizer.number(weights.largest, decimals: 2),
                ]),
            trimming(weights),
            weights.areUneven ? text("results.method.uneven-weights") : nil,
        ]
    }

    private func population(
        _ population: AppliedWeights.PopulationReference
    ) -> LocalizedText {
        text(
            "results.method.population",
            [
                "source": population.source, "date": population.date,
                "version": population.regionVersion,
            ])
    }

    private func trimming(_ weights: AppliedWeights) -> LocalizedText? {
        guard let bounds = weights.trimmedTo, bounds.count == 2 else { return nil }
        return text(
            "results.method.trimmed",
            [
                "low": words.localizer.number(bounds[0], decimals: 1),
                "high": words.localizer.number(bounds[1], decimals: 1),
            ])
    }
}

extension ReportWords {
    /// The release, the survey version with the start of its digest, and the software.
    fileprivate func provenance(of release: Release) -> LocalizedText {
        text(
            "results.method.provenance",
            [
                "round": release.round.value, "number": String(release.number),
                "survey": release.survey.id.value, "version": String(release.survey.version),
                "digest": String(release.survey.digest.prefix(12)),
                "software": release.method.softwareVersion,
            ])
    }

    fileprivate func weightingMethod(_ method: AppliedWeights.Method) -> LocalizedText {
        switch method {
        case .raked: text("results.method.raked")
        case .poststratified: text("results.method.poststratified")
        }
    }

    /// A variable's name within a sentence.
    fileprivate func margin(_ variable: BackgroundVariable) -> LocalizedText {
        switch variable {
        case .gender: text("results.margin.gender")
        case .age: text("results.margin.age")
        case .district: text("results.margin.district")
        case .site: text("results.margin.site")
        }
    }
}
