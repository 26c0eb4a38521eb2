import Foundation
import TestSupport
import Testing

@testable import Reports

struct BarChartTests {
    private func chart(
        _ bar: BarChart.Bar = .none, axis: ClosedRange<Double> = 0...1, marks: [BarChart.Mark] = []
    ) -> BarChart {
        BarChart(axis: axis, bar: bar, marks: marks)
    }

    @Test("A place on the axis is in percent of its width, kept within it")
    func positions() {
        #expect(chart().position(0.32) == "32%")
        #expect(chart().position(0.325) == "32.5%")
        #expect(chart().position(0.3205) == "32.05%")
        #expect(chart().position(1.2) == "100%")
        #expect(chart().position(-0.1) == "0%")
        #expect(chart(axis: 0...10).position(6.4) == "64%")
        #expect(chart(axis: 1...5).position(3) == "50%")
    }

    @Test("A greater value is never drawn further to the left")
    func order() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let pair = [
                Double.random(in: 0...1, using: &random), .random(in: 0...1, using: &random),
            ]
            .sorted().map { Double(chart().position($0).dropLast()) }

            #expect((pair[0] ?? 2) <= (pair[1] ?? -1))
        }
    }

    @Test("The value is a bar, with a whisker over its interval in a lane below")
    func valueAndInterval() {
        let shapes = chart(.value(0.32, interval: 0.28...0.36)).shapes

        #expect(shapes.contains(##"<rect class="chart-value" x="0" y="4" width="32%""##))
        #expect(shapes.contains(##"<line class="chart-whisker" x1="28%" x2="36%" y1="38""##))
    }

    @Test("A bound is an outline from its side of the axis, without a filled bar")
    func bounds() {
        let below = chart(.bound(0...0.17)).shapes
        let above = chart(.bound(0.83...1)).shapes

        #expect(below.contains(##"<rect class="chart-bound" x="0%" y="4" width="17%""##))
        #expect(above.contains(##"<rect class="chart-bound" x="83%" y="4" width="17%""##))
        #expect(!(below + above).contains("chart-value"))
    }

    @Test("Marks differ in shape, not only in colour")
    func shapesDiffer() {
        let paths = Set(MarkShape.allCases.map(\.path))

        #expect(paths.count == MarkShape.allCases.count)
    }

    @Test("Marks make the chart taller, so that they don't cover the bar")
    func height() {
        let marked = chart(marks: [.init(shape: .circle, value: 0.4)])

        #expect(marked.height > chart().height)
        #expect(marked.shapes.contains(##"<svg x="40%""##))
    }

    @Test("No line to a mark is drawn over the ends of the interval")
    func intervalOverLines() throws {
        let shapes = chart(
            .value(0.45, interval: 0.43...0.47), marks: [.init(shape: .circle, value: 0.43)]
        ).shapes

        let line = try #require(shapes.range(of: "<line class=\"chart-mark\""))
        let whisker = try #require(shapes.range(of: "<line class=\"chart-whisker\""))
        #expect(line.lowerBound < whisker.lowerBound)
    }

    @Test("Marks that would touch stand in different rows, and others share one")
    func marksApart() {
        let near = chart(marks: [
            .init(shape: .circle, value: 0.3), .init(shape: .diamond, value: 0.3),
            .init(shape: .square, value: 0.34),
        ])
        let apart = chart(marks: [
            .init(shape: .circle, value: 0.3), .init(shape: .diamond, value: 0.4),
        ])

        #expect(rows(of: near).count == 3)
        #expect(rows(of: apart).count == 1)
        #expect(near.height > apart.height)
    }

    @Test("However marks lie, those in a row are never so near that they touch")
    func marksNeverTouch() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<200 {
            let marks = MarkShape.allCases.map { shape in
                BarChart.Mark(shape: shape, value: .random(in: 0...1, using: &random))
            }

            for places in rows(of: chart(marks: marks)).values {
                let gaps = zip(places.sorted(), places.sorted().dropFirst()).map { $1 - $0 }
                #expect(gaps.allSatisfy { $0 > 5.4 })
            }
        }
    }

    /// The places of the marks in percent, by the row that they stand in.
    private func rows(of chart: BarChart) -> [Substring: [Double]] {
        let marks = chart.shapes.matches(of: /<svg x="([0-9.]+)%" y="([0-9]+)"/)
        return Dictionary(grouping: marks, by: \.2).mapValues { $0.compactMap { Double($0.1) } }
    }
}
