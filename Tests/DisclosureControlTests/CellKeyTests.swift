import Foundation
import TestSupport
import Testing

@testable import DisclosureControl

struct CellKeyTests {
    private let table = PerturbationTable()

    /// Checked with `scipy.optimize.minimize` of scipy 1.17.1: the greatest entropy under the same
    /// conditions.
    @Test("the table of a largest change of three and variance one has the known chances")
    func knownTable() {
        let expected: [[Int: Double]] = [
            [-1: 0.381433, 0: 0.339501, 1: 0.192900, 2: 0.069967, 3: 0.016200],
            [-2: 0.060277, -1: 0.247231, 0: 0.391500, 1: 0.239350, 2: 0.056495, 3: 0.005148],
            [
                -3: 0.004508, -2: 0.054347, -1: 0.242037, 0: 0.398215, 1: 0.242037, 2: 0.054347,
                3: 0.004508,
            ],
        ]

        #expect(table.rows.count == expected.count)
        for (row, chances) in zip(table.rows, expected) {
            #expect(row.map(\.change) == chances.keys.sorted())
            for step in row {
                #expect(abs(step.probability - (chances[step.change] ?? 0)) < 1e-6)
            }
        }
    }

    @Test(
        "noise has mean zero and the variance asked for, and takes no count below nobody",
        arguments: [(3, 1.0), (2, 0.5), (5, 2.0), (8, 3.0), (1, 0.5), (4, 3.9)])
    func moments(largestChange: Int, variance: Double) {
        let table = PerturbationTable(largestChange: largestChange, variance: variance)

        #expect(table.rows.count == largestChange)
        for (place, row) in table.rows.enumerated() {
            let moment = { (power: Double) in
                row.reduce(0) { $0 + pow(Double($1.change), power) * $1.probability }
            }
            #expect(abs(moment(0) - 1) < 1e-12)
            #expect(abs(moment(1)) < 1e-11)
            #expect(abs(moment(2) - variance) < 1e-11)
            #expect(row.allSatisfy { place + 1 + $0.change >= 0 && $0.probability > 0 })
            #expect(row.allSatisfy { abs($0.change) <= largestChange })
        }
    }

    @Test("keys spread evenly give each change as often as its chance, and nobody stays nobody")
    func lookup() {
        for count in 0...6 {
            let keys = stride(from: UInt32(0), through: UInt32.max - 65_535, by: 65_536)
            var changes: [Int: Int] = [:]
            for key in keys { changes[table.perturbed(count, key: key) - count, default: 0] += 1 }

            if count == 0 {
                #expect(changes == [0: 65_536])
                continue
            }
            for step in table.rows[min(count, 3) - 1] {
                let share = Double(changes[step.change] ?? 0) / 65_536
                #expect(abs(share - step.probability) < 1e-4)
            }
        }
    }

    @Test("the least key gives the least change and the greatest key the greatest")
    func lookupEnds() {
        #expect(table.perturbed(1, key: 0) == 0)
        #expect(table.perturbed(1, key: .max) == 4)
        #expect(table.perturbed(50, key: 0) == 47)
        #expect(table.perturbed(50, key: .max) == 53)
    }

    @Test("the same respondents have the same noise, whichever way a table comes to them")
    func consistency() throws {
        let keys = try keys()
        let cells = (0..<12).map { cell(class: "c\($0)", count: $0 % 4) }
        let (women, men) = (cells.prefix(5), cells.dropFirst(5))

        let whole = keys.key(of: cells)

        #expect(whole == keys.key(of: cells.reversed()))
        #expect(whole == keys.key(of: women) &+ keys.key(of: men))
        #expect(whole == keys.key(of: cells.filter { $0.count > 0 }))
        #expect(whole == (try self.keys()).key(of: cells))
    }

    /// Recomputed with Python's `hmac` over the fields, each after its length in bytes and a colon.
    @Test("a key is the first four bytes of HMAC-SHA256 over round, question, class, answer, count")
    func knownKey() throws {
        #expect(try keys().key(of: cell(class: "c1", count: 7)) == 0x53AA_E066)
    }

    @Test("whatever a cell is, its key depends on it")
    func dependence() throws {
        let keys = try keys()
        let one = cell(class: "c1", count: 2)
        let others = [
            CellKeys.FinestCell(question: "q2", respondentClass: "c1", answer: "yes", count: 2),
            CellKeys.FinestCell(question: "q1", respondentClass: "c2", answer: "yes", count: 2),
            CellKeys.FinestCell(question: "q1", respondentClass: "c1", answer: "no", count: 2),
            CellKeys.FinestCell(question: "q1", respondentClass: "c1", answer: "yes", count: 3),
            CellKeys.FinestCell(question: "q1c", respondentClass: "1", answer: "yes", count: 2),
        ]

        let all = Set((others + [one]).map(keys.key(of:)))

        #expect(all.count == others.count + 1)
        #expect(keys.key(of: one) != (try self.keys(round: "r2")).key(of: one))
        #expect(keys.key(of: one) != (try self.keys(byte: 8)).key(of: one))
    }

    @Test("the noise of random unions has mean zero and variance one")
    func noise() throws {
        let keys = try keys()
        let changes = (0..<8000).map { place in
            let cells = (0..<3).map { cell(class: "u\(place)-\($0)", count: 2) }
            return Double(table.perturbed(6, key: keys.key(of: cells)) - 6)
        }

        let mean = changes.reduce(0, +) / 8000
        let variance = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 7999

        #expect(abs(mean) < 0.04)
        #expect(abs(variance - 1) < 0.06)
    }

    @Test("a secret has 32 bytes and never shows them")
    func secret() throws {
        let secret = try #require(CellKeySecret(Data(repeating: 7, count: 32)))

        #expect("\(secret)" == "•••")
        #expect(String(reflecting: secret) == "•••")
        #expect(Mirror(reflecting: secret).children.isEmpty)
        #expect(CellKeySecret([UInt8](repeating: 7, count: 31)) == nil)
    }

    private func keys(round: String = "r1", byte: UInt8 = 7) throws -> CellKeys {
        let secret = try #require(CellKeySecret([UInt8](repeating: byte, count: 32)))
        return CellKeys(secret: secret, round: round)
    }

    private func cell(class name: String, count: Int) -> CellKeys.FinestCell {
        CellKeys.FinestCell(
            question: "q1", respondentClass: name, answer: "yes", count: count)
    }
}
