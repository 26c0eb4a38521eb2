import Foundation
import Testing

@testable import CodedAnswers

@Suite("Base weights, strata and margins")
struct SampleDesignTests {
    private static let share =
        "indicators: [{id: a, column: q, positive: [1], valid: [0, 1], dontKnow: [9]}]\n"

    /// Two of three in the north, one of two in the south.
    private static let answers =
        "part,w,q\nnorth,20,1\nnorth,20,1\nnorth,20,0\nsouth,5,1\nsouth,5,0\n"

    @Test("The populations of strata give the base weights of a column that says the same")
    func strata() async throws {
        let byPopulation = try await estimated(
            Self.answers,
            by: "sample: {stratum: part, populations: {north: 60, south: 10}}\n" + Self.share,
            withWeights: true)
        let byColumn = try await estimated(
            Self.answers, by: "sample: {stratum: part, baseWeight: w}\n" + Self.share,
            withWeights: true)

        #expect(try byPopulation.numbers("rounds", "all", "weights") == [20, 20, 20, 5, 5])
        #expect(byPopulation.text == byColumn.text)
        let share = try byColumn.number("rounds", "all", "indicators", "a", "total", "share")
        #expect(abs(share - 45.0 / 70) < 1e-12)
    }

    /// Per stratum n/(n−1)·Σ(z−mean)²·(1−n/N), written out by hand.
    @Test("The standard error is stratified, and smaller in a finite population")
    func stratifiedError() async throws {
        let plan = "sample: {stratum: part, populations: {north: 60, south: 10}"

        let endless = try await estimated(Self.answers, by: plan + "}\n" + Self.share)
        let finite = try await estimated(
            Self.answers, by: plan + ", finitePopulation: true}\n" + Self.share)

        let north = 3.0 / 2 * (20.0 / 70) * (20.0 / 70) * (2.0 / 3)
        let south = 2.0 * (5.0 / 70) * (5.0 / 70) * 0.5
        for (figures, variance) in [
            (endless, north + south), (finite, north * (1 - 3.0 / 60) + south * (1 - 2.0 / 10)),
        ] {
            let error = try figures.number("rounds", "all", "indicators", "a", "total", "se")
            #expect(abs(error - variance.squareRoot()) < 1e-12)
        }
    }

    @Test("A stratum may be missing in a round")
    func missingStratum() async throws {
        let figures = try await estimated(
            "year,part,q\n1,north,1\n1,north,0\n2,north,1\n2,south,0\n",
            by: "round: year\nsample: {stratum: part, populations: {north: 60, south: 10}, "
                + "finitePopulation: true}\n" + Self.share, withWeights: true)

        #expect(try figures.numbers("rounds", "1", "weights") == [30, 30])
        #expect(try figures.numbers("rounds", "2", "weights") == [60, 10])
    }

    @Test("A sample of a known population without strata weighs N/n each")
    func wholePopulation() async throws {
        let figures = try await estimated(
            Self.answers, by: "sample: {population: 100}\n" + Self.share, withWeights: true)

        #expect(try figures.numbers("rounds", "all", "weights") == [20, 20, 20, 20, 20])
    }

    @Test("A weight is a number, however it is written")
    func weightsAreNumbers() async throws {
        let plan = "sample: {baseWeight: w}\n" + Self.share

        let points = try await estimated("w,q\n1.5,1\n1.50,0\n2,1\n", by: plan)
        let commas = try await estimated("w;q\n1,5;1\n1,50;0\n2,0;1\n", by: plan)

        #expect(points.text == commas.text)
        let share = try points.number("rounds", "all", "indicators", "a", "total", "share")
        #expect(share == 3.5 / 5)
    }

    @Test("A crossed margin is met in each of its cells")
    func crossedMargin() async throws {
        let figures = try await estimated(
            "gender,age,q\nK,young,1\nK,old,0\nK,old,1\nM,young,0\nM,old,1\n",
            by: """
                background: {gender: [K, M], age: [young, old]}
                margins:
                  gender*age: {K*young: 10, K*old: 40, M*young: 20, M*old: 30}
                weighting: poststratified

                """ + Self.share, withWeights: true)

        let weights = try figures.numbers("rounds", "all", "weights")
        for (weight, expected) in zip(weights, [10, 20, 20, 20, 30] as [Double]) {
            #expect(abs(weight - expected) < 1e-9)
        }
    }

    @Test("Small cells are joined with a neighbour")
    func smallCells() async throws {
        let figures = try await estimated(
            "age,q\nyoung,1\nmiddle,0\nmiddle,1\nold,1\nold,0\n",
            by: """
                background: {age: [young, middle, old]}
                margins: {age: {young: 30, middle: 30, old: 40}}
                weighting: {method: poststratified, smallestCell: 2}

                """ + Self.share, withWeights: true)

        let weights = try figures.numbers("rounds", "all", "weights")
        for (weight, expected) in zip(weights, [20, 20, 20, 20, 20] as [Double]) {
            #expect(abs(weight - expected) < 1e-9)
        }
    }

    @Test("A level whose population is unknown keeps its share, and is a group of its own")
    func unknownPopulation() async throws {
        let figures = try await estimated(
            "gender,q\nK,1\nM,0\nM,1\nX,1\n9,0\n",
            by: """
                background: {gender: {levels: [K, M, X], unknown: [9]}}
                margins: {gender: {K: 50, M: 50, X: unknown}}
                weighting: raked
                breakdowns: [gender]

                """ + Self.share, withWeights: true)

        let weights = try figures.numbers("rounds", "all", "weights")
        for (weight, expected) in zip(weights, [30, 15, 15, 20, 20] as [Double]) {
            #expect(abs(weight - expected) < 1e-9)
        }
        #expect(
            figures.keys("rounds", "all", "indicators", "a") == [
                "gender=K", "gender=M", "gender=X", "total",
            ])
    }

    @Test("A background column that no figure depends on changes nothing")
    func unusedColumn() async throws {
        let plan = "background: [part]\n" + Self.share

        let with = try await estimated(Self.answers, by: plan)
        let without = try await estimated(Self.answers, by: Self.share)

        #expect(with.text == without.text)
    }
}
