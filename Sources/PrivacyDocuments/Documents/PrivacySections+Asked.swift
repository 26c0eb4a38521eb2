import Localization
import SurveyDefinition

/// What is asked, and what of it is kept together.
extension PrivacySections {
    /// Each group of questions that is kept together or by itself, by name.
    var asked: [Block] {
        let count = survey.questions.count
        var blocks: [Block] = [
            .paragraph(
                words.text("privacy.asked.lead", count: count, ["count": words.number(count)]))
        ]
        blocks.append(
            hasClass
                ? group(
                    "privacy.asked.background", note: "privacy.asked.background-note",
                    facts.background)
                : .paragraph(words.shared("kept.no-background")))
        blocks += facts.parts.enumerated().map { part($0.element, number: $0.offset + 1) }
        if !facts.sensitive.isEmpty {
            blocks.append(
                group(
                    "privacy.asked.sensitive", note: "privacy.asked.sensitive-note", facts.sensitive
                ))
        }
        if !facts.texts.isEmpty {
            blocks.append(
                group("privacy.asked.texts", note: "privacy.asked.texts-note", facts.texts))
        }
        if !facts.numbers.isEmpty {
            blocks.append(
                group("privacy.asked.numbers", note: "privacy.asked.numbers-note", facts.numbers))
        }
        return blocks
    }

    /// The same without the questions' names.
    var askedInBrief: [Block] {
        let items = asked.compactMap { block in
            if case .group(let name, let note, _) = block {
                LocalizedText(
                    string: "\(name.string) \(note.string)", language: name.language,
                    direction: name.direction)
            } else {
                nil as LocalizedText?
            }
        }
        return asked.prefix(1) + (hasClass ? [] : asked.dropFirst().prefix(1)) + [.list(items)]
    }

    private func part(_ part: PrivacyFacts.Part, number: Int) -> Block {
        let count = part.questions.count
        return .group(
            words.text(
                "privacy.asked.part",
                ["number": words.number(number), "goals": words.goals(part.goals)]),
            note: words.text(
                "privacy.asked.part-note", count: count, ["count": words.number(count)]),
            items: words.questions(part.questions, of: survey))
    }

    private func group(_ name: String, note: String, _ questions: [Question]) -> Block {
        .group(text(name), note: text(note), items: words.questions(questions, of: survey))
    }
}
