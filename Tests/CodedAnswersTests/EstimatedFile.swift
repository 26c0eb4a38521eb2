import Foundation
import TestSupport
import Testing

@testable import CodedAnswers

/// Estimates a file as the command does: files in, JSON out.
///
/// - Parameters:
///   - answers: the content of `answers.csv`.
///   - plan: the content of `plan.yaml`, beside it.
///   - margins: the content of `margins.csv`, when there is one.
func estimated(
    _ answers: String, by plan: String, margins: String? = nil, withWeights: Bool = false
) async throws -> Figures {
    Figures(try await estimates(answers, by: plan, margins: margins).json(withWeights: withWeights))
}

func estimates(
    _ answers: String, by plan: String, margins: String? = nil
) async throws -> CodedEstimates {
    try await estimates(Data(answers.utf8), by: plan, margins: margins)
}

func estimates(
    _ answers: Data, by plan: String, margins: String? = nil
) async throws -> CodedEstimates {
    try await withTemporaryFolder { folder in
        let (file, planFile) = (
            folder.appending(path: "answers.csv"), folder.appending(path: "plan.yaml")
        )
        try answers.write(to: file)
        try Data(plan.utf8).write(to: planFile)
        if let margins {
            try Data(margins.utf8).write(to: folder.appending(path: "margins.csv"))
        }
        return try CodedEstimates(file: file, by: EstimatePlan.read(planFile))
    }
}

/// What the person at the terminal reads when a file and its plan don't fit; `nil` when they do.
func complaint(
    _ answers: String, by plan: String, margins: String? = nil
) async throws -> String? {
    do {
        _ = try await estimates(answers, by: plan, margins: margins)
        return nil
    } catch let error as CodedAnswersError {
        return error.description
    }
}

/// The JSON output, looked into by the keys on the way.
struct Figures {
    let text: String
    private let root: [String: Any]

    init(_ text: String) {
        self.text = text
        let object = try? JSONSerialization.jsonObject(with: Data(text.utf8))
        root = object as? [String: Any] ?? [:]
    }

    func value(_ path: [String]) -> Any? {
        path.reduce(root as Any?) { value, key in (value as? [String: Any])?[key] }
    }

    /// The number at the end of the path; where it leads nowhere, that is a failure.
    func number(
        _ path: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Double {
        try #require(value(path) as? Double, "\(path)", sourceLocation: sourceLocation)
    }

    func numbers(
        _ path: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> [Double] {
        try #require(value(path) as? [Double], "\(path)", sourceLocation: sourceLocation)
    }

    /// The keys of the object at the end of the path, sorted; `nil` where there is none.
    func keys(_ path: String...) -> [String]? {
        (value(path) as? [String: Any])?.keys.sorted()
    }
}

/// The data set whose figures were computed with R 4.2.2 and `survey` 4.1-1: 20 respondents of a
/// population of 1000.
enum TwentyRespondents {
    static let answers = """
        id,gender,age,area,q
        1,K,16-29,A,4
        2,K,16-29,B,3
        3,M,16-29,A,3
        4,M,16-29,B,1
        5,K,30-64,A,4
        6,K,30-64,A,2
        7,K,30-64,B,3
        8,K,30-64,B,9
        9,M,30-64,A,3
        10,M,30-64,B,2
        11,M,30-64,B,4
        12,K,65+,A,2
        13,K,65+,A,1
        14,K,65+,B,3
        15,K,65+,B,9
        16,M,65+,A,3
        17,M,65+,A,4
        18,M,65+,B,2
        19,K,30-64,A,3
        20,K,65+,B,

        """

    static let background = """
        background:
          gender: [K, M]
          age: [16-29, 30-64, 65+]
          area: [A, B]

        """

    static let margins = """
        margins:
          gender: {K: 500, M: 500}
          age: {16-29: 250, 30-64: 500, 65+: 250}
          area: {A: 600, B: 400}

        """

    static let share = """
        indicators:
          - id: good
            column: q
            positive: [3, 4]
            valid: [1, 2, 3, 4]
            dontKnow: [9]

        """

    static let means = """
          - id: index
            column: q
            measure: index
            valid: [1, 2, 3, 4]
            dontKnow: [9]
          - id: balance
            column: q
            measure: balance
            positive: [3, 4]
            negative: [1, 2]
            valid: [1, 2, 3, 4]
            dontKnow: [9]
          - id: mean
            column: q
            measure: mean
            range: [1, 4]
            dontKnow: [9]

        """

    /// Raked to all three margins, by gender, and by age and area crossed.
    static let plan =
        background + margins + "weighting: raked\n" + share + means
        + "breakdowns: [gender, age*area]\n"
}
