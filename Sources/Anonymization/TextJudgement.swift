public import SurveyDefinition

/// What a moderator has said of a text: what it is about, and whether it may be published.
public struct TextJudgement: Sendable, Equatable, Codable {
    /// Whether a text may be published.
    public enum Publication: Sendable, Equatable, Codable {
        case undecided
        /// - Parameter wording: exactly what may be published, as the moderator saw it.
        case approved(wording: String)
        case rejected
    }

    /// In the order in which they are listed; `nil` until the text is coded. A text may be about none
    /// of the themes.
    public let themes: [ThemeID]?
    public let publication: Publication

    public init(themes: [ThemeID]? = nil, publication: Publication = .undecided) {
        self.themes = themes
        self.publication = publication
    }

    /// The same with the text coded otherwise.
    public func coded(to themes: [ThemeID]) -> TextJudgement {
        TextJudgement(themes: themes, publication: publication)
    }

    /// The same with another decision on publication.
    public func decided(_ publication: Publication) -> TextJudgement {
        TextJudgement(themes: themes, publication: publication)
    }
}

extension TextJudgement: CustomStringConvertible, CustomReflectable {
    /// Silent, like an answer: it may hold what somebody wrote.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension TextJudgement.Publication: CustomStringConvertible, CustomReflectable {
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
