import Localization
import SurveyDefinition

/// How rare the groups of the background questions are, as far as the population table tells.
extension PrivacySections {
    var classes: [Block] {
        guard hasClass else { return [.paragraph(words.shared("kept.no-background"))] }
        guard let rarity = facts.rarity else {
            return [.paragraph(text("privacy.classes.unknown"))]
        }
        var blocks: [Block] = []
        if rarity.population.isExample { blocks.append(.notice(text("privacy.classes.example"))) }
        blocks.append(.paragraph(introduction(of: rarity)))
        blocks.append(rarest(of: rarity))
        blocks.append(.paragraph(text("privacy.classes.coarser-text")))
        blocks.append(coarser(by: rarity))
        return blocks
    }

    private func introduction(of rarity: ClassRarity) -> LocalizedText {
        words.text(
            "privacy.classes.text",
            [
                "parts": words.variables(rarity.classes.variables),
                "groups": words.number(rarity.classes.groups.count),
                "source": rarity.population.source, "date": rarity.population.date,
            ])
    }

    private func rarest(of rarity: ClassRarity) -> Block {
        table(
            "privacy.classes.rarest",
            [("privacy.classes.group", 3), ("privacy.classes.residents", 1)],
            rarity.rarest.map { group in
                [
                    [words.group(group, of: survey)],
                    [words.name(words.number(Int(group.residents.rounded())))],
                ]
            })
    }

    private func coarser(by rarity: ClassRarity) -> Block {
        table(
            "privacy.classes.coarser",
            [("privacy.classes.answers", 1), ("privacy.classes.share", 1)],
            ClassRarity.examples.map { responses in
                [
                    [words.name(words.number(responses))],
                    [
                        words.name(
                            words.localizer.percent(rarity.shareMadeCoarser(among: responses)))
                    ],
                ]
            })
    }
}
