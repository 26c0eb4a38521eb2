public import Localization
public import SurveyDefinition

/// What a dialogue is started from: the survey and the choices that dialogues of its kind have in common. Its name
/// and first texts are in `dialogues.yaml` of each language.
public struct DialogueTemplate: Sendable, Hashable {
    /// What the one who starts such a dialogue has to say, beside its background.
    public enum Place: String, Sendable, Hashable, CaseIterable {
        /// One of the municipality's districts.
        case district
        /// A street, a plan, a site: a proper name.
        case place
        /// Nothing: it concerns the whole municipality.
        case everywhere
    }

    public let id: DialogueTemplateID
    public let survey: SurveyID
    public let goals: [GoalID]
    public let action: String
    public let methods: [DialogueMethod]
    public let place: Place
    public let sampling: Sampling
    /// Languages beside Swedish that are proposed, in the order in which they are shown.
    public let languages: [LanguageTag]
    /// What residents meet in place of Swedish; `nil` for Swedish.
    public let firstLanguage: LanguageTag?

    public init(
        id: DialogueTemplateID, survey: SurveyID, goals: [GoalID] = [], action: String = "",
        methods: [DialogueMethod] = [], place: Place = .everywhere,
        sampling: Sampling = .selfSelected, languages: [LanguageTag] = [],
        firstLanguage: LanguageTag? = nil
    ) {
        self.id = id
        self.survey = survey
        self.goals = goals
        self.action = action
        self.methods = methods
        self.place = place
        self.sampling = sampling
        self.languages = languages
        self.firstLanguage = firstLanguage
    }
}

/// `dialogues.yaml`: what dialogues are started from, and what holds for all.
public struct DialogueTemplates: Sendable {
    public let list: [DialogueTemplate]
    /// Languages that every dialogue must be complete in before it opens: Finnish, in the Finnish administrative area.
    public let requiredLanguages: [LanguageTag]

    public init(list: [DialogueTemplate], requiredLanguages: [LanguageTag]) {
        self.list = list
        self.requiredLanguages = requiredLanguages
    }

    /// None: no dialogue can be started.
    public static let none = DialogueTemplates(list: [], requiredLanguages: [])

    /// The languages that a dialogue is translated to, required ones first.
    public func languages(of dialogue: Dialogue) -> [LanguageTag] {
        requiredLanguages + dialogue.languages.filter { !requiredLanguages.contains($0) }
    }

    /// The template with the id.
    public func template(_ id: DialogueTemplateID) -> DialogueTemplate? {
        list.first { $0.id == id }
    }

    /// The file of the locales that has the templates' texts.
    public static let textFile = "dialogues"

    /// The key of a template's text there: `name`, `about`, `title` or `question`.
    public static func textKey(_ name: String, of template: DialogueTemplateID) -> String {
        "\(template).\(name)"
    }
}
