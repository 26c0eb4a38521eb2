import Estimation
import Testing

/// Many tests at once: p-values adjusted for their family. Figures from R 4.2.2, `p.adjust`.
struct FamilySpecification {
    private let raw = [0.003, 0.012, 0.021, 0.04, 0.3]

    @Test("Holm's, for public claims")
    func strict() {
        #expect(lines(holm(raw)) == "0.015 0.048 0.063 0.08 0.3")
    }

    @Test("Benjamini and Hochberg's, for exploration")
    func mild() {
        #expect(lines(benjaminiHochberg(raw)) == "0.015 0.03 0.035 0.05 0.3")
    }

    /// From scipy 1.17.1, `false_discovery_control`.
    @Test("in any order and with equals among them, each keeps its place")
    func unordered() {
        let adjusted = benjaminiHochberg([0.04, 0.9, 0.012, 0.012, 0.3, 0.6])

        #expect(lines(adjusted) == "0.08 0.9 0.036 0.036 0.45 0.72")
    }

    /// The numbers to six decimals, without the zeros at their ends.
    private func lines(_ values: [Double]) -> String {
        values.map { "\(($0 * 1_000_000).rounded() / 1_000_000)" }.joined(separator: " ")
    }
}
