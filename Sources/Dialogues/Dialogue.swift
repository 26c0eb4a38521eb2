public import Localization
public import SurveyDefinition

/// A public engagement on a question or a place (*medborgardialog*), as staff create it and residents follow it: its
/// collection of answers is the round of the same id.
///
/// What it says is in `texts`; everything else here is the same in every language.
public struct Dialogue: Sendable, Hashable, Codable {
    /// Of the dialogue and of its round; part of its address.
    public let id: RoundID
    /// What it was started from; dialogues of one template and place follow each other.
    public let template: DialogueTemplateID
    /// The goals that it serves.
    public var goals: [GoalID]
    /// The action of the municipality's plan that it belongs to, such as `3.5`; empty for none.
    public var action: String
    public var methods: [DialogueMethod]
    public var districts: [DistrictID]
    /// A proper name, such as a street or a plan; empty when the districts say it all.
    public var place: String
    /// Whom residents ask: a name, an address or a number.
    public var contact: String
    /// The languages that it is translated to, beside Swedish.
    public var languages: [LanguageTag]
    /// What residents meet in place of Swedish, where it is somebody else's dialogue first; `nil` for Swedish.
    public let firstLanguage: LanguageTag?
    /// `YYYY-MM-DD`; empty when nobody has said.
    public var opensOn: String
    /// The last day of answering, `YYYY-MM-DD`; empty when nobody has said.
    public var closesOn: String
    public var meetings: [Meeting]
    public var promises: [Promise]
    public var texts: DialogueTexts
    /// `nil` while nothing was ever noted, and in dialogues from before there were walks.
    private var noted: ObservationList?
    /// The day on which residents were told what came of it, `YYYY-MM-DD`; `nil` before.
    public var answeredOn: String?

    public init(
        id: RoundID, template: DialogueTemplateID, goals: [GoalID] = [], action: String = "",
        methods: [DialogueMethod] = [], districts: [DistrictID] = [], place: String = "",
        contact: String = "", languages: [LanguageTag] = [],
        firstLanguage: LanguageTag? = nil, opensOn: String = "",
        closesOn: String = "", meetings: [Meeting] = [], promises: [Promise] = [],
        texts: DialogueTexts = DialogueTexts(), answeredOn: String? = nil
    ) {
        self.id = id
        self.template = template
        self.goals = goals
        self.action = action
        self.methods = methods
        self.districts = districts
        self.place = place
        self.contact = contact
        self.languages = languages
        self.firstLanguage = firstLanguage
        self.opensOn = opensOn
        self.closesOn = closesOn
        self.meetings = meetings
        self.promises = promises
        self.texts = texts
        self.answeredOn = answeredOn
    }

    /// What was seen on its walks.
    public var observations: ObservationList {
        get { noted ?? ObservationList() }
        set { noted = newValue }
    }

    /// Whether people walk: whether there are observations to note, or some that were noted.
    public var hasWalk: Bool { methods.contains(.walk) || !observations.all.isEmpty }

    /// What was promised and isn't done though its day has passed.
    ///
    /// - Parameter today: `YYYY-MM-DD`.
    public func overduePromises(on today: String) -> [Promise] {
        answeredOn == nil ? [] : promises.filter { $0.isOverdue(on: today) }
    }

    /// Whether the figures of two dialogues are one series: of the same kind, about the same place. Those of two districts
    /// asked after each other are no change over time.
    public func isInSeries(with other: Dialogue) -> Bool {
        template == other.template && place == other.place
            && Set(districts) == Set(other.districts)
    }

    /// Those of its texts that the language has.
    private func translatedKeys(in language: LanguageTag) -> [DialogueTextKey] {
        textKeys.filter { texts.text($0, in: language) != nil }
    }

    /// Whether a native reader can sign the language off: it has texts, and all are of the Swedish as it stands.
    public func isReviewable(in language: LanguageTag) -> Bool {
        let keys = translatedKeys(in: language)
        return !keys.isEmpty && keys.allSatisfy { texts.state(of: $0, in: language) == .current }
    }

    /// Whether a native reader has read all that the language has.
    public func isReviewed(in language: LanguageTag) -> Bool {
        let keys = translatedKeys(in: language)
        return !keys.isEmpty && keys.allSatisfy { texts.isReviewed($0, in: language) }
    }

    /// Where it is in its life, given where its round is.
    public func stage(of round: RoundStage) -> DialogueStage {
        switch round {
        case .prepared: .prepared
        case .open: .open
        case .closed: answeredOn == nil ? .closed : .answered
        }
    }
}

/// Where a dialogue is in its life; it only moves forward.
public enum DialogueStage: String, Sendable, Hashable, CaseIterable {
    case prepared, open, closed
    /// Residents were told what came of it.
    case answered
}

/// A way of taking part that the documents name.
public enum DialogueMethod: String, Sendable, Hashable, Codable, CaseIterable {
    case survey, meeting, walk, qr, consultation
}

/// An occasion at which people meet.
public struct Meeting: Sendable, Hashable, Codable {
    /// From 1: the key of its text, which goes when it goes.
    public let number: Int
    /// `YYYY-MM-DD`.
    public var date: String
    /// `HH:MM`; empty when nobody has said.
    public var time: String
    /// A proper name, such as the library in Hovsjö.
    public var place: String

    public init(number: Int, date: String = "", time: String = "", place: String = "") {
        self.number = number
        self.date = date
        self.time = time
        self.place = place
    }
}

/// Something that the municipality says it will do because of a dialogue.
public struct Promise: Sendable, Hashable, Codable {
    /// How far it has come.
    public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        case planned
        case underWay = "under-way"
        case done
        /// It won't be done; its text says why.
        case dropped
    }

    /// From 1: the key of its text, which goes when it goes.
    public let number: Int
    /// When it is to be done, `YYYY-MM-DD`.
    public var date: String
    public var status: Status

    public init(number: Int, date: String = "", status: Status = .planned) {
        self.number = number
        self.date = date
        self.status = status
    }

    /// Whether its day has passed without its being done.
    ///
    /// - Parameter today: `YYYY-MM-DD`, of which the order is the order of days.
    public func isOverdue(on today: String) -> Bool {
        (status == .planned || status == .underWay) && !date.isEmpty && date < today
    }
}

/// Names the kind of a template's id.
public enum DialogueBeginning {}

/// The id of a template in `dialogues.yaml`.
public typealias DialogueTemplateID = Identifier<DialogueBeginning>
