import Estimation
import Testing

/// The share of good grades: how many count, and in which denominator. Figures from R 4.2.2.
struct ShareSpecification {
    @Test("unweighted, 11 of 17 valid answers are good, beside two without an opinion")
    func unweighted() throws {
        let share = try #require(try TwentyRespondents.estimate(TwentyRespondents.good))

        #expect(share.respondents == 20)
        #expect(share.positives == 11)
        #expect(share.valid == 17)
        #expect(share.dontKnow == 2)
        #expect(share.valid + share.dontKnow == 19)
        #expect(share.unweightedValue.tenDecimals == "0.6470588235")
        #expect(share.unweightedDontKnowShare.tenDecimals == "0.1052631579")
    }

    @Test("without weights the share that includes no opinion is 11 of 19")
    func includingDontKnow() throws {
        let sample = try weigh(TwentyRespondents.classes, by: WeightingPlan(method: .none))
        let everyone = Array(sample.classes.indices)

        let share = try #require(
            estimate(
                TwentyRespondents.answers(TwentyRespondents.good), among: everyone, of: sample))

        #expect(share.value.tenDecimals == "0.6470588235")
        #expect(share.valueIncludingDontKnow.tenDecimals == "0.5789473684")
    }

    @Test("raked, the share of those with an opinion, and of them and those without")
    func weighted() throws {
        let share = try #require(try TwentyRespondents.estimate(TwentyRespondents.good))

        #expect(share.value.tenDecimals == "0.6944198437")
        #expect(share.valueIncludingDontKnow.tenDecimals == "0.6503933837")
    }

    /// Ids 8 and 15 have no opinion: 41.7203974141 + 20.3873836401 of the 979.6126163599 who
    /// answered.
    @Test("the share without an opinion is weighted too")
    func dontKnow() throws {
        let share = try #require(try TwentyRespondents.estimate(TwentyRespondents.good))

        let expected = (41.7203974141 + 20.3873836401) / 979.6126163599
        #expect(abs(share.dontKnowShare - expected) < 1e-10)
    }
}
