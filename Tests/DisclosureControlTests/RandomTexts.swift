import Anonymization
import Indicators
import SurveyDefinition
import TestSupport

/// A question's texts with random themes, some of them rare and some in nearly all.
struct RandomTexts {
    let themes: [ThemeID]
    /// The themes of each text.
    var texts: [Set<ThemeID>]

    /// - Parameter count: of texts.
    init(_ count: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let themes = (1...Int.random(in: 2...8, using: &generator)).map { ThemeID("theme-\($0)") }
        self.themes = themes
        let kinds: [Double] = [0.01, 0.04, 0.2, 0.5, 0.96, 1]
        let shares: [Double] = themes.map { _ in
            kinds[Int.random(in: kinds.indices, using: &generator)]
        }
        texts = (0..<count).map { _ in
            let drawn = shares.map { Double.random(in: 0..<1, using: &generator) < $0 }
            return Set(zip(themes, drawn).filter(\.1).map(\.0))
        }
    }

    func count(of theme: ThemeID) -> Int { texts.filter { $0.contains(theme) }.count }

    /// The same texts, but that so many are about a theme, those in `fixed` as before.
    func with(_ count: Int, about theme: ThemeID, keeping fixed: Set<Int> = []) -> RandomTexts? {
        var twin = self
        for place in texts.indices where !fixed.contains(place) {
            let difference = count - twin.count(of: theme)
            if difference > 0 { twin.texts[place].insert(theme) }
            if difference < 0 { twin.texts[place].remove(theme) }
        }
        return twin.count(of: theme) == count ? twin : nil
    }

    func tallied(approved: [String] = []) -> TextTally {
        let judgements = texts.enumerated().map { place, themes in
            TextJudgement(
                themes: themes.sorted(),
                publication: place < approved.count
                    ? .approved(wording: approved[place]) : .undecided)
        }
        return tally(judgements, of: texts.count, to: "wish", themes: self.themes)
    }
}
