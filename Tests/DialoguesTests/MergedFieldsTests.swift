import Dialogues
import TestSupport
import Testing

/// Two who began with the same form.
struct MergedFieldsTests {
    private static let names = ["title", "question", "background", "place"]

    private func fields(
        changing base: [String: String], by mark: String, using generator: inout SeededGenerator
    ) -> [String: String] {
        base.mapValues { value in
            Int.random(in: 0..<3, using: &generator) == 0
                ? value + " " + mark + "\(Int.random(in: 0..<2, using: &generator))" : value
        }
    }

    @Test(
        "A field that one of them changed is as that one left it, and of one that both changed both are there",
        arguments: 1...200 as ClosedRange<UInt64>)
    func neitherLosesAWord(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let base = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, "as it was") })
        let mine = fields(changing: base, by: "mine", using: &generator)
        let theirs = fields(changing: base, by: "theirs", using: &generator)

        let merged = MergedFields(mine, and: theirs, since: base)

        for name in Self.names {
            let (my, their) = (mine[name], theirs[name])
            switch (my == base[name], their == base[name]) {
            case (true, _): #expect(merged.fields[name] == their)
            case (false, true): #expect(merged.fields[name] == my)
            case (false, false):
                #expect(merged.fields[name] == my)
                #expect(merged.conflicts[name] == (my == their ? nil : their))
            }
        }
        #expect(
            merged.conflicts.keys.allSatisfy { mine[$0] != base[$0] && theirs[$0] != base[$0] })
    }

    @Test("A field that the form lacks stays as it is saved")
    func absent() {
        let merged = MergedFields(["a": "1"], and: ["a": "0", "b": "2"], since: ["a": "0", "b": "0"])

        #expect(merged.fields == ["a": "1", "b": "2"])
        #expect(merged.conflicts == [:])
    }
}
