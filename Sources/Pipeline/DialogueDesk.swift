public import Dialogues
public import Foundation
public import Localization
public import Staff
import Storage
public import SurveyDefinition

/// What staff do with dialogues, as verbs: *start one, change it, open and close it, publish, answer*.
///
/// Each verb asks for the permission that it takes, and each change writes its line of the audit log.
public struct DialogueDesk: Sendable {
    public let templates: DialogueTemplates
    let consultation: Consultation
    let locales: Locales
    let today: @Sendable () -> CalendarDay

    /// - Parameters:
    ///   - locales: whose texts a new dialogue begins with.
    ///   - today: the calendar.
    public init(
        _ consultation: Consultation, templates: DialogueTemplates, locales: Locales,
        today: @escaping @Sendable () -> CalendarDay = { CalendarDay(of: Date()) }
    ) {
        self.consultation = consultation
        self.templates = templates
        self.locales = locales
        self.today = today
    }

    var store: Store { consultation.store }

    // MARK: Reading

    /// Every dialogue that somebody may see, with its round, by id.
    public func dialogues(for signedIn: SignedIn) async throws -> [FollowedDialogue] {
        let rounds = Dictionary(
            uniqueKeysWithValues: try await store.rounds().map { ($0.id, $0) })
        var followed: [FollowedDialogue] = []
        for stored in try await store.dialogues() {
            let id = stored.dialogue.id
            guard signedIn.mayDo(.seeRounds, in: .round(id)), let round = rounds[id] else {
                continue
            }
            followed.append(
                FollowedDialogue(
                    stored, collectedIn: round,
                    latestRelease: try await store.latestRelease(of: id),
                    isReleaseAsked: try await store.releaseRequest(of: id) != nil))
        }
        return followed
    }

    /// - Throws: `DialogueRefusal.unknownDialogue`; `StaffError.notPermitted`.
    public func dialogue(_ id: RoundID, for signedIn: SignedIn) async throws -> FollowedDialogue {
        try signedIn.require(.seeRounds, in: .round(id))
        return try await followed(id)
    }

    func followed(_ id: RoundID) async throws -> FollowedDialogue {
        guard let stored = try await store.dialogue(id), let round = try await store.round(id)
        else { throw DialogueRefusal.unknownDialogue }
        return FollowedDialogue(
            stored, collectedIn: round, latestRelease: try await store.latestRelease(of: id),
            isReleaseAsked: try await store.releaseRequest(of: id) != nil)
    }

    /// - Throws: `DialogueRefusal.wrongStage` unless its round is in the stage.
    private func followed(_ id: RoundID, in stage: RoundStage) async throws -> FollowedDialogue {
        let now = try await followed(id)
        guard now.round.stage == stage else { throw DialogueRefusal.wrongStage }
        return now
    }

    /// What the desk's pages choose from: districts, goals, surveys.
    public var definitions: Definitions { consultation.definitions }

    // MARK: Starting

    /// Starts a dialogue from a template, with texts in every language that the template has them in.
    ///
    /// - Throws: `DialogueFaults` by field; `StaffError.notPermitted`.
    public func start(
        _ beginning: DialogueStart, by signedIn: SignedIn
    ) async throws -> RoundID {
        try signedIn.require(.editRounds)
        let begun = try begin(beginning)
        guard let survey = try await consultation.newestSurvey(begun.template.survey) else {
            throw ConsultationError.unknownSurvey(begun.template.survey)
        }
        let id = try await freeID(for: beginning)
        let earlier = try await earlier(beginning)
        let dialogue = begun.dialogue(id, after: earlier?.dialogue, in: locales)
        let respondents = earlier.flatMap { Respondents(of: $0.round) }
        var generator = SystemRandomNumberGenerator()
        let round = Round(
            id: id, survey: survey.id, surveyVersion: survey.version, period: beginning.period,
            sampling: respondents?.sampling ?? begun.template.sampling,
            anonymity: respondents?.anonymity ?? .open,
            closesOn: dialogue.closesOn.isEmpty ? nil : dialogue.closesOn)
        try await store.create(
            dialogue, collectedIn: round, surveySource: survey.source,
            surveyDigest: survey.digest, codeKey: respondents?.codeKey(using: &generator),
            noting: note(.dialogueCreated(id), by: signedIn))
        return id
    }

    private func begin(_ start: DialogueStart) throws -> BegunDialogue {
        guard let template = templates.template(start.template) else {
            throw DialogueRefusal.unknownTemplate
        }
        return try BegunDialogue(start, from: template, in: consultation.definitions.districts)
    }

    private func earlier(_ start: DialogueStart) async throws -> FollowedDialogue? {
        guard let id = start.follows else { return nil }
        return try await followed(id)
    }

    /// An id that says what the dialogue is, and that no round has.
    private func freeID(for start: DialogueStart) async throws -> RoundID {
        let parts = [start.template.value, start.district ?? start.place, start.period]
        let wanted = parts.map(addressable).filter { !$0.isEmpty }.joined(separator: "-")
        let taken = Set(try await store.rounds().map(\.id.value))
        var id = wanted
        var number = 2
        while taken.contains(id) {
            id = "\(wanted)-\(number)"
            number += 1
        }
        return RoundID(id)
    }

    // MARK: Changing

    /// Keeps a form of a dialogue that was filled in from an earlier revision of it. What somebody else has changed
    /// meanwhile stays, where this form didn't change it too.
    ///
    /// - Throws: `DialogueFaults` by field, or `DialogueRefusal.changedMeanwhile` when both changed a field; nothing is
    ///   kept then.
    public func change(
        _ id: RoundID, _ part: DialoguePart, to fields: [String: String], since revision: Int,
        by signedIn: SignedIn
    ) async throws {
        let permission: Permission =
            if case .translation = part { .translate } else { .editRounds }
        try signedIn.require(permission, in: .round(id))
        let now = try await followed(id)
        guard let base = try await store.dialogue(id, revision: revision)?.dialogue else {
            throw DialogueRefusal.unknownDialogue
        }
        let merged = MergedFields(
            fields, and: now.dialogue.fields(of: part), since: base.fields(of: part))
        guard merged.conflicts.isEmpty else {
            throw DialogueRefusal.changedMeanwhile(merged, since: now.revision)
        }
        let changed = try now.dialogue.with(merged.fields, in: part)
        try requireKnown(changed)
        try askAboutPersonalData(merged.fields, in: part, of: now.dialogue)
        guard changed != now.dialogue else { return }
        do {
            try await store.change(
                changed, from: now.revision,
                noting: note(.dialogueChanged(id, part: part.name), by: signedIn))
        } catch .dialogueChangedMeanwhile {
            // Between the reading and the writing: what was saved then is merged like all else.
            try await change(id, part, to: fields, since: revision, by: signedIn)
        }
    }

    /// A form offers districts, goals and languages to choose from; a program can send anything.
    ///
    /// - Throws: `DialogueFaults` for what there is none of.
    private func requireKnown(_ dialogue: Dialogue) throws(DialogueFaults) {
        var faults: [String: DialogueFault] = [:]
        if !dialogue.districts.allSatisfy({ definitions.districts.district($0) != nil }) {
            faults["districts"] = .unknownChoice
        }
        if !Set(dialogue.goals).isSubset(of: definitions.goals.goals.map(\.id)) {
            faults["goals"] = .unknownChoice
        }
        if !dialogue.languages.allSatisfy({ locales.language($0) != nil }) {
            faults["languages"] = .unknownChoice
        }
        guard faults.isEmpty else { throw DialogueFaults(faults) }
    }

    /// Notes that somebody, as a native reader, has read a language's texts as they stood at a revision.
    ///
    /// - Throws: `DialogueRefusal.notReviewable` while there are none, or one isn't of today's Swedish;
    ///   `.otherTexts` when they have changed since they were read.
    public func signOff(
        _ language: LanguageTag, of id: RoundID, readAt revision: Int, by signedIn: SignedIn
    ) async throws {
        try signedIn.require(.translate, in: .round(id))
        let now = try await followed(id)
        guard let read = try await store.dialogue(id, revision: revision)?.dialogue.texts else {
            throw DialogueRefusal.unknownDialogue
        }
        let texts = now.dialogue.texts
        guard now.dialogue.isReviewable(in: language) else { throw DialogueRefusal.notReviewable }
        guard read.messages(in: language) == texts.messages(in: language),
            read.sources(in: language) == texts.sources(in: language)
        else { throw DialogueRefusal.otherTexts }
        var signedOff = now.dialogue
        signedOff.texts.review(language)
        guard signedOff != now.dialogue else { return }
        do {
            try await store.change(
                signedOff, from: now.revision,
                noting: note(.translationReviewed(id, language), by: signedIn))
        } catch .dialogueChangedMeanwhile {
            try await signOff(language, of: id, readAt: revision, by: signedIn)
        }
    }

    // MARK: Moving on

    /// Takes a step of a dialogue's life.
    public func take(
        _ step: DialogueStep, of id: RoundID, by signedIn: SignedIn
    ) async throws {
        switch step {
        case .open: try await open(id, by: signedIn)
        case .close: try await close(id, by: signedIn)
        case .answer: try await answer(id, by: signedIn)
        }
    }

    /// Opens a dialogue: from now on its round takes answers.
    ///
    /// - Throws: `DialogueRefusal.incomplete` while a text is missing in a language that is required.
    public func open(_ id: RoundID, by signedIn: SignedIn) async throws {
        try signedIn.require(.editRounds, in: .round(id))
        let now = try await followed(id, in: .prepared)
        let readiness = now.dialogue.readinessToOpen(requiring: templates.requiredLanguages)
        guard readiness.isReady else { throw DialogueRefusal.incomplete(readiness) }
        try await record(.roundOpened(id), by: signedIn)
        try await consultation.openRound(id)
    }

    /// Closes the round of a dialogue: it never opens again.
    public func close(_ id: RoundID, by signedIn: SignedIn) async throws {
        try signedIn.require(.editRounds, in: .round(id))
        _ = try await followed(id, in: .open)
        try await record(.roundClosed(id), by: signedIn)
        try await consultation.closeRound(id, on: today())
    }

    /// Tells residents for good what came of a dialogue. Promises still change their status afterwards.
    ///
    /// - Throws: `DialogueRefusal.wrongStage`; `.incomplete` while a text is missing in a language of the dialogue.
    public func answer(_ id: RoundID, by signedIn: SignedIn) async throws {
        try signedIn.require(.publish, in: .round(id))
        let now = try await followed(id, in: .closed)
        guard now.dialogue.answeredOn == nil else { return }
        let readiness = now.dialogue.readinessToAnswer(requiring: templates.requiredLanguages)
        guard readiness.isReady else { throw DialogueRefusal.incomplete(readiness) }
        var answered = now.dialogue
        answered.answeredOn = "\(today())"
        do {
            try await store.change(
                answered, from: now.revision, noting: note(.dialogueAnswered(id), by: signedIn))
        } catch .dialogueChangedMeanwhile {
            try await answer(id, by: signedIn)
        }
    }

    // MARK: The log

    func note(_ act: AuditAct, by signedIn: SignedIn) -> AuditNote {
        consultation.staff.note(act, by: signedIn.account.id)
    }

    private func record(_ act: AuditAct, by signedIn: SignedIn) async throws {
        try await store.record(note(act, by: signedIn))
    }
}

/// A step in a dialogue's life. Publishing isn't one of them: it is looked at first, and may be done again.
public enum DialogueStep: String, Sendable, Hashable, CaseIterable {
    case open, close, answer

    /// What it takes, in the dialogue's round.
    public var permission: Permission {
        switch self {
        case .open, .close: .editRounds
        case .answer: .publish
        }
    }
}

/// A dialogue as it stands, with its round.
public struct FollowedDialogue: Sendable {
    public let dialogue: Dialogue
    public let revision: Int
    public let round: Round
    /// The newest release of its figures; `nil` while none is published.
    public let latestRelease: Int?
    /// Whether somebody has asked for a release that nobody has published yet.
    public let isReleaseAsked: Bool

    init(
        _ stored: StoredDialogue, collectedIn round: Round, latestRelease: Int?,
        isReleaseAsked: Bool
    ) {
        dialogue = stored.dialogue
        revision = stored.revision
        self.round = round
        self.latestRelease = latestRelease
        self.isReleaseAsked = isReleaseAsked
    }

    public var stage: DialogueStage { dialogue.stage(of: round.stage) }
}

/// Why something about a dialogue isn't done; nothing was changed then.
public enum DialogueRefusal: Error, Equatable, Sendable {
    case unknownDialogue
    case unknownTemplate
    /// Somebody else has changed the same fields since the form was opened; the revision is that of what they saved.
    case changedMeanwhile(MergedFields, since: Int)
    case incomplete(DialogueReadiness)
    /// A language has no texts, or one that isn't of today's Swedish, so that no native reader can sign it off.
    case notReviewable
    /// The texts aren't those that were read.
    case otherTexts
    /// The step comes earlier or later in a dialogue's life, or somebody else has taken it.
    case wrongStage
    /// An answer from paper came with a code that isn't issued or is used.
    case codeNotValid
    /// Letters may be out with codes of the dialogue, so that it can't be answered by others any more.
    case codesIssued
}

extension DialoguePart {
    /// As the audit log says it.
    fileprivate var name: String {
        switch self {
        case .facts: "facts"
        case .texts: "texts"
        case .translation(let language): "translation-\(language)"
        case .meetings: "meetings"
        case .outcome: "outcome"
        case .observation: "observations"
        }
    }
}
