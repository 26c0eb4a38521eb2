public import Diagnostics

/// Reads a survey from its source text: a file, or what the database keeps with a published round.
///
/// - Parameter file: what the faults call the text, such as `trygghet/survey.yaml`.
/// - Returns: `nil` when some part of the text can't be read. A survey that reads but doesn't fit
///   what is around it, such as one that the policy has since become stricter than, is returned
///   with its faults reported and the stricter values in force: a round of last year stays
///   readable.
public func readSurvey(
    source: String, named file: String, districts: Districts, policy: Policy, goals: Goals,
    reportingTo faults: FaultCollector
) -> Survey? {
    let reader = SurveyReader(districts: districts, policy: policy, goals: goals, faults: faults)
    guard let survey = reader.read(source, named: file)?.survey, survey.isComplete else {
        return nil
    }
    return survey
}

/// A survey with what could be read of it.
struct SurveyReading {
    let survey: Survey
    /// The indicators that the survey's codings name, those with faults included.
    let codedIndicators: Set<IndicatorID>
}

/// Reads a survey's text among the municipality's definitions, and checks it against them.
struct SurveyReader {
    let districts: Districts
    let policy: Policy
    let goals: Goals
    /// The population tables; `nil` when a source that was kept is read again, which stays readable
    /// without the table that it names.
    var populations: PopulationReadings?
    let faults: FaultCollector

    /// - Parameter folder: the name that the survey's id must have.
    /// - Returns: `nil` when the text isn't YAML or has no id.
    func read(_ source: String, named file: String, inFolder folder: String? = nil)
        -> SurveyReading?
    {
        guard let document = DocumentNode.parse(source, named: file, reportingTo: faults) else {
            return nil
        }
        let faultsBefore = faults.diagnostics.count
        document.allowOnly([
            "id", "version", "minutes", "helpLines", "policy", "blocks", "scales", "sections",
            "indicators", "weighting", "countsLanguages", "countsModes", "retention",
        ])
        let id = readID(document, folder: folder)
        let version = document.required("version")?.integer(in: 1...1_000_000)
        let minutes = document.required("minutes")?.integer(in: 1...1000)
        let hasHelpLines = document.optional("helpLines")?.boolean ?? false
        let blocks = readBlocks(document.optional("blocks"))
        let sections = readSections(
            document.required("sections"), scales: readScales(document.optional("scales")))
        let codings = (document.optional("indicators")?.elements ?? []).map { readCoding($0) }
        let weighting = document.optional("weighting")
        let surveyWeighting = weighting.flatMap { readWeighting($0) }
        let countsLanguages = document.optional("countsLanguages")?.boolean ?? false
        let countsModes = document.optional("countsModes")?.boolean ?? false
        let retention = document.optional("retention")
        let surveyRetention = retention.map(readRetention) ?? Retention()
        let isComplete = faults.diagnostics.count == faultsBefore

        guard let id else { return nil }
        let survey = Survey(
            id: id, version: version ?? 1, minutes: minutes ?? 1, hasHelpLines: hasHelpLines,
            blocks: blocks.map(\.block),
            sections: sections.map {
                Section(id: $0.id, questions: $0.questions.compactMap(\.question))
            },
            codings: codings.compactMap(\.coding),
            policy: readPolicy(document.optional("policy"), stricterThan: policy),
            districts: districts, source: source, isComplete: isComplete,
            weighting: surveyWeighting, countsLanguages: countsLanguages, countsModes: countsModes,
            retention: surveyRetention
        )
        let questions = sections.flatMap(\.questions)
        checkGoals(of: blocks)
        checkQuestions(questions, of: survey, at: document)
        checkRouting(of: questions, in: survey)
        checkCodings(codings, of: questions, in: survey, towards: goals)
        if let retention { check(retention, of: survey) }
        if let weighting {
            checkWeighting(weighting, of: questions, in: survey, among: populations)
        }
        return SurveyReading(survey: survey, codedIndicators: Set(codings.compactMap(\.indicator)))
    }

    private func readID(_ document: DocumentNode, folder: String?) -> SurveyID? {
        guard let node = document.required("id"), let id: SurveyID = node.identifier() else {
            return nil
        }
        guard let folder, id.value != folder else { return id }
        node.report(
            "The id '\(id)' isn't the folder's name, '\(folder)'.", remedy: "Rename one of them.")
        return SurveyID(folder)
    }

    private func readBlocks(_ list: DocumentNode?) -> [(block: Block, node: DocumentNode)] {
        var declared = DeclaredIdentifiers<Block>()
        return (list?.elements ?? []).compactMap { element in
            element.allowOnly(["id", "goals"])
            let goals: [GoalID] = element.required("goals")?.identifiers() ?? []
            return declared.declare(element).map { (Block(id: $0, goals: goals), element) }
        }
    }

    private func checkGoals(of blocks: [(block: Block, node: DocumentNode)]) {
        guard goals.isComplete else { return }
        for (block, node) in blocks {
            for id in block.goals where goals.goal(id) == nil {
                node.optional("goals")?.report(
                    "There is no goal '\(id)'.", remedy: "Use a goal of goals.yaml.")
            }
        }
    }

    private func readScales(_ mapping: DocumentNode?) -> [String: [Code]] {
        var scales: [String: [Code]] = [:]
        for (name, list) in mapping?.entries ?? [] {
            if !SectionID.isWellFormed(name) {
                list.report(
                    "'\(name)' is no id.",
                    remedy: "Use letters, digits and single hyphens, as in how-well.")
            }
            scales[name] = readCodes(list)
        }
        return scales
    }

    private func readSections(_ list: DocumentNode?, scales: [String: [Code]]) -> [SectionReading] {
        var declared = DeclaredIdentifiers<Section>()
        var declaredQuestions = DeclaredIdentifiers<Question>()
        let reader = QuestionReader(scales: scales, faults: faults)
        let sections = (list?.elements ?? []).map { element in
            element.allowOnly(["id", "questions"])
            let id = declared.declare(element)
            if id == "review" {
                element.optional("id")?.report(
                    "The page before sending is called 'review'.",
                    remedy: "Give the section another id.")
            }
            let list = element.required("questions")
            let questions = (list?.elements ?? [])
                .map { reader.read($0, id: declaredQuestions.declare($0)) }
            if let list, questions.isEmpty {
                list.report(
                    "The section asks nothing.", remedy: "Add a question, or remove the section.")
            }
            return SectionReading(id: id ?? SectionID(""), questions: questions)
        }
        if let list, sections.isEmpty {
            list.report("The survey asks nothing.", remedy: "Add a section with a question.")
        }
        return sections
    }
}

/// A section with its questions as read; its id is empty when the file gives none, which is
/// reported.
struct SectionReading {
    let id: SectionID
    let questions: [QuestionReading]
}
