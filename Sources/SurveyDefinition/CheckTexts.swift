public import Diagnostics
public import Localization

/// Reports each Swedish text that a survey or the goals need and lack, and each that nothing uses.
///
/// The other languages are checked against the Swedish by `readLocales`.
public func checkTexts(
    of definitions: Definitions, in locales: Locales, reportingTo faults: FaultCollector
) {
    for survey in definitions.surveys {
        checkTexts(
            of: survey, themes: definitions.themes.first { $0.survey == survey.id }, in: locales,
            reportingTo: faults)
    }
    TextCheck(file: Goals.textFile, locales: locales, faults: faults)
        .run(definitions.goals.textKeys, isComplete: definitions.goals.isComplete)
}

/// Reports each Swedish text that one survey and its themes need and lack, and each that nothing uses.
public func checkTexts(
    of survey: Survey, themes: SurveyThemes?, in locales: Locales,
    reportingTo faults: FaultCollector
) {
    let check = TextCheck(file: survey.textFile, locales: locales, faults: faults)
    var keys = survey.textKeys
    keys.required.formUnion(themes?.textKeys ?? [])
    check.run(keys, isComplete: survey.isComplete && themes?.isComplete ?? true)
    check.reportHelpGaps()
}

/// One Swedish file of texts against the keys that a definition has.
private struct TextCheck {
    let file: String
    let texts: [String: Message]?
    let faults: FaultCollector

    init(file: String, locales: Locales, faults: FaultCollector) {
        self.file = file
        texts = locales.catalogue(of: Locales.source).files[file]
        self.faults = faults
    }

    /// - Parameter isComplete: whether `keys` are all the keys of the definition; if not, none is
    ///   called unused.
    func run(_ keys: TextKeys, isComplete: Bool) {
        guard let texts else {
            report(
                "", "The texts are missing.", "Create the file; Surveys/README.md lists its keys.")
            return
        }
        for key in keys.required.sorted() where texts[key]?.isBlank ?? true {
            report(key, "The text is missing.", "Write it.")
        }
        guard isComplete else { return }
        for key in texts.keys.sorted()
        where !keys.required.contains(key) && !keys.optional.contains(key) {
            report(key, "Nothing uses the text.", "Remove it, or mend its key.", .untranslated)
        }
    }

    /// Reports a line of help whose number doesn't follow on the one before: it would never be
    /// shown.
    func reportHelpGaps() {
        let numbers = (2...Survey.mostHelpLines).filter { texts?["help.\($0)"] != nil }
        for number in numbers where number > 2 && texts?["help.\(number - 1)"] == nil {
            report(
                "help.\(number)", "There is no help.\(number - 1) before it.",
                "Number the lines from 1.")
        }
    }

    private func report(
        _ key: String, _ problem: String, _ remedy: String,
        _ consequence: Diagnostic.Consequence = .unusable
    ) {
        faults.report(
            Diagnostic(
                file: "\(Locales.source)/\(file).yaml", path: key, problem: problem, remedy: remedy,
                consequence: consequence))
    }
}

extension Message {
    fileprivate var isBlank: Bool {
        forms.values.allSatisfy { $0.allSatisfy(\.isWhitespace) }
    }
}
