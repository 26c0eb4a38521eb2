import Testing

@testable import CodedAnswers

@Suite("The table for people")
struct EstimatesTableTests {
    @Test("Columns are aligned, and every group has a row")
    func table() async throws {
        let estimates = try await estimates(
            TwentyRespondents.answers,
            by: TwentyRespondents.background + TwentyRespondents.margins
                + "weighting: {method: raked, trim: [0.2, 5]}\n" + TwentyRespondents.share
                + TwentyRespondents.means + """
                    breakdowns: [gender]
                    published:
                      - {name: SCB, indicator: good, value: 0.64, uncertainty: 0.03}
                    """)

        #expect(
            estimates.table == """
                Round all: 20 respondents, effective size 16.9, design effect 1.18, weights \
                0.41–1.95 of the mean, trimmed in 0 rounds.

                Round  Indicator  Group      n  Valid  Figure  95 % interval  Change  p  \
                Against rest      p
                all    good       total     20     17  69.4 %      41.4–88.0
                all    good       gender=K  12      9  69.5 %      36.3–90.1                     \
                +0.2  1.000
                all    good       gender=M   8      8  69.4 %      34.6–90.6                     \
                -0.2  1.000
                all    index      total     20     17    61.7      45.6–77.9
                all    index      gender=K  12      9    64.0      39.2–88.7                     \
                +4.1  1.000
                all    index      gender=M   8      8    59.9      34.7–85.1                     \
                -4.1  1.000
                all    balance    total     20     17    38.9     -10.7–88.5
                all    balance    gender=K  12      9    39.1    -36.2–100.0                     \
                +0.3  1.000
                all    balance    gender=M   8      8    38.7    -39.7–100.0                     \
                -0.3  1.000
                all    mean       total     20     17     2.9        2.4–3.3
                all    mean       gender=K  12      9     2.9        2.2–3.7                     \
                +0.1  1.000
                all    mean       gender=M   8      8     2.8        2.0–3.6                     \
                -0.1  1.000

                Published     z      p
                SCB        0.46  0.644
                """)
    }

    @Test("A change is in the row of the later round, in percentage points")
    func change() async throws {
        let estimates = try await estimates(
            "year,q\n2025,1\n2025,0\n2025,0\n2025,0\n2026,1\n2026,1\n2026,1\n2026,0\n",
            by: """
                round: year
                indicators: [{id: a, column: q, positive: [1], valid: [0, 1]}]
                """)

        let rows = estimates.table.split(separator: "\n").suffix(2)
        #expect(rows.first?.contains("+") == false)
        #expect(rows.last?.contains("+50.0  0.157") == true, "\(rows)")
    }
}
