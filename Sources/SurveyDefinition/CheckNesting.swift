import Diagnostics

/// Checks that the sets of codes that one question's indicators count form a tree: of any two, one
/// holds the other or they share no code.
///
/// What a release tells of a question are the counts of these sets. Whether its withheld cells can
/// be worked out is decided exactly on a tree; sets that cross would need another method.
func checkNesting(of codings: [CodingReading]) {
    let read = codings.compactMap { reading in
        reading.coding.map { (coding: $0, node: reading.node) }
    }
    for (place, later) in read.enumerated() {
        let earlier = read[..<place].map(\.coding).filter { $0.question == later.coding.question }
        let crossing = earlier.lazy.compactMap { Crossing(of: later.coding, with: $0) }.first
        if let crossing {
            later.node.optional(crossing.key)?.report(
                "\(crossing.key) and \(crossing.otherKey) of '\(crossing.other)' share "
                    + "\(crossing.shared), but each has codes that the other lacks.",
                remedy: "Let one hold the other, or let them share no code: releases of the "
                    + "question can't be audited otherwise.")
        }
    }
}

/// Two sets of codes that overlap without one holding the other.
private struct Crossing {
    let key: String
    let other: IndicatorID
    let otherKey: String
    /// The codes that both have, for a sentence.
    let shared: String

    /// The first sets of two codings that cross; `nil` when none do.
    init?(of coding: IndicatorCoding, with earlier: IndicatorCoding) {
        for (key, codes) in coding.sets {
            for (otherKey, others) in earlier.sets where codes.crosses(others) {
                self.key = key
                self.otherKey = otherKey
                other = earlier.indicator
                shared = codes.intersection(others).map(\.value).sorted().joined(separator: ", ")
                return
            }
        }
        return nil
    }
}

extension IndicatorCoding {
    /// Every set of codes whose count can be read out of the indicator's figures.
    fileprivate var sets: [(key: String, codes: Set<Code>)] {
        [("valid", valid)] + measure.countedSets + [("dontKnow", dontKnow)]
    }
}

extension Set {
    fileprivate func crosses(_ other: Set) -> Bool {
        !isDisjoint(with: other) && !isSubset(of: other) && !isSuperset(of: other)
    }
}
