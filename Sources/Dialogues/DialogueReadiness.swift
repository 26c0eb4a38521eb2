public import Localization

/// What a dialogue lacks before it can be opened, or before it can be answered for good.
public struct DialogueReadiness: Sendable, Hashable {
    /// A text that is missing in a language, or older than the Swedish.
    public struct Gap: Sendable, Hashable {
        public let key: DialogueTextKey
        public let language: LanguageTag
        public let state: DialogueTexts.State
    }

    /// Texts without which the step isn't taken.
    public let blocking: [Gap]
    /// Texts that residents will read in Swedish, or in an older wording, in the languages that aren't required.
    public let advisory: [Gap]

    public var isReady: Bool { blocking.isEmpty }

    /// - Parameters:
    ///   - keys: the texts that the step takes.
    ///   - required: languages that must be complete, beside Swedish.
    init(_ keys: [DialogueTextKey], of dialogue: Dialogue, requiring required: [LanguageTag]) {
        func gaps(in languages: [LanguageTag]) -> [Gap] {
            languages.flatMap { language in
                keys.compactMap { key in
                    let state = dialogue.texts.state(of: key, in: language)
                    return state == .current ? nil : Gap(key: key, language: language, state: state)
                }
            }
        }
        blocking = gaps(in: [Locales.source] + required)
        advisory = gaps(in: dialogue.languages.filter { !required.contains($0) })
    }
}

extension Dialogue {
    /// What it lacks before it opens: Swedish and the languages that the municipality requires are complete.
    public func readinessToOpen(requiring required: [LanguageTag]) -> DialogueReadiness {
        DialogueReadiness(opening, of: self, requiring: required)
    }

    /// What it lacks before it is answered for good: residents are told in all the dialogue's languages.
    public func readinessToAnswer(requiring required: [LanguageTag]) -> DialogueReadiness {
        DialogueReadiness(
            answer, of: self,
            requiring: required + languages.filter { !required.contains($0) })
    }
}
