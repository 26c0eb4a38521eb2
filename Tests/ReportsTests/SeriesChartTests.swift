import Foundation
import TestSupport
import Testing

@testable import Reports

struct SeriesChartTests {
    private func point(
        _ period: String, _ value: Double?, _ interval: ClosedRange<Double>? = nil,
        isAfterBreak: Bool = false
    ) -> SeriesChart.Point {
        SeriesChart.Point(
            period: period, bar: value.map { .value($0, interval: interval) } ?? .none,
            value: value.map { String($0) }, isAfterBreak: isAfterBreak)
    }

    private func chart(_ points: [SeriesChart.Point]) -> SeriesChart {
        SeriesChart(
            scale: SeriesScale(around: points.compactMap(\.bar.extent), of: 0...1), points: points)
    }

    private func count(_ name: String, in chart: SeriesChart) -> Int {
        chart.shapes.components(separatedBy: "class=\"\(name)\"").count - 1
    }

    @Test("Neighbours are joined, except over a break and past a withheld round")
    func lines() {
        let whole = chart([point("2022", 0.3), point("2024", 0.31), point("2026", 0.35)])
        let broken = chart([
            point("2022", 0.3), point("2024", 0.31, isAfterBreak: true), point("2026", 0.35),
        ])
        let withheld = chart([point("2022", 0.3), point("2024", nil), point("2026", 0.35)])

        #expect(count("chart-line", in: whole) == 2)
        #expect(count("chart-line", in: broken) == 1)
        #expect(count("chart-line", in: withheld) == 0)
    }

    @Test("A break is a dashed line halfway between its rounds, and none is before the first")
    func breaks() throws {
        let broken = chart([
            point("2022", 0.3, isAfterBreak: true), point("2024", 0.31, isAfterBreak: true),
        ])

        let line = try #require(broken.shapes.firstMatch(of: /<line class="chart-break"[^>]*>/))

        #expect(count("chart-break", in: broken) == 1)
        #expect(line.0.contains("x1=\"56.5%\""))
        #expect(line.0.contains("x2=\"56.5%\""))
        #expect(line.0.contains("stroke-dasharray"))
    }

    @Test("A withheld round has a small mark at the foot and no point")
    func withheld() {
        let chart = chart([point("2022", 0.3), point("2024", nil)])

        #expect(count("chart-gap", in: chart) == 1)
        #expect(count("chart-value", in: chart) == 1)
        #expect(chart.labels { _ in "" }.filter { $0.kind == .value }.map(\.text) == ["0.3"])
    }

    @Test("An interval is a whisker through its point")
    func intervals() throws {
        let chart = chart([point("2022", 0.3, 0.25...0.36), point("2024", 0.31)])

        let whisker = try #require(
            chart.shapes.firstMatch(
                of:
                    /<line class="chart-whisker" x1="([^"]*)" y1="([^"]*)" x2="([^"]*)" y2="([^"]*)"/
            ))
        let dot = try #require(chart.shapes.firstMatch(of: /cx="([^"]*)" cy="([^"]*)"/))

        #expect(whisker.1 == whisker.3)
        #expect(whisker.1 == dot.1)
        let (low, high) = (Double(whisker.2) ?? 0, Double(whisker.4) ?? 0)
        #expect((high...low).contains(Double(dot.2) ?? 0))
        #expect(count("chart-whisker", in: chart) == 3)
    }

    @Test("Time runs from left to right, and every round is within the chart")
    func order() {
        var random = SeededGenerator(seed: 23)
        for length in 2...14 {
            let values = (0..<length).map { _ in Double.random(in: 0...1, using: &random) }
            let chart = chart(values.enumerated().map { point("20\($0 + 10)", $1) })

            let places = chart.shapes.matches(of: /cx="([0-9.]+)%" cy="([0-9.]+)"/)
                .map { (Double($0.1) ?? -1, Double($0.2) ?? -1) }

            #expect(places.count == length)
            #expect(zip(places, places.dropFirst()).allSatisfy { $0.0 < $1.0 })
            #expect(places.allSatisfy { (0...100).contains($0.0) })
            #expect(places.allSatisfy { (0...Double(chart.height)).contains($0.1) })
        }
    }

    @Test("A greater value is never drawn lower down")
    func heights() {
        var random = SeededGenerator(seed: 29)
        for _ in 0..<200 {
            let values = [
                Double.random(in: 0...1, using: &random), .random(in: 0...1, using: &random),
            ].sorted()
            let chart = chart([point("2022", values[0]), point("2024", values[1])])

            let heights = chart.shapes.matches(of: /cy="([0-9.]+)"/).map { Double($0.1) ?? 0 }

            #expect(heights[0] >= heights[1])
        }
    }

    @Test("Where there is no room for every round's name, the last has its own")
    func names() {
        let few = chart((0..<4).map { point("202\($0)", 0.3) })
        let many = chart((10..<30).map { point("20\($0)", 0.3) })

        let fewNames = few.labels { _ in "" }.filter { $0.anchor == "middle" && $0.kind == .axis }
        let manyNames = many.labels { _ in "" }.filter { $0.anchor == "middle" && $0.kind == .axis }

        #expect(fewNames.count == 4)
        #expect(manyNames.count < 8)
        #expect(manyNames.last?.text == "2029")
    }
}

struct SeriesScaleTests {
    @Test(
        "A scale has even steps that hold the figures",
        arguments: [
            (0.28...0.348, 0.0...1, [0.25, 0.3, 0.35]), (0.02...0.96, 0...1, [0, 0.5, 1]),
            (0.01...0.99, 0...1, [0, 0.5, 1]), (6.2...6.6, 0...10, [6, 6.5, 7]),
            (0.5...0.5, 0...1, [0.5, 0.55]), (1.0...1.0, 0...1, [0.95, 1]),
            (-40.0...60, -100...100, [-50, 0, 50, 100]), (61.7...64, 0...100, [60, 65]),
        ])
    func steps(figures: ClosedRange<Double>, whole: ClosedRange<Double>, ticks: [Double]) {
        #expect(SeriesScale(around: [figures], of: whole).ticks == ticks)
    }

    @Test("Every figure is within the scale, and the scale within the whole")
    func holdsFigures() {
        var random = SeededGenerator(seed: 31)
        for whole in [0.0...1, 0...100, -100...100, 1...5, 0...10] {
            for _ in 0..<200 {
                let ends = [
                    Double.random(in: whole, using: &random), .random(in: whole, using: &random),
                ].sorted()
                let scale = SeriesScale(around: [ends[0]...ends[1]], of: whole)

                #expect(scale.range.lowerBound <= ends[0] + 1e-9)
                #expect(scale.range.upperBound >= ends[1] - 1e-9)
                #expect(scale.range.clamped(to: whole) == scale.range)
                #expect((2...6).contains(scale.ticks.count))
            }
        }
    }

    @Test("A scale that is whole says so")
    func wholeness() {
        #expect(SeriesScale(around: [0.02...0.98], of: 0...1).isWhole)
        #expect(!SeriesScale(around: [0.3...0.4], of: 0...1).isWhole)
    }
}
