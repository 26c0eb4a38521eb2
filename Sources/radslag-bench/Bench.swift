import ArgumentParser

/// The bench: measures what the service promises to hold, each figure beside its reference in the same run.
///
/// Machines are shared and noisy, so that a figure alone says little and a ratio much: a figure and its
/// reference take turns in short slices, and the medians of the slices are reported. The load client
/// shares the machine's cores with the server.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "radslag-bench",
        abstract:
            "Measures pages, answers, submissions, transactions, releases, size, files and texts.",
        discussion: """
            A report, not a gate: the exit status is 0 whatever the figures are.

            Example:
              radslag-bench --only answers --seconds 10
            """)

    @Option(help: "How long each load lasts, and its reference as long again.") var seconds = 5.0
    @Option(help: "One group of figures instead of all: \(FigureGroup.names).") var only:
        FigureGroup?
    @Flag(help: "The figures as JSON.") var json = false
    @Flag(help: "Leaves out the file of 1 000 000 rows.") var skipMillion = false
    @Option(help: "The folder of surveys.") var surveys = "Surveys"
    @Option(help: "The folder of texts.") var locales = "Locales"

    func validate() throws {
        guard seconds > 0 else { throw ValidationError("A load must last longer than 0 seconds.") }
    }

    func run() async throws {
        var report = Report()
        do {
            try await withWorkbench(surveys: surveys, locales: locales, seconds: seconds) {
                workbench in
                for group in FigureGroup.allCases where only == nil || only == group {
                    do {
                        report.add(
                            try await group.measure(
                                on: workbench, isSkippingMillion: skipMillion))
                    } catch {
                        report.complain("\(group.rawValue) could not be measured: \(error)")
                    }
                }
            }
        } catch {
            report.complain("Nothing could be measured: \(error)")
        }
        print(json ? try report.json() : report.text)
    }
}

/// Figures that are measured together, in the order in which they are reported.
enum FigureGroup: String, CaseIterable, ExpressibleByArgument {
    case firstPage = "first-page"
    case pageRate = "page-rate"
    case answers
    case submissions
    case transactions
    case release
    case size
    case estimate
    case translations

    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

    func measure(on workbench: Workbench, isSkippingMillion: Bool) async throws -> [Figure] {
        switch self {
        case .firstPage: try await measureFirstPage(on: workbench)
        case .pageRate: try await measurePageRate(on: workbench)
        case .answers: try await measureAnswers(on: workbench)
        case .submissions: try await measureSubmissions(on: workbench)
        case .transactions: try await measureTransactions(on: workbench)
        case .release: try await measureRelease(on: workbench)
        case .size: try await measureSize(on: workbench)
        case .estimate:
            try measureEstimate(on: workbench, isSkippingMillion: isSkippingMillion)
        case .translations: try measureTranslations(on: workbench)
        }
    }
}
