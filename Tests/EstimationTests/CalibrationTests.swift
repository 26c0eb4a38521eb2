import Estimation
import Testing

/// The standard error that knows the margins.
struct CalibrationTests {
    private let gender = Margin(
        name: "gender",
        levels: [.init(name: "K", population: 60), .init(name: "M", population: 40)])

    private let classes = [
        SampleClass(respondents: 10, levels: [0]), SampleClass(respondents: 12, levels: [1]),
        SampleClass(respondents: 3, levels: [nil]),
    ]

    @Test("without margins it is the error with weights taken as fixed")
    func noMargins() throws {
        let sample = try weigh(classes, by: WeightingPlan(method: .none, margins: [gender]))
        let answers = CountedAnswers(
            scores: [0, 1], valid: [[4, 5], [2, 10], [1, 2]], dontKnow: [1, 0, 0])

        let calibrated = Calibration(sample).standardError(of: answers, among: [0, 1, 2])

        let fixed = try #require(estimate(answers, among: [0, 1, 2], of: sample)?.standardError)
        #expect(agree(try #require(calibrated), fixed))
    }

    @Test("what a margin explains wholly is not uncertain", arguments: [[0], [0, 0]])
    func explained(repeated: [Int]) throws {
        let classes = classes.map { each in
            SampleClass(
                respondents: each.respondents, levels: repeated.map { _ in each.levels[0] })
        }
        let plan = WeightingPlan(method: .raked, margins: repeated.map { _ in gender })
        let sample = try weigh(classes, by: plan)
        let answers = CountedAnswers(
            scores: [0, 1], valid: [[10, 0], [0, 12], [3, 0]], dontKnow: [0, 0, 0])

        let calibrated = try #require(
            Calibration(sample).standardError(of: answers, among: [0, 1, 2]))

        let fixed = try #require(estimate(answers, among: [0, 1, 2], of: sample)?.standardError)
        #expect(fixed > 0.09)
        #expect(calibrated < 1e-12)
    }

    /// Three levels joined to two: what differs within a joined level is not explained.
    @Test("of joined post-strata, the joined level explains")
    func joined() throws {
        let age = Margin(
            name: "age",
            levels: [30, 30, 40].enumerated().map {
                .init(name: "\($0.offset)", population: $0.element)
            })
        let classes = [2, 8, 10].enumerated().map {
            SampleClass(respondents: $0.element, levels: [$0.offset])
        }
        let sample = try weigh(
            classes, by: WeightingPlan(method: .poststratified, margins: [age], smallestCell: 5))
        func error(_ valid: [[Int]]) throws -> Double {
            let answers = CountedAnswers(scores: [0, 1], valid: valid, dontKnow: [0, 0, 0])
            return try #require(
                Calibration(sample).standardError(of: answers, among: [0, 1, 2]))
        }

        #expect(sample.postStrata == [0...1, 2...2])
        #expect(try error([[0, 2], [0, 8], [10, 0]]) < 1e-12)
        #expect(try error([[0, 2], [8, 0], [10, 0]]) > 0.01)
    }
}
