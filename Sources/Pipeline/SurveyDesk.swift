public import Diagnostics
import Dialogues
public import Foundation
public import Localization
public import Staff
public import Storage
public import SurveyDefinition
public import SurveyDrafts

/// What staff do with surveys, as verbs: *begin a draft, change it, publish it, let a round ask it*.
///
/// Each verb asks for the permission that it takes, and each change writes its line of the audit log.
public struct SurveyDesk: Sendable {
    public let bank: QuestionBank
    /// The languages that a survey must be complete in, besides Swedish, before it is published.
    public let requiredLanguages: [LanguageTag]
    let consultation: Consultation
    private let shipped: [SurveyID: SurveyDraft]
    private let locales: Locales

    /// - Parameter shipped: the files of the surveys that the service began with.
    public init(
        _ consultation: Consultation, shipped: [SurveyID: SurveyDraft], locales: Locales,
        requiredLanguages: [LanguageTag]
    ) {
        self.consultation = consultation
        self.shipped = shipped
        self.locales = locales
        self.requiredLanguages = requiredLanguages
        bank = QuestionBank(of: consultation.definitions, in: locales)
    }

    var store: Store { consultation.store }

    /// What drafts are read among.
    public var definitions: Definitions { consultation.definitions }

    // MARK: Reading

    /// Every survey that there is, by id: shipped, published, and being composed.
    public func surveys(for signedIn: SignedIn) async throws -> [ListedSurvey] {
        try signedIn.require(.translate)
        return try await listed(with: try await store.drafts())
    }

    func listed(with drafts: [StoredDraft]) async throws -> [ListedSurvey] {
        let editions = try await store.editions()
        let drafts = Dictionary(uniqueKeysWithValues: drafts.map { ($0.id, $0) })
        let ids = Set(editions.keys).union(drafts.keys).union(shipped.keys)
        var listed: [ListedSurvey] = []
        for id in ids.sorted() {
            let newest = try await newest(id, editions[id] ?? [])
            let draft = try drafts[id].map { try read($0) }
            listed.append(
                ListedSurvey(
                    id: id, title: title(of: draft ?? newest?.draft) ?? id.value,
                    version: newest?.edition?.version ?? newest?.draft.document.version,
                    edition: newest?.edition?.edition, isShipped: shipped[id] != nil,
                    isDrafted: draft != nil))
        }
        return listed
    }

    private func title(of draft: SurveyDraft?) -> String? {
        draft?.strings(in: Locales.source, among: locales.languages)["title"]
    }

    /// A draft with its faults, and what publishing it would make.
    ///
    /// - Throws: `SurveyRefusal.unknownDraft`; `StaffError.notPermitted`.
    public func draft(_ id: SurveyID, for signedIn: SignedIn) async throws -> FollowedDraft {
        try signedIn.require(.translate)
        return try await followed(id)
    }

    private func followed(_ id: SurveyID) async throws -> FollowedDraft {
        guard let stored = try await store.draft(id) else { throw SurveyRefusal.unknownDraft }
        let draft = try read(stored)
        let editions = try await store.editions()[id] ?? []
        let newest = try await newest(id, editions)
        let checked = check(draft)
        return FollowedDraft(
            checked: checked, revision: stored.revision,
            published: newest.map {
                $0.edition ?? SurveyEdition(version: $0.draft.document.version, edition: 0)
            }, next: next(after: newest, draft),
            changes: try await changes(of: checked))
    }

    /// What is published in the workspace, as `radslag check` reads what is shipped: of each survey the newest version, and
    /// those that rounds ask.
    ///
    /// Translations that lag are no faults of a published survey: it was published with them.
    ///
    /// - Returns: how many versions were read, and every fault for which one can't be used among the definitions of
    ///   today. A fault's file stands below `published/<survey>-<version>/`.
    public func checkPublished() async throws -> (count: Int, faults: [Diagnostic]) {
        let rounds = try await store.rounds()
        var count = 0
        var faults: [Diagnostic] = []
        for (id, editions) in try await store.editions().sorted(by: { $0.key < $1.key }) {
            let asked = Set(rounds.filter { $0.survey == id }.map(\.surveyVersion))
            for edition in editions
            where edition == editions.last || asked.contains(edition.version) {
                let draft = try await consultation.versions.published(id, edition)
                count += 1
                faults += check(draft).faults.map(\.diagnostic)
                    .filter { $0.consequence == .unusable }
                    .map { $0.inFolder("published/\(id)-\(edition.version)") }
            }
        }
        return (count, faults)
    }

    private func check(_ draft: SurveyDraft) -> CheckedDraft {
        CheckedDraft(draft, among: definitions, in: locales, bank: bank)
    }

    private func read(_ stored: StoredDraft) throws -> SurveyDraft {
        guard let draft = SurveyDraft(content: stored.content) else {
            throw ConsultationError.damagedSurvey(stored.id, version: 0)
        }
        return draft
    }

    /// The newest files of a survey, and their number where they were published in the workspace.
    private func newest(
        _ id: SurveyID, _ editions: [SurveyEdition]
    ) async throws -> (draft: SurveyDraft, edition: SurveyEdition?)? {
        if let last = editions.last, last.version >= shipped[id]?.document.version ?? 0 {
            return (try await consultation.versions.published(id, last), last)
        }
        return shipped[id].map { ($0, nil) }
    }

    /// What publishing a draft makes: other texts of the newest version, where nothing else has changed.
    private func next(
        after newest: (draft: SurveyDraft, edition: SurveyEdition?)?, _ draft: SurveyDraft
    ) -> NextEdition {
        guard let newest else { return .version(1) }
        let version = newest.draft.document.version
        guard draft.numbered(version).document == newest.draft.document else {
            return .version(version + 1)
        }
        let isSame =
            draft.texts == newest.draft.texts && draft.themes == newest.draft.themes
            && draft.changes == newest.draft.changes && draft.sources == newest.draft.sources
        return isSame
            ? .nothing
            : .texts(
                SurveyEdition(version: version, edition: (newest.edition?.edition ?? 0) + 1))
    }

    /// Every version of the survey that there has been.
    private func earlier(_ id: SurveyID) async throws -> [Survey] {
        let kept = try await store.surveySources(of: id).compactMap { _, source in
            readSurvey(
                source: source, named: id.value, districts: definitions.districts,
                policy: definitions.policy, goals: definitions.goals,
                reportingTo: FaultCollector())
        }
        return [definitions.survey(id)].compactMap { $0 } + kept
    }

    private func changes(of checked: CheckedDraft) async throws -> [ChangeOfMeaning] {
        guard let survey = checked.survey else { return [] }
        return changesOfMeaning(of: survey, since: try await earlier(checked.draft.id))
    }

    /// The files of a survey as a zip archive: of its draft, else of its newest version.
    public func archive(of id: SurveyID, for signedIn: SignedIn) async throws -> Data {
        try signedIn.require(.translate)
        let draft: SurveyDraft
        if let stored = try await store.draft(id) {
            draft = try read(stored)
        } else if let newest = try await newest(id, try await store.editions()[id] ?? []) {
            draft = newest.draft
        } else {
            throw SurveyRefusal.unknownDraft
        }
        return draft.archive(of: locales.languages)
    }

    // MARK: Beginning

    /// Begins a draft.
    ///
    /// - Throws: `SurveyRefusal`; `DraftRefusal.emptyTitle`; `ArchiveFault` for a file that is no survey.
    public func begin(
        _ beginning: DraftBeginning, by signedIn: SignedIn
    ) async throws -> SurveyID {
        try signedIn.require(.editRounds)
        var revision = 0
        let draft: SurveyDraft
        switch beginning {
        case .blank(let title):
            draft = .blank(try await freeID(for: title), title: title, in: try swedish())
        case .copy(let id, let title):
            guard let newest = try await newest(id, try await store.editions()[id] ?? []) else {
                throw SurveyRefusal.unknownDraft
            }
            var copy = newest.draft.begun(as: try await freeID(for: title))
            try copy.set(["title": title], in: try swedish())
            draft = copy
        case .next(let id):
            guard let newest = try await newest(id, try await store.editions()[id] ?? []) else {
                throw SurveyRefusal.unknownDraft
            }
            draft = newest.draft
        case .archive(let data, let isReplacing):
            draft = try SurveyDraft.read(data, languages: locales.languages)
            if isReplacing { revision = try await store.draft(draft.id)?.revision ?? 0 }
        }
        let content = try draft.content
        do {
            try await store.keepDraft(
                draft.id, content, from: revision,
                noting: note(.surveyDraftCreated(draft.id), by: signedIn))
        } catch {
            throw error.isChangeMeanwhile ? SurveyRefusal.draftExists(draft.id) as any Error : error
        }
        return draft.id
    }

    private func swedish() throws -> Language {
        guard let swedish = locales.language(Locales.source) else { throw DraftRefusal.gone }
        return swedish
    }

    /// An id that says what the survey is, and that none has.
    private func freeID(for title: String) async throws -> SurveyID {
        guard title.contains(where: { !$0.isWhitespace }) else { throw DraftRefusal.emptyTitle }
        guard title.count <= SurveyDraft.longestText else { throw DraftRefusal.tooLong }
        let taken = Set(shipped.keys).union(try await store.drafts().map(\.id))
            .union(try await store.editions().keys).union(try await store.rounds().map(\.survey))
        return SurveyID(identifier(from: title, avoiding: Set(taken.map(\.value))))
    }

    // MARK: Changing

    /// Keeps a form of a draft that was filled in from an earlier revision of it. What somebody else has changed meanwhile
    /// stays, where this form didn't change it too.
    ///
    /// - Throws: `SurveyRefusal.changedMeanwhile` when both changed a field; `DraftRefusal`. Nothing is kept then.
    public func change(
        _ id: SurveyID, _ part: DraftPart, to fields: [String: String], since revision: Int,
        by signedIn: SignedIn
    ) async throws {
        let permission: Permission = if case .translation = part { .translate } else { .editRounds }
        try signedIn.require(permission)
        let now = try await followed(id)
        guard let base = try await store.draft(id, revision: revision).map(read) else {
            throw SurveyRefusal.unknownDraft
        }
        let languages = locales.languages
        let merged = MergedFields(
            fields, and: now.draft.fields(of: part, in: languages),
            since: base.fields(of: part, in: languages))
        guard merged.conflicts.isEmpty else {
            throw SurveyRefusal.changedMeanwhile(merged, since: now.revision)
        }
        let changed = try now.draft.with(
            merged.fields, in: part, languages: languages, fixed: now.checked.fixedKeys)
        guard changed != now.draft else { return }
        let content = try changed.content
        do {
            try await store.keepDraft(
                id, content, from: now.revision,
                noting: note(.surveyDraftChanged(id, part: part.name), by: signedIn))
        } catch {
            guard error.isChangeMeanwhile else { throw error }
            // Between the reading and the writing: what was saved then is merged like all else.
            try await change(id, part, to: fields, since: revision, by: signedIn)
        }
    }

    /// Changes what is asked and in which order, in the draft as it is now.
    ///
    /// - Throws: `DraftRefusal`; `SurveyRefusal.unknownDraft`.
    public func apply(
        _ operation: DraftOperation, to id: SurveyID, by signedIn: SignedIn
    ) async throws {
        try signedIn.require(.editRounds)
        guard let stored = try await store.draft(id) else { throw SurveyRefusal.unknownDraft }
        let draft = try read(stored)
        let taken = Set(try await earlier(id).flatMap(\.questions).map(\.id.value))
        let changed = try draft.applying(operation, with: bank, avoiding: taken)
        guard changed != draft else { return }
        let content = try changed.content
        do {
            try await store.keepDraft(
                id, content, from: stored.revision,
                noting: note(.surveyDraftChanged(id, part: operation.name), by: signedIn))
        } catch {
            guard error.isChangeMeanwhile else { throw error }
            try await apply(operation, to: id, by: signedIn)
        }
    }

    /// Deletes a draft, with every change of it. What is published of the survey stays.
    ///
    /// - Parameter revision: the one that was looked at.
    /// - Throws: `SurveyRefusal.changedSince` when somebody has changed it since; `.unknownDraft`.
    public func delete(_ id: SurveyID, revision: Int, by signedIn: SignedIn) async throws {
        try signedIn.require(.editRounds)
        guard try await store.draft(id) != nil else { throw SurveyRefusal.unknownDraft }
        do {
            try await store.deleteDraft(
                id, from: revision, noting: note(.surveyDraftDeleted(id), by: signedIn))
        } catch {
            throw error.isChangeMeanwhile ? SurveyRefusal.changedSince as any Error : error
        }
    }

    // MARK: Publishing

    /// Publishes a draft: other texts of its newest version, or a new version, which never changes.
    ///
    /// - Parameter revision: the one that was looked at.
    /// - Throws: `SurveyRefusal`.
    public func publish(
        _ id: SurveyID, revision: Int, by signedIn: SignedIn
    ) async throws -> SurveyEdition {
        try signedIn.require(.editRounds)
        let now = try await followed(id)
        guard now.revision == revision else { throw SurveyRefusal.changedSince }
        guard now.checked.isUsable else { throw SurveyRefusal.faulty }
        if let lacking = requiredLanguages.first(where: { !now.checked.gaps(in: $0).isEmpty }) {
            throw SurveyRefusal.untranslated(lacking)
        }
        guard now.changes.isEmpty else { throw SurveyRefusal.meaningChanged(now.changes) }
        var draft = now.draft
        let edition: SurveyEdition
        switch now.next {
        case .nothing: throw SurveyRefusal.nothingChanged
        case .texts(let next):
            // The version's text is what it was, to the byte.
            if let newest = try await newest(id, try await store.editions()[id] ?? []) {
                draft.survey = newest.draft.survey
            }
            edition = next
        case .version(let version):
            draft = draft.numbered(version)
            edition = SurveyEdition(version: version, edition: 1)
        }
        guard let survey = check(draft).survey else { throw SurveyRefusal.faulty }
        let content = try draft.content
        do {
            try await store.publish(
                id, edition, source: survey.source, digest: survey.digest,
                draft: content, from: revision,
                noting: note(
                    .surveyPublished(id, version: edition.version, edition: edition.edition),
                    by: signedIn))
        } catch {
            throw error.isChangeMeanwhile ? SurveyRefusal.changedSince as any Error : error
        }
        return edition
    }

    func note(_ act: AuditAct, by signedIn: SignedIn) -> AuditNote {
        consultation.staff.note(act, by: signedIn.account.id)
    }
}

extension StorageError {
    /// Whether somebody else was faster.
    fileprivate var isChangeMeanwhile: Bool {
        switch self {
        case .draftExists, .draftChangedMeanwhile, .publishedMeanwhile, .surveyVersionChanged: true
        default: false
        }
    }
}

extension DraftPart {
    /// As the audit log says it.
    fileprivate var name: String {
        switch self {
        case .facts: "facts"
        case .section(let id): "section-\(id)"
        case .question(let id): "question-\(id)"
        case .translation(let language): "translation-\(language)"
        }
    }
}

extension DraftOperation {
    fileprivate var name: String {
        switch self {
        case .addQuestion: "question-added"
        case .addSection: "section-added"
        case .take(let id, _, _): "question-\(id)-taken"
        case .moveQuestion(let id, _): "question-\(id)-moved"
        case .moveSection(let id, _): "section-\(id)-moved"
        case .moveOption(_, let id, _): "question-\(id)-options"
        case .removeQuestion(let id): "question-\(id)-removed"
        case .removeSection(let id): "section-\(id)-removed"
        }
    }
}
