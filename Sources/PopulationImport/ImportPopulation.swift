public import Diagnostics
public import Foundation
public import SurveyDefinition

/// Reads the figures of a statistical office, as CSV or PX, into a population table with our codes.
///
/// A file that counts by several variables at once is summed to a margin of each. People that a
/// variable leaves out, such as those who are younger than any band of ours, are in no margin.
///
/// - Parameters:
///   - file: the file's bytes: UTF-8 or Windows-1252.
///   - name: the file's name, which faults are told of; one that ends in `.px` is read as PX, any
///     other as CSV.
///   - definitions: the surveys whose codes are used, and the districts.
/// - Returns: `nil` with faults. What is returned is never marked as an example.
public func importPopulation(
    _ file: Data, named name: String, as request: PopulationRequest, among definitions: Definitions,
    reportingTo faults: FaultCollector
) -> PopulationTable? {
    let faultsBefore = faults.diagnostics.count
    let published =
        name.lowercased().hasSuffix(".px")
        ? readPX(file, named: name, reportingTo: faults)
        : readCSV(file, named: name, names: request.columns, reportingTo: faults)
    guard let published, faults.diagnostics.count == faultsBefore else { return nil }
    let importer = PopulationImporter(
        file: name, request: request, definitions: definitions, faults: faults)
    guard let table = importer.table(of: published), faults.diagnostics.count == faultsBefore else {
        return nil
    }
    return readBack(table, among: definitions, reportingTo: faults)
}

/// Reads the table as it would be read from its file, which checks what every table is checked for.
///
/// - Returns: `nil` with faults.
private func readBack(
    _ table: PopulationTable, among definitions: Definitions, reportingTo faults: FaultCollector
) -> PopulationTable? {
    let file = populationFile(of: table, importedFrom: "")
    return readPopulation(
        file.text, named: file.name, districts: definitions.districts, reportingTo: faults)
}

private struct PopulationImporter {
    let file: String
    let request: PopulationRequest
    let definitions: Definitions
    let faults: FaultCollector

    /// - Returns: the table, for use only without faults; `nil` when something that it needs is
    ///   missing.
    func table(of published: PublishedFile) -> PopulationTable? {
        if !PopulationID.isWellFormed(request.id.value) {
            report(
                "", "'\(request.id)' is no id.",
                "Use letters, digits and single hyphens, as in --id sodertalje-2025.")
        }
        if let survey = request.survey, definitions.survey(survey) == nil {
            report("", "There is no survey '\(survey)'.", "Name one of \(surveyNames).")
        }
        let margins = self.margins(of: published)
        let date = self.date(of: published)
        let source = request.source ?? published.source
        if source == nil {
            report("", "The file doesn't say who counted.", "Say it with --source TEXT.")
        }
        guard let date, let source else { return nil }
        return PopulationTable(
            id: request.id, source: source, date: date,
            regionVersion: definitions.districts.regionVersion, isExample: false, margins: margins)
    }

    private var surveyNames: String {
        definitions.surveys.map(\.id.value).joined(separator: ", ")
    }

    /// The margin of each variable that the file counts by; each that comes twice is reported.
    private func margins(of published: PublishedFile) -> [BackgroundVariable: [Code: Int]] {
        let variables = VariableMatching(file: file, names: request.columns, faults: faults)
        variables.checkNames(in: published.tables)
        var margins: [BackgroundVariable: [Code: Int]] = [:]
        for table in published.tables {
            let dimensions = dimensions(of: table, by: variables.match(table))
            for (variable, margin) in self.margins(of: table, by: dimensions) {
                if margins.updateValue(margin, forKey: variable) != nil {
                    report(
                        variable.rawValue, "The file counts by it twice.", "Remove one of them.")
                }
            }
        }
        if margins.isEmpty, faults.diagnostics.isEmpty {
            let names = published.tables.flatMap(\.dimensions).map(\.name)
            report(
                "", "The file counts by no variable of ours.",
                "Say which is which with --variable age=NAME; it has "
                    + names.joined(separator: ", ") + ".")
        }
        return margins
    }

    /// The dimensions that are variables of ours, with what becomes of their levels.
    ///
    /// A dimension of one value that isn't one of our levels only says what the table is about, such
    /// as *16 and over* or the whole municipality.
    private func dimensions(
        of table: PublishedTable, by matched: [MatchedVariable]
    ) -> [MatchedDimension] {
        let ours = OurLevels(
            file: file, definitions: definitions, survey: request.survey, faults: faults)
        return matched.compactMap { match in
            let dimension = table.dimensions[match.dimension]
            let matching = LevelMatching(
                file: file, variable: match.variable, ours: ours.of(match.variable),
                request: request, faults: faults)
            if matching.ours.isEmpty { return nil }
            let isAlone = table.dimensions.count == 1
            if dimension.levels.count == 1, !isAlone, !matching.isOurs(dimension.levels[0]) {
                return nil
            }
            return MatchedDimension(
                variable: match.variable, place: match.dimension, levels: matching.match(dimension))
        }
    }

    /// Sums the persons who are counted in every dimension.
    private func margins(
        of table: PublishedTable, by dimensions: [MatchedDimension]
    ) -> [BackgroundVariable: [Code: Int]] {
        var margins: [BackgroundVariable: [Code: Int]] = [:]
        for cell in table.cells {
            let codes = dimensions.compactMap { $0.code(of: cell) }
            guard codes.count == dimensions.count else { continue }
            for (dimension, code) in zip(dimensions, codes) {
                margins[dimension.variable, default: [:]][code, default: 0] += cell.persons
            }
        }
        return margins
    }

    /// The day that was given, or the last of the year that the file has figures of: official
    /// Swedish figures of a year are of its last day.
    private func date(of published: PublishedFile) -> String? {
        if let date = request.date { return date }
        let years = published.tables.flatMap(\.dimensions).filter { $0.levels.count == 1 }
            .map { $0.levels[0].label }.filter { $0.wholeMatch(of: /[12][0-9]{3}/) != nil }
        if Set(years).count == 1 { return "\(years[0])-12-31" }
        report("", "The file doesn't say of which day it is.", "Say it with --date YYYY-MM-DD.")
        return nil
    }

    private func report(_ place: String, _ problem: String, _ remedy: String) {
        faults.report(Diagnostic(file: file, path: place, problem: problem, remedy: remedy))
    }
}

/// A variable of ours as a table counts it.
private struct MatchedDimension {
    let variable: BackgroundVariable
    /// Its place among the table's dimensions.
    let place: Int
    /// Per level of the table; `nil` where none was found, which is reported.
    let levels: [LevelMatch?]

    /// The code that the cell's people are counted in; `nil` when they aren't counted.
    func code(of cell: PublishedTable.Cell) -> Code? {
        if case .counted(let code) = levels[cell.levels[place]] { return code }
        return nil
    }
}
