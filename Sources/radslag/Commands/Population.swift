import ArgumentParser
import Diagnostics
import Foundation
import PopulationImport
import SurveyDefinition

/// `radslag population …`: what answers are weighted to.
struct PopulationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "population",
        abstract: "Imports and lists the population tables that answers are weighted to.",
        subcommands: [Import.self, List.self])

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Turns a statistical office's CSV or PX file into a population table.",
            discussion: """
                A CSV file has the columns variable, level and persons, or a column per variable and one of \
                persons. Single years of age are summed into the surveys' bands, and a table by several \
                variables into a margin of each. Nothing is written unless every level fits.

                Examples:
                  radslag population import befolkning.px --id sodertalje-2026
                  radslag population import folk.csv --id sodertalje-2026 --source "SCB" --date 2026-12-31
                  radslag population import folk.csv --id sodertalje-2026 --date 2026-12-31 --source "SCB" \
                --variable district=Kommundel --map district:hovsjo=Hovsjö,Vasa --leave-out district=Okänd
                """)

        @Argument(help: "The file: .px, or CSV with any other ending.") var file: String
        @ArgumentParser.Option(help: "What the table is called, such as sodertalje-2026.")
        var id: String
        @ArgumentParser.Option(help: "Who counted, when the file doesn't say it.")
        var source: String?
        @ArgumentParser.Option(
            help: "The day that the figures are of, YYYY-MM-DD, when the file doesn't say it.")
        var date: String?
        @ArgumentParser.Option(help: "The survey whose options are counted, when surveys differ.")
        var survey: String?
        @ArgumentParser.Option(
            help: ArgumentHelp(
                "What the file calls gender, age, district or persons.",
                valueName: "variable=name"))
        var variable: [String] = []
        @ArgumentParser.Option(
            help: ArgumentHelp(
                "The levels of the file that one of our codes counts.",
                valueName: "variable:code=level,level"))
        var map: [String] = []
        @ArgumentParser.Option(
            help: ArgumentHelp(
                "Levels of the file whose people aren't counted.",
                valueName: "variable=level,level"))
        var leaveOut: [String] = []
        @ArgumentParser.Option(help: "The folder of surveys. (default: Surveys)")
        var surveys: String?

        func run() throws {
            let request = try self.request()
            let folder = Settings().folder("surveys", flag: surveys, usual: "Surveys")
            let (definitions, _) = try PopulationFolder.readDefinitions(from: folder)
            if let kept = definitions.population(request.id), !kept.isExample {
                throw CommandFault(
                    "There is a population table '\(id)' already, of \(kept.date). Choose another id."
                )
            }
            guard let figures = try? Data(contentsOf: URL(filePath: file)) else {
                throw CommandFault("\(file) can't be read. Mend its name.")
            }
            let name = URL(filePath: file).lastPathComponent
            let faults = FaultCollector()
            guard
                let table = importPopulation(
                    figures, named: name, as: request, among: definitions, reportingTo: faults)
            else {
                for diagnostic in faults.diagnostics { Console.complain("\(diagnostic)") }
                throw ExitCode.failure
            }
            try write(populationFile(of: table, importedFrom: name), in: folder)
            print(table.summary)
        }

        /// The file is written whole or not at all.
        private func write(_ file: PopulationFile, in folder: URL) throws {
            let url = folder.appending(path: file.name)
            do {
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.text.utf8).write(to: url, options: .atomic)
            } catch {
                throw CommandFault("\(url.path) can't be written: \(error.localizedDescription)")
            }
            print("Wrote \(url.path).")
        }

        private func request() throws -> PopulationRequest {
            var names: [BackgroundVariable: String] = [:]
            var persons: String?
            for option in variable {
                let (key, name) = try halves(of: option, at: "=", as: "--variable age=NAME")
                if key == "persons" { persons = name } else { names[try known(key)] = name }
            }
            var mapped: [BackgroundVariable: [Code: [String]]] = [:]
            for option in map {
                let form = "--map district:hovsjo=LEVEL,LEVEL"
                let (key, rest) = try halves(of: option, at: ":", as: form)
                let (code, levels) = try halves(of: rest, at: "=", as: form)
                mapped[try known(key), default: [:]][Code(code), default: []] += list(levels)
            }
            var leftOut: [BackgroundVariable: [String]] = [:]
            for option in leaveOut {
                let form = "--leave-out district=LEVEL,LEVEL"
                let (key, levels) = try halves(of: option, at: "=", as: form)
                leftOut[try known(key), default: []] += list(levels)
            }
            return PopulationRequest(
                id: PopulationID(id), source: source, date: date,
                survey: survey.map { SurveyID($0) },
                columns: ColumnNames(variables: names, persons: persons), mapped: mapped,
                leftOut: leftOut)
        }

        private func halves(
            of option: String, at mark: Character, as form: String
        ) throws -> (String, String) {
            guard let place = option.firstIndex(of: mark) else {
                throw ValidationError("'\(option)' has no '\(mark)'. Write \(form).")
            }
            return (String(option[..<place]), String(option[option.index(after: place)...]))
        }

        private func list(_ levels: String) -> [String] {
            levels.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        }

        private func known(_ name: String) throws -> BackgroundVariable {
            guard let variable = BackgroundVariable(rawValue: name),
                PopulationTable.countable.contains(variable)
            else {
                let known = PopulationTable.countable.map(\.rawValue).joined(separator: ", ")
                throw ValidationError(
                    "Residents aren't counted by '\(name)'. Use one of: \(known).")
            }
            return variable
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the population tables and the surveys that are weighted to each.",
            discussion: """
                Example:
                  radslag population list
                """)

        @ArgumentParser.Option(help: "The folder of surveys. (default: Surveys)")
        var surveys: String?

        func run() throws {
            let folder = Settings().folder("surveys", flag: surveys, usual: "Surveys")
            let (definitions, mendable) = try PopulationFolder.readDefinitions(from: folder)
            for diagnostic in mendable { Console.complain("\(diagnostic)") }
            for table in definitions.populations {
                let weighted = definitions.surveys.filter { $0.weighting?.population == table.id }
                    .map(\.id.value)
                print(table.summary)
                print(
                    "  weights: \(weighted.isEmpty ? "none" : weighted.joined(separator: ", "))")
            }
        }
    }
}

/// The folder of surveys, for commands that may come before its population tables.
private enum PopulationFolder {
    /// - Returns: the definitions, and what is wrong with population tables and the surveys'
    ///   references to them: importing a table is how that is mended.
    /// - Throws: `ExitCode.failure` after saying what is wrong with anything else.
    static func readDefinitions(
        from folder: URL
    ) throws -> (definitions: Definitions, mendable: [Diagnostic]) {
        let faults = FaultCollector()
        let definitions = SurveyDefinition.readDefinitions(from: folder, reportingTo: faults)
        let mendable = Set(
            faults.diagnostics.filter {
                $0.file.hasPrefix("population/") || $0.path.hasPrefix("weighting.")
            })
        let serious = faults.diagnostics.filter { !mendable.contains($0) }
        for diagnostic in serious { Console.complain("\(diagnostic)") }
        guard let definitions, serious.isEmpty else { throw ExitCode.failure }
        return (definitions, faults.diagnostics)
    }
}

extension PopulationTable {
    /// Two lines: what it is, and how many it counts.
    fileprivate var summary: String {
        let totals = variables.map { variable in
            "\(variable.rawValue) \(total(of: variable)) in \(margins[variable, default: [:]].count)"
        }
        return "\(id): \(date), \(source)\(isExample ? " (example figures)" : "")\n"
            + "  persons by \(totals.joined(separator: ", "))"
    }
}
