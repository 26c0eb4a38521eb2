import ArgumentParser
import CodedAnswers
import Foundation

/// `radslag estimate`: a file of coded answers from elsewhere, estimated by a written plan.
struct EstimateCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json
        case table
    }

    static let configuration = CommandConfiguration(
        commandName: "estimate",
        abstract: "Estimates a file of coded answers from elsewhere by a written plan.",
        discussion: """
            The file is CSV with one row per respondent and columns of codes; an empty field is not asked or not \
            answered. It never touches stored responses: no database is opened, and nothing is kept.

            The plan is YAML. Only indicators must be there; the documentation's page EstimatePlan explains every \
            key. A plan with most of them:

              round: year                   # the column that tells rounds apart
              background:
                gender: [K, M]              # levels in order
                age: [16-29, 30-64, 65+]
                district:                   # the sorted codes of the file
              margins:                      # or {file: margins.csv}, with the
                gender: {K: 500, M: 500}    # columns variable,level,population
                age: {16-29: 250, 30-64: 500, 65+: 250}
              weighting:
                method: raked               # or none, poststratified
                trim: [0.2, 5]              # of the mean weight
              sample:
                baseWeight: w               # a column
                stratum: part               # a column
                populations: {north: 60000, south: 40000}
              indicators:
                - id: safe
                  column: q1
                  positive: [3, 4]
                  valid: [1, 2, 3, 4]
                  dontKnow: [9]
                - id: trust
                  column: q2
                  measure: mean             # or index, balance
                  range: [0, 10]
              breakdowns: [gender, district, age*district]
              published:                    # figures to compare with
                - name: SCB 2025
                  indicator: safe
                  value: 0.64
                  uncertainty: 0.03         # half of its 95 % interval
                  roundingStep: 0.01
              breaks: [2024]                # rounds that start a new series

            Examples:
              radslag estimate answers.csv --plan plan.yaml
              radslag estimate answers.csv --plan plan.yaml --weights > figures.json
              radslag estimate answers.csv --plan plan.yaml --format table
            """)

    @Argument(help: "The file of coded answers.") var file: String
    @ArgumentParser.Option(help: "The plan.") var plan: String
    @ArgumentParser.Option(help: "json at full precision, or table for people.") var format:
        Format = .json
    @Flag(help: "Each respondent's weight, in the order of the file.") var weights = false

    func validate() throws {
        if weights, format == .table {
            throw ValidationError("Weights are written in --format json only.")
        }
    }

    func run() throws {
        let estimates = try CodedEstimates(
            file: URL(filePath: file), by: EstimatePlan.read(URL(filePath: plan)))
        switch format {
        case .json: print(estimates.json(withWeights: weights))
        case .table: print(estimates.table)
        }
    }
}
