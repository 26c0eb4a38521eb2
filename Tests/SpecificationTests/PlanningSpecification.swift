import Estimation
import Testing

/// How many answers it takes (statistics.md 1.9), with a design effect of 1.25.
struct PlanningSpecification {
    @Test(
        "the margin of a share of one half, in points",
        arguments: [(100, 11.0), (400, 5.5), (1_000, 3.5), (2_000, 2.4)])
    func halfWidth(answers: Int, points: Double) {
        let planned = PlannedPrecision(answers: answers)

        #expect((planned.halfWidth * 1_000).rounded() / 10 == points)
    }

    @Test(
        "the change between two rounds that is found four times in five, in points",
        arguments: [(400, 11.1), (1_000, 7.0), (2_500, 4.4)])
    func change(answers: Int, points: Double) {
        let planned = PlannedPrecision(answers: answers)

        #expect((planned.detectableChange * 1_000).rounded() / 10 == points)
    }
}
