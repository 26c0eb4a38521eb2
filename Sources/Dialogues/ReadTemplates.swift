public import Diagnostics
public import Foundation
public import Localization
public import SurveyDefinition

/// The file of `Surveys/` that dialogues are started from.
private let file = "dialogues.yaml"

/// Reads `dialogues.yaml` of the folder of surveys. A municipality without the file starts no dialogues.
///
/// - Parameters:
///   - definitions: whose surveys and goals the templates name.
///   - locales: whose languages they name, and in whose Swedish each has its texts.
public func readDialogueTemplates(
    from folder: URL, naming definitions: Definitions, in locales: Locales,
    reportingTo faults: FaultCollector
) -> DialogueTemplates {
    let url = folder.appending(path: file)
    guard FileManager.default.fileExists(atPath: url.path),
        let document = DocumentNode.read(url, named: file, reportingTo: faults)
    else { return .none }
    return TemplateReader(definitions: definitions, locales: locales).read(document)
}

private struct TemplateReader {
    let definitions: Definitions
    let locales: Locales

    func read(_ document: DocumentNode) -> DialogueTemplates {
        document.allowOnly(["requiredLanguages", "templates"])
        var seen: Set<DialogueTemplateID> = []
        var templates: [DialogueTemplate] = []
        for node in document.required("templates")?.elements ?? [] {
            guard let template = template(node) else { continue }
            guard seen.insert(template.id).inserted else {
                node.report("'\(template.id)' stands twice.", remedy: "Choose another id.")
                continue
            }
            checkTexts(of: template.id, at: node)
            templates.append(template)
        }
        return DialogueTemplates(
            list: templates,
            requiredLanguages: languages(document.optional("requiredLanguages")))
    }

    private func template(_ node: DocumentNode) -> DialogueTemplate? {
        node.allowOnly([
            "id", "survey", "goals", "action", "methods", "place", "sampling", "languages",
            "firstLanguage",
        ])
        guard let id = node.required("id")?.string, let survey = survey(node) else { return nil }
        guard Identifier<Void>.isWellFormed(id) else {
            node.report("'\(id)' is no id.", remedy: "Write letters, digits and single hyphens.")
            return nil
        }
        return DialogueTemplate(
            id: DialogueTemplateID(id), survey: survey, goals: goals(node),
            action: node.optional("action")?.string ?? "",
            methods: (node.optional("methods")?.elements ?? []).compactMap { word($0) },
            place: node.optional("place").flatMap { word($0) } ?? .everywhere,
            sampling: node.optional("sampling").flatMap { word($0) } ?? .selfSelected,
            languages: languages(node.optional("languages")),
            firstLanguage: firstLanguage(node))
    }

    private func survey(_ node: DocumentNode) -> SurveyID? {
        guard let survey = node.required("survey"), let name = survey.string else { return nil }
        guard definitions.survey(SurveyID(name)) != nil else {
            survey.report("There is no survey '\(name)'.", remedy: "Name a folder of surveys.")
            return nil
        }
        return SurveyID(name)
    }

    private func goals(_ node: DocumentNode) -> [GoalID] {
        (node.optional("goals")?.elements ?? []).compactMap { element in
            guard let name = element.string else { return nil }
            guard definitions.goals.goal(GoalID(name)) != nil else {
                element.report("There is no goal '\(name)'.", remedy: "Name one of goals.yaml.")
                return nil
            }
            return GoalID(name)
        }
    }

    private func languages(_ node: DocumentNode?) -> [LanguageTag] {
        (node?.elements ?? []).compactMap(language)
    }

    private func language(_ node: DocumentNode) -> LanguageTag? {
        guard let name = node.string else { return nil }
        guard let tag = LanguageTag(name), locales.language(tag) != nil, tag != Locales.source
        else {
            node.report(
                "'\(name)' is no language that Swedish is translated to.",
                remedy: "Name a folder of the locales.")
            return nil
        }
        return tag
    }

    private func firstLanguage(_ template: DocumentNode) -> LanguageTag? {
        guard let node = template.optional("firstLanguage"), let tag = language(node) else {
            return nil
        }
        guard languages(template.optional("languages")).contains(tag) else {
            node.report(
                "'\(tag)' is not among the template's languages.",
                remedy: "Add it to 'languages'.")
            return nil
        }
        return tag
    }

    /// One of the words that an enumeration has.
    private func word<Words: RawRepresentable<String> & CaseIterable>(
        _ node: DocumentNode
    ) -> Words? {
        guard let name = node.string else { return nil }
        guard let word = Words(rawValue: name) else {
            node.report(
                "'\(name)' is unknown here.",
                remedy:
                    "Use one of: \(Words.allCases.map(\.rawValue).joined(separator: ", ")).")
            return nil
        }
        return word
    }

    private func checkTexts(of template: DialogueTemplateID, at node: DocumentNode) {
        let swedish = locales.catalogue(of: Locales.source)
        for name in ["name", "about", "title", "question"] {
            let key = DialogueTemplates.textKey(name, of: template)
            guard swedish.message(key, in: DialogueTemplates.textFile) == nil else { continue }
            node.report(
                "The Swedish text '\(key)' is missing.",
                remedy: "Write it in sv/\(DialogueTemplates.textFile).yaml of the locales.")
        }
    }
}
