import Estimation
import Testing

/// Weights that meet the population by gender, age and area at once. Figures from R 4.2.2, package
/// `survey` 4.1-1, and again from numpy.
struct RakingSpecification {
    @Test("raking gives everyone of the same gender, age and area the same weight")
    func weights() throws {
        let weights = try TwentyRespondents.weights(by: TwentyRespondents.raked)

        let table = (1...20).map { "\($0) \(weights["\($0)"].tenDecimals)" }
        #expect(
            table.joined(separator: "\n") == """
                1 60.3580364347
                2 39.1385289447
                3 91.3005565140
                4 59.2028781065
                5 64.3397014423
                6 64.3397014423
                7 41.7203974141
                8 41.7203974141
                9 97.3234202869
                10 63.1083402790
                11 63.1083402790
                12 31.4406922727
                13 31.4406922727
                14 20.3873836401
                15 20.3873836401
                16 47.5587489461
                17 47.5587489461
                18 30.8389666423
                19 64.3397014423
                20 20.3873836401
                """)
    }

    @Test("Kish's design effect and effective size tell what unequal weights cost")
    func diagnostics() throws {
        let sample = try weigh(TwentyRespondents.classes, by: TwentyRespondents.raked)

        #expect(sample.respondents == 20)
        #expect(sample.designEffect.tenDecimals == "1.1810303799")
        #expect(sample.effectiveSize.tenDecimals == "16.9343653982")
        #expect((sample.relativeWeights.lowerBound * 50).tenDecimals == "20.3873836401")
        #expect((sample.relativeWeights.upperBound * 50).tenDecimals == "97.3234202869")
    }

    /// 5 women, 3 men and 2 of neither: two tenths of 1 000 keep their share, and the two genders
    /// have 400 each of the rest.
    @Test("who is in no level of a margin keeps their share, and the others have the rest")
    func unknown() throws {
        let gender = Margin(
            name: "gender",
            levels: [.init(name: "K", population: 500), .init(name: "M", population: 500)])
        let classes = [
            SampleClass(respondents: 5, levels: [0]), SampleClass(respondents: 3, levels: [1]),
            SampleClass(respondents: 2, levels: [nil]),
        ]

        let sample = try weigh(classes, by: WeightingPlan(method: .raked, margins: [gender]))

        #expect(
            sample.weights.map(\.tenDecimals) == [
                "80.0000000000", "133.3333333333", "100.0000000000",
            ])
    }

    @Test("a margin with another total is read as proportions of the first one's")
    func otherTotal() throws {
        let thousandths = Margin(
            name: "area",
            levels: [.init(name: "A", population: 0.6), .init(name: "B", population: 0.4)])
        let plan = WeightingPlan(
            method: .raked,
            margins: [TwentyRespondents.gender, TwentyRespondents.age, thousandths])

        let weights = try TwentyRespondents.weights(by: plan)

        #expect(weights["1"].tenDecimals == "60.3580364347")
        #expect(weights["18"].tenDecimals == "30.8389666423")
    }
}
