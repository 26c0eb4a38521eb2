public import Diagnostics
public import Foundation

/// Reads `Surveys/`: the policy, the districts, the goals and each folder with a `survey.yaml`.
///
/// Every fault of every file goes to `faults`. What is returned is for use only when none of them
/// is `unusable`; with faults it holds what could be read, so that its texts can be checked in the
/// same run.
///
/// - Returns: `nil` when the policy, the districts or the goals are missing or no YAML at all.
public func readDefinitions(from folder: URL, reportingTo faults: FaultCollector) -> Definitions? {
    let inside = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let surveys = inside.map { "\($0)/survey.yaml" }
        .filter { FileManager.default.fileExists(atPath: folder.appending(path: $0).path) }
    var texts: [String: String] = [:]
    for file in [policyFile, districtsFile, goalsFile] + surveys.sorted() {
        if let text = try? String(contentsOf: folder.appending(path: file), encoding: .utf8) {
            texts[file] = text
        } else {
            faults.report(
                Diagnostic(
                    file: file, path: "", problem: "The file can't be read as UTF-8 text.",
                    remedy: "Create it, or mend its name or encoding."))
        }
    }
    let missed = surveys.contains { texts[$0] == nil }
    return readDefinitions(texts: texts, areAllSurveys: !missed, reportingTo: faults)
}

private let policyFile = "policy.yaml"
private let districtsFile = "districts.yaml"
private let goalsFile = "goals.yaml"

/// Reads the texts of the files in `Surveys/`, by their names in it, such as
/// `trygghet/survey.yaml`.
///
/// - Parameter areAllSurveys: whether `texts` has every survey; if not, no indicator is called
///   unmeasured.
package func readDefinitions(
    texts: [String: String], areAllSurveys: Bool, reportingTo faults: FaultCollector
) -> Definitions? {
    func document(_ file: String) -> DocumentNode? {
        texts[file].flatMap { DocumentNode.parse($0, named: file, reportingTo: faults) }
    }
    let policy = document(policyFile).map { readPolicy($0) }
    let districts = document(districtsFile).map { readDistricts($0) }
    let goals = document(goalsFile).map { readGoals($0, reportingTo: faults) }
    guard let policy, let districts, let goals else { return nil }

    let reader = SurveyReader(
        districts: districts, policy: policy, goals: goals.goals, faults: faults)
    let surveys = texts.filter { $0.key.hasSuffix("/survey.yaml") }.sorted { $0.key < $1.key }
    let readings = surveys.compactMap { file, source in
        reader.read(
            source, named: file, inFolder: file.split(separator: "/").first.map(String.init))
    }
    if areAllSurveys, readings.count == surveys.count {
        reportUnmeasured(goals, coded: Set(readings.flatMap(\.codedIndicators)))
    }
    return Definitions(
        surveys: readings.map(\.survey), goals: goals.goals, districts: districts, policy: policy)
}

/// Reports each indicator that is said to be measured though no survey measures it.
private func reportUnmeasured(_ goals: GoalsReading, coded: Set<IndicatorID>) {
    for (id, node) in goals.indicators
    where goals.goals.indicator(id)?.kind == .measured && !coded.contains(id) {
        node.report(
            "The indicator '\(id)' is measured, but no survey codes it.",
            remedy: "Code it under a survey's indicators, or write kind: register.")
    }
}
