import Dialogues
import DisclosureControl
import Foundation
import Localization
import Pipeline
import Staff
import SurveyDefinition

/// A value of the API's own as JSON: keys sorted, the same bytes for the same value.
func encodedJSON(_ value: any Encodable) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
        preconditionFailure("The API's own values hold nothing that JSON can't.")
    }
    return data
}

extension APICall {
    /// What was sent, as JSON.
    ///
    /// - Throws: `APIProblem.unsupportedType`; `.badJSON`, with where it is wrong and never with what stands there.
    func document<Document: Decodable>(_ type: Document.Type = Document.self) throws -> Document {
        let mediaType = (request.headers[.contentType] ?? "").prefix { $0 != ";" }
        guard mediaType.lowercased().allSatisfy({ !$0.isWhitespace }),
            mediaType.lowercased() == "application/json"
        else { throw APIProblem.unsupportedType }
        do {
            return try JSONDecoder().decode(type, from: Data(body))
        } catch let error as DecodingError {
            throw APIProblem.badJSON(at: error.place)
        }
    }
}

extension DecodingError {
    /// Where in a document it is, such as `fields.title`.
    fileprivate var place: String {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            Self.joined(context.codingPath)
        case .keyNotFound(let key, let context): Self.joined(context.codingPath + [key])
        @unknown default: ""
        }
    }

    private static func joined(_ path: [any CodingKey]) -> String {
        path.map(\.stringValue).joined(separator: ".")
    }
}

/// A dialogue in the list.
struct ListedDialogueDocument: Encodable, Sendable {
    let id: RoundID
    /// In Swedish.
    let title: String?
    let stage: String
    let template: DialogueTemplateID
    let districts: [DistrictID]
    let closesOn: String?
    let latestRelease: Int?
    let isReleaseAsked: Bool

    init(_ followed: FollowedDialogue) {
        let dialogue = followed.dialogue
        id = dialogue.id
        title = dialogue.texts.text(.title, in: Locales.source)
        stage = followed.stage.rawValue
        template = dialogue.template
        districts = dialogue.districts
        closesOn = dialogue.closesOn.isEmpty ? nil : dialogue.closesOn
        latestRelease = followed.latestRelease
        isReleaseAsked = followed.isReleaseAsked
    }
}

/// A whole dialogue.
struct DialogueDocument: Encodable, Sendable {
    struct Asked: Encodable, Sendable {
        let id: SurveyID
        let version: Int
    }

    /// What it lacks before a step is taken.
    struct Missing: Encodable, Sendable {
        let open: [GapDocument]
        let answer: [GapDocument]
    }

    let id: RoundID
    let stage: String
    let revision: Int
    let template: DialogueTemplateID
    let survey: Asked
    let period: String
    let sampling: String
    let anonymity: String
    let goals: [GoalID]
    let action: String
    let methods: [DialogueMethod]
    let districts: [DistrictID]
    let place: String
    let contact: String
    let languages: [LanguageTag]
    let firstLanguage: LanguageTag?
    let opensOn: String
    let closesOn: String
    let answeredOn: String?
    let meetings: [Meeting]
    let promises: [Promise]
    /// What was seen on its walks.
    let observations: [Observation]
    /// By language and key, such as `title` and `promise.1`.
    let texts: [String: [String: String]]
    let missing: Missing
    let latestRelease: Int?
    let isReleaseAsked: Bool
    /// Where residents answer.
    let link: String

    init(_ followed: FollowedDialogue, _ templates: DialogueTemplates, link: String) {
        let dialogue = followed.dialogue
        let round = followed.round
        id = dialogue.id
        stage = followed.stage.rawValue
        revision = followed.revision
        template = dialogue.template
        survey = Asked(id: round.survey, version: round.surveyVersion)
        period = round.period
        sampling = round.sampling.rawValue
        anonymity = round.anonymity.rawValue
        goals = dialogue.goals
        action = dialogue.action
        methods = dialogue.methods
        districts = dialogue.districts
        place = dialogue.place
        contact = dialogue.contact
        languages = templates.languages(of: dialogue)
        firstLanguage = dialogue.firstLanguage
        opensOn = dialogue.opensOn
        closesOn = dialogue.closesOn
        answeredOn = dialogue.answeredOn
        meetings = dialogue.meetings
        promises = dialogue.promises
        observations = dialogue.observations.all
        texts = Dictionary(
            uniqueKeysWithValues: ([Locales.source] + languages).map { language in
                (
                    language.value,
                    Dictionary(
                        uniqueKeysWithValues: dialogue.textKeys.compactMap {
                            key in
                            dialogue.texts.text(key, in: language).map { ("\(key)", $0) }
                        })
                )
            })
        let required = templates.requiredLanguages
        missing = Missing(
            open: dialogue.readinessToOpen(requiring: required).blocking.map(GapDocument.init),
            answer: dialogue.readinessToAnswer(requiring: required).blocking.map(GapDocument.init))
        latestRelease = followed.latestRelease
        isReleaseAsked = followed.isReleaseAsked
        self.link = link
    }
}

/// A form of a dialogue: what stands in its fields, and the revision at which it does.
struct PartDocument: Codable, Sendable {
    let revision: Int
    let fields: [String: String]
}

/// What a dialogue is started with; see `DialogueStart`.
struct StartDocument: Decodable {
    let template: String
    let district: String?
    let place: String?
    let period: String
    let closesOn: String
    let background: String
    let follows: String?

    var start: DialogueStart {
        DialogueStart(
            template: DialogueTemplateID(template), district: district, place: place ?? "",
            period: period, closesOn: closesOn, background: background,
            follows: follows.map { RoundID($0) })
    }
}

/// What dialogues can be started from, and what they choose among.
struct TemplatesDocument: Encodable, Sendable {
    struct Template: Encodable, Sendable {
        let id: DialogueTemplateID
        let survey: SurveyID
        /// What has to be said of the place: `district`, `place`, or nothing for `everywhere`.
        let place: String
        let languages: [LanguageTag]
    }

    struct District: Encodable, Sendable {
        let id: DistrictID
        let name: String
    }

    let templates: [Template]
    let districts: [District]
    let goals: [GoalID]
    let requiredLanguages: [LanguageTag]

    init(_ templates: DialogueTemplates, _ definitions: Definitions) {
        self.templates = templates.list.map {
            Template(
                id: $0.id, survey: $0.survey, place: $0.place.rawValue, languages: $0.languages)
        }
        districts = definitions.districts.list.map { District(id: $0.id, name: $0.name) }
        goals = definitions.goals.goals.map(\.id)
        requiredLanguages = templates.requiredLanguages
    }
}

/// Who has taken part so far; see `Following`.
struct FollowingDocument: Encodable, Sendable {
    struct Passage: Encodable, Sendable {
        let page: SectionID
        let count: Int
    }

    let participation: Int
    /// Shares in `0...1`, in whole percent; a share that isn't told has no key.
    let coverage: Coverage
    let passages: [Passage]
    let refusals: [String: Int]

    init(_ following: Following) {
        participation = following.participation
        coverage = following.coverage
        passages = following.passages.map { Passage(page: $0.page, count: $0.count) }
        refusals = Dictionary(
            uniqueKeysWithValues: following.refusals.map { ($0.key.rawValue, $0.value) })
    }
}

/// A release before it is published; its figures have an address of their own.
struct PreviewDocument: Encodable, Sendable {
    struct Withheld: Encodable, Sendable {
        let shown: Int
        let ofSmallGroups: Int
        let unreliable: Int
        let protectingOthers: Int
    }

    struct Asked: Encodable, Sendable {
        let request: String
        let leavingOut: [ReleasePart]
        let reason: String
        let by: String?
        let on: String
        let isCurrent: Bool
    }

    let number: Int
    let isNew: Bool
    let latestRelease: Int?
    /// Goes with the wish to publish it.
    let seen: String
    let persons: Int
    let parts: [ReleasePart]
    let leavingOut: [ReleasePart]
    let figures: Withheld
    let unfinishedTexts: [QuestionID]
    let asked: Asked?

    init(_ preview: ReleasePreview) {
        number = preview.release.number
        isNew = preview.isNew
        latestRelease = preview.latest?.number
        seen = preview.digest
        persons = preview.persons
        parts = preview.parts
        leavingOut = preview.leftOut.sorted { $0.name < $1.name }
        figures = Withheld(
            shown: preview.withheld.shown, ofSmallGroups: preview.withheld.ofSmallGroups,
            unreliable: preview.withheld.unreliable,
            protectingOthers: preview.withheld.protectingOthers)
        unfinishedTexts = preview.unfinishedTexts
        asked = preview.asked.map {
            Asked(
                request: $0.digest, leavingOut: $0.leftOut.sorted { $0.name < $1.name },
                reason: $0.reason, by: $0.by?.name, on: $0.on, isCurrent: $0.isCurrent)
        }
    }
}

/// A wish to publish what was seen; see `ReleaseWish`.
struct WishDocument: Decodable {
    let seen: String
    let leavingOut: [ReleasePart]?
    let reason: String?

    var wish: ReleaseWish {
        ReleaseWish(
            leavingOut: Set(leavingOut ?? []),
            reason: (reason ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " "),
            seen: seen)
    }
}

/// A survey in the list.
struct SurveyDocument: Encodable, Sendable {
    let id: SurveyID
    let title: String
    let version: Int?
    let edition: Int?
    let isShipped: Bool
    let isDrafted: Bool

    init(_ survey: ListedSurvey) {
        id = survey.id
        title = survey.title
        version = survey.version
        edition = survey.edition
        isShipped = survey.isShipped
        isDrafted = survey.isDrafted
    }
}

/// A draft of a survey, with what keeps it from being published.
struct SurveyDraftDocument: Encodable, Sendable {
    struct Published: Encodable, Sendable {
        let version: Int
        let edition: Int
    }

    let id: SurveyID
    let revision: Int
    let published: Published?
    let isFaulty: Bool
    /// Questions that mean something else than before.
    let changedQuestions: [QuestionID]

    init(_ followed: FollowedDraft) {
        id = followed.draft.id
        revision = followed.revision
        published = followed.published.map {
            Published(version: $0.version, edition: $0.edition)
        }
        isFaulty = !followed.checked.faults.isEmpty
        changedQuestions = followed.changes.map(\.question)
    }
}

/// Whose key it is.
struct MeDocument: Encodable, Sendable {
    struct Role: Encodable, Sendable {
        let role: String
        let scope: String
    }

    let name: String
    let roles: [Role]
    let key: String
    let mayChange: Bool
    /// `YYYY-MM-DD`.
    let expiresOn: String

    init(_ account: Account, _ key: AccessKey) {
        name = account.name
        roles = account.grants.sorted().map {
            Role(role: $0.role.rawValue, scope: $0.scope.name)
        }
        self.key = key.name
        mayChange = key.mayChange
        expiresOn = "\(CalendarDay(of: key.expiresAt))"
    }
}
