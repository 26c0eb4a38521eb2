import Anonymization
import Foundation
import Indicators
import SurveyDefinition
import TestSupport
import Testing

@testable import DisclosureControl

/// What an attacker can work out from published themes, over random texts.
///
/// For every small count another round is made, which differs from the first in that count alone; when
/// what is published is the same, nothing that anybody computes from it can tell the two apart.
struct ThemeAttackTests {
    private static let seeds = Array(1...120 as ClosedRange<UInt64>)

    private func published(_ texts: RandomTexts, approved: [String] = []) throws -> ProtectedTexts {
        try #require(protect([texts.tallied(approved: approved)], policy: Policy()))
    }

    @Test("A small count could be any other small count, whatever is known of the other themes")
    func smallCounts() throws {
        var tried = 0
        for seed in Self.seeds {
            let texts = RandomTexts(Int.random(in: 30...300, seed: seed), seed: seed)
            let release = try published(texts)
            let total = texts.texts.count
            for theme in texts.themes {
                let count = texts.count(of: theme)
                let others =
                    count < 5 ? 0...4 : total - count < 5 ? (total - 4)...total : count...count
                for other in others where other != count {
                    let twin = try #require(texts.with(other, about: theme))
                    #expect(try published(twin) == release, "seed \(seed), \(theme)")
                    tried += 1
                }
            }
        }
        #expect(tried > 400)
    }

    @Test("Neither can somebody tell who wrote one of the texts and knows what it is about")
    func knowingOnesOwn() throws {
        var tried = 0
        for seed in Self.seeds {
            let texts = RandomTexts(60, seed: seed)
            let release = try published(texts)
            for theme in texts.themes where texts.count(of: theme) < 5 {
                let own = texts.texts[0].contains(theme) ? 1 : 0
                for other in own...4 {
                    let twin = try #require(texts.with(other, about: theme, keeping: [0]))
                    #expect(try published(twin) == release)
                    tried += 1
                }
            }
        }
        #expect(tried > 200)
    }

    @Test("The check tells rounds apart when a count is no small one")
    func checkFinds() throws {
        let texts = RandomTexts(60, seed: 1)
        let some = try #require(texts.with(20, about: texts.themes[0]))
        let more = try #require(texts.with(24, about: texts.themes[0]))

        #expect(try published(some) != published(more))
    }

    @Test("A theme has a share or one bound, and never a share of fewer than five on either side")
    func noSmallShare() throws {
        for seed in Self.seeds {
            let texts = RandomTexts(Int.random(in: 30...300, seed: seed), seed: seed)
            let total = texts.texts.count
            let question = try #require(try published(texts).question("wish"))
            #expect(question.themes?.map(\.theme) == texts.themes)
            for theme in question.themes ?? [] {
                let count = texts.count(of: theme.theme)
                #expect([theme.share, theme.lessThan, theme.moreThan].compactMap { $0 }.count == 1)
                #expect((theme.lessThan != nil) == (count < 5))
                #expect((theme.moreThan != nil) == (count >= 5 && total - count < 5))
                if let bound = theme.lessThan { #expect(bound * Double(total) >= 5 - 1e-9) }
            }
            #expect(question.n.isMultiple(of: 5) && abs(question.n - total) <= 2)
        }
    }

    @Test("Of fewer texts than thirty nothing is told, as if there were none")
    func fewTexts() {
        for seed in Self.seeds {
            let texts = RandomTexts(Int.random(in: 1...29, seed: seed), seed: seed)

            #expect(protect([texts.tallied(approved: ["En text"])], policy: Policy()) == nil)
        }
    }

    @Test("Of a few texts that aren't coded yet nothing is told in the themes' place")
    func uncoded() {
        for seed in Self.seeds {
            let texts = RandomTexts(60, seed: seed)
            let coded = texts.texts.dropLast(Int.random(in: 1...59, seed: seed)).map {
                TextJudgement(themes: $0.sorted())
            }
            let counted = tally(coded, of: 60, to: "wish", themes: texts.themes)

            #expect(protect([counted], policy: Policy()) == nil)
        }
    }

    @Test("Two releases tell nothing by their difference: published themes stand")
    func difference() throws {
        for seed in Self.seeds {
            let texts = RandomTexts(60, seed: seed)
            let first = try published(texts)
            let recoded = RandomTexts(60, seed: seed &+ 1000)

            let second = try #require(
                protect(
                    [recoded.tallied(approved: ["b", "a"])], after: first, policy: Policy()))

            #expect(second.question("wish")?.themes == first.question("wish")?.themes)
            #expect(second.question("wish")?.quotations == ["a", "b"])
        }
    }

    @Test("Approved texts are told in alphabetical order, each once, whatever order they came in")
    func quotations() throws {
        var generator = SeededGenerator(seed: 4)
        let texts = RandomTexts(60, seed: 2)
        let approved = [
            "Mer ljus", "Fler bänkar", "مقاعد أكثر", "Fler bänkar", "Ä", "Bättre vägar",
        ]

        let releases = try (1...20).map { _ in
            try published(texts, approved: approved.shuffled(using: &generator))
        }

        #expect(Set(releases.map { $0.question("wish")?.quotations }).count == 1)
        #expect(
            releases[0].question("wish")?.quotations
                == ["Bättre vägar", "Fler bänkar", "Mer ljus", "Ä", "مقاعد أكثر"])
    }

    @Test("Approved texts are told before any are coded, and then without themes")
    func quotationsAlone() throws {
        let judgements = [TextJudgement(publication: .approved(wording: "Fler bänkar"))]
        let counted = tally(judgements, of: 41, to: "wish", themes: ["light"])

        let question = try #require(protect([counted], policy: Policy())?.question("wish"))

        #expect(question.themes == nil && question.quotations == ["Fler bänkar"])
        #expect(question.n == 40 && question.read == 0 && question.coded == 0)
    }

    @Test("What is published survives the ledger to the last bit")
    func coding() throws {
        let release = try published(RandomTexts(333, seed: 9), approved: ["\"a\"\nb", "ö"])

        let data = try JSONEncoder().encode(release)

        #expect(try JSONDecoder().decode(ProtectedTexts.self, from: data) == release)
    }
}

extension Int {
    fileprivate static func random(in range: ClosedRange<Int>, seed: UInt64) -> Int {
        var generator = SeededGenerator(seed: seed)
        return random(in: range, using: &generator)
    }
}
