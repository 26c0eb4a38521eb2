import Foundation
import Testing

/// `radslag estimate` as the person at the terminal meets it.
extension ServiceTests {
    @Suite("The command estimate")
    struct EstimateCommandTests {
        private static let answers = "gender,q\nK,4\nM,3\nK,1\nM,2\nM,9\n"
        private static let plan = """
            background: [gender]
            margins: {gender: {K: 50, M: 50}}
            weighting: raked
            indicators:
              - {id: good, column: q, positive: [3, 4], valid: [1, 2, 3, 4], dontKnow: [9]}
            breakdowns: [gender]
            """

        private func write(_ answers: String, in installation: Installation) throws {
            let folder = installation.folder
            try Data(answers.utf8).write(to: folder.appending(path: "answers.csv"))
            try Data(Self.plan.utf8).write(to: folder.appending(path: "plan.yaml"))
        }

        @Test("A file and its plan become JSON, and no database is made")
        func json() async throws {
            try await withInstallation { installation in
                try write(Self.answers, in: installation)
                let before = try FileManager.default.subpathsOfDirectory(
                    atPath: installation.folder.path)

                let output = try await installation.succeed(
                    "estimate", "answers.csv", "--plan", "plan.yaml", "--weights")

                let figures = try JSONSerialization.jsonObject(with: Data(output.utf8))
                let rounds = (figures as? [String: Any])?["rounds"] as? [String: Any]
                let round = rounds?["all"] as? [String: Any]
                #expect(round?["n"] as? Int == 5)
                #expect((round?["weights"] as? [Double])?.count == 5)
                let indicators = round?["indicators"] as? [String: [String: Any]]
                #expect(indicators?["good"]?["total"] != nil)
                let after = try FileManager.default.subpathsOfDirectory(
                    atPath: installation.folder.path)
                #expect(Set(after).subtracting(before).filter { $0.hasPrefix("data") }.isEmpty)
            }
        }

        @Test("A table has a row per group")
        func table() async throws {
            try await withInstallation { installation in
                try write(Self.answers, in: installation)

                let output = try await installation.succeed(
                    "estimate", "answers.csv", "--plan", "plan.yaml", "--format", "table")

                #expect(output.contains("\nall    good       gender=K  "))
            }
        }

        @Test("Input that doesn't fit is one line with row and column, and the status 1")
        func fault() async throws {
            try await withInstallation { installation in
                try write(Self.answers + "K,7\n", in: installation)

                let outcome = try await installation.run(
                    "estimate", "answers.csv", "--plan", "plan.yaml")

                #expect(outcome.status == 1)
                #expect(outcome.output == "")
                #expect(
                    outcome.complaints.hasPrefix(
                        "Error: answers.csv: row 7, column q: The code '7'"))
                #expect(outcome.complaints.split(separator: "\n").count == 1)
            }
        }
    }
}
