import Dialogues
import Localization
import SurveyDefinition

/// The sections that the page, the sheet and the assessment share, so that they say the same.
struct PrivacySections {
    typealias Block = PrivacyDocument.Block
    typealias Table = PrivacyDocument.Table

    let context: PrivacyContext
    let words: PrivacyWords

    var facts: PrivacyFacts { context.facts }
    var survey: Survey { facts.survey }
    var variables: String { words.variables(survey.backgroundVariables) }

    /// The policy's numbers under the names that texts give them.
    var numbers: [String: String] {
        [
            "k": words.number(facts.policy.smallestClass),
            "batch": words.number(facts.policy.batch),
            "minutes": words.number(facts.policy.minutesBetweenMixings),
            "base": words.number(facts.policy.smallestBase),
            "cell": words.number(facts.policy.smallestCell),
            "step": words.number(facts.policy.participationStep),
            "parts": variables,
        ]
    }

    func text(_ key: String) -> LocalizedText { words.text(key, numbers) }

    func table(
        _ caption: String, _ columns: [(key: String, width: Int)], _ rows: [[[LocalizedText]]]
    ) -> Block {
        .table(
            Table(
                caption: text(caption),
                columns: columns.map { .init(title: text($0.key), width: $0.width) }, rows: rows))
    }

    /// What the round is, when that changes how the rest is read.
    var notices: [Block] {
        var notices: [Block] = []
        if facts.round.isDemonstration {
            notices.append(.notice(words.shared("round.demonstration")))
        }
        if facts.round.stage == .closed {
            let closed = facts.round.closedIn.map {
                words.text("privacy.closed", ["month": "\($0)"])
            }
            notices.append(.notice(closed ?? text("privacy.closed-unknown")))
        }
        return notices
    }

    /// How anonymous the round is.
    var level: [Block] {
        let isClosed = facts.round.stage == .closed
        var blocks = [
            Block.paragraph(
                isClosed ? levelThatWas : words.shared("level.\(facts.level.rawValue)"))
        ]
        if facts.level.hasTickets { blocks.append(.paragraph(text("privacy.blind"))) }
        if facts.level.hasTickets, facts.isPlainAllowed {
            blocks.append(.paragraph(text("privacy.plain")))
        }
        return blocks
    }

    private var levelThatWas: LocalizedText {
        if facts.level.hasTickets { return text("privacy.was.blind") }
        return text(facts.level.hasCodes ? "privacy.was.code" : "privacy.was.open")
    }

    var neverKept: Block {
        .list(facts.neverKept.map { words.shared($0.textKey) })
    }

    /// How answers are mixed, with the policy's numbers.
    var mixing: [Block] {
        [
            .paragraph(text(hasClass ? "privacy.mixing.alike" : "privacy.mixing.any")),
            .paragraph(text(hasClass ? "privacy.mixing.end" : "privacy.mixing.end-any")),
        ]
    }

    var hasClass: Bool { !facts.background.isEmpty }

    /// What is published, and of how many answers.
    var published: [LocalizedText] {
        [text("privacy.published.figures"), text("privacy.published.checked")]
            + (facts.texts.isEmpty ? [] : [text("privacy.published.texts")])
    }
}
