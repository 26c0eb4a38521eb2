public import Diagnostics
public import Foundation

/// Reads `Surveys/`: the policy, the districts, the goals, the population tables and each folder
/// with a `survey.yaml`, and the `themes.yaml` beside it.
///
/// Every fault of every file goes to `faults`. What is returned is for use only when none of them
/// is `unusable`; with faults it holds what could be read, so that its texts can be checked in the
/// same run.
///
/// - Returns: `nil` when the policy, the districts or the goals are missing or no YAML at all.
public func readDefinitions(from folder: URL, reportingTo faults: FaultCollector) -> Definitions? {
    let surveys = names(in: folder).filter { $0 != populationFolder }.map { "\($0)/survey.yaml" }
        .filter { FileManager.default.fileExists(atPath: folder.appending(path: $0).path) }
    let themes = surveys.map { $0.replacing("survey.yaml", with: SurveyThemes.file) }
        .filter { FileManager.default.fileExists(atPath: folder.appending(path: $0).path) }
    let populations = names(in: folder.appending(path: populationFolder))
        .filter { $0.hasSuffix(".yaml") }.map { "\(populationFolder)/\($0)" }
    var texts: [String: String] = [:]
    for file in [policyFile, districtsFile, goalsFile] + populations + surveys + themes {
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
private let populationFolder = "population"

/// What is in a folder, in order; nothing when it isn't there.
private func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
}

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
    let faultsBeforeDistricts = faults.diagnostics.count
    let districts = document(districtsFile).map { readDistricts($0) }
    let areDistrictsIntact = faults.diagnostics.count == faultsBeforeDistricts
    let goals = document(goalsFile).map { readGoals($0, reportingTo: faults) }
    guard let policy, let districts, let goals else { return nil }

    let isPopulation = { (file: String) in file.hasPrefix("\(populationFolder)/") }
    let populations = readPopulations(
        texts.filter { isPopulation($0.key) }, districts: areDistrictsIntact ? districts : nil,
        reportingTo: faults)
    let reader = SurveyReader(
        districts: districts, policy: policy, goals: goals.goals, populations: populations,
        faults: faults)
    let surveys = texts.filter { $0.key.hasSuffix("/survey.yaml") && !isPopulation($0.key) }
        .sorted { $0.key < $1.key }
    let readings = surveys.compactMap { file, source in
        reader.read(
            source, named: file, inFolder: file.split(separator: "/").first.map(String.init))
    }
    if areAllSurveys, readings.count == surveys.count {
        reportUnmeasured(goals, coded: Set(readings.flatMap(\.codedIndicators)))
    }
    return Definitions(
        surveys: readings.map(\.survey), goals: goals.goals, districts: districts, policy: policy,
        populations: populations.tables,
        themes: readThemes(texts, of: readings.map(\.survey), reportingTo: faults))
}

/// The themes of each folder with a `themes.yaml`.
private func readThemes(
    _ texts: [String: String], of surveys: [Survey], reportingTo faults: FaultCollector
) -> [SurveyThemes] {
    texts.filter { $0.key.hasSuffix("/\(SurveyThemes.file)") }.sorted { $0.key < $1.key }
        .compactMap { file, source in
            file.split(separator: "/").first.map { folder in
                readThemes(
                    source, named: file, inFolder: String(folder),
                    of: surveys.first { $0.id.value == folder }, reportingTo: faults)
            }
        }
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
