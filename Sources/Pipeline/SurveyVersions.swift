import Diagnostics
import Foundation
import Localization
import Storage
public import SurveyDefinition
import SurveyDrafts

/// The survey versions that rounds ask, read from the text that was kept when each was published.
///
/// Those that were published in the workspace are read with the newest texts of their version. These come to the service's
/// texts the first time that somebody asks for the survey, under a name of their own, so that everybody who holds the
/// survey finds them: no site has to be told, and none has to start again.
actor SurveyVersions {
    private let definitions: Definitions
    private let store: Store
    private let locales: Locales?
    private var surveys: [String: Survey] = [:]
    private var themes: [SurveyID: (edition: SurveyEdition, themes: SurveyThemes?)] = [:]

    init(definitions: Definitions, store: Store, locales: Locales?) {
        self.definitions = definitions
        self.store = store
        self.locales = locales
    }

    func survey(_ id: SurveyID, version: Int) async throws -> Survey {
        let survey = try await kept(id, version: version)
        guard let locales,
            let edition = try await store.latestEdition(of: id, version: version)
        else { return survey }
        let file = "\(id)/\(version)/\(edition)"
        if !locales.added.has(file) {
            let draft = try await published(id, SurveyEdition(version: version, edition: edition))
            locales.added.add(
                Dictionary(
                    uniqueKeysWithValues: locales.languages.map {
                        ($0.tag, draft.messages(in: $0))
                    }), as: file)
        }
        return survey.withTexts(in: file)
    }

    private func kept(_ id: SurveyID, version: Int) async throws -> Survey {
        let name = "\(id) \(version)"
        if let survey = surveys[name] { return survey }
        guard let source = try await store.surveySource(id, version: version),
            let survey = readSurvey(
                source: source, named: name, districts: definitions.districts,
                policy: definitions.policy,
                goals: definitions.goals, reportingTo: FaultCollector())
        else { throw ConsultationError.damagedSurvey(id, version: version) }
        surveys[name] = survey
        return survey
    }

    /// The files of a survey as they were published in the workspace.
    func published(_ id: SurveyID, _ edition: SurveyEdition) async throws -> SurveyDraft {
        guard let content = try await store.content(of: id, edition),
            let draft = SurveyDraft(content: content)
        else { throw ConsultationError.damagedSurvey(id, version: edition.version) }
        return draft
    }

    /// What texts can be coded to, in the newest files of the survey that were published in the workspace.
    func themes(of id: SurveyID) async throws -> SurveyThemes? {
        guard let newest = try await store.editions()[id]?.last else { return nil }
        if let known = themes[id], known.edition == newest { return known.themes }
        let draft = try await published(id, newest)
        let read = readSurveyFolder(
            draft.survey, themes: draft.themes, id: id, among: definitions,
            reportingTo: FaultCollector()
        ).themes
        themes[id] = (newest, read)
        return read
    }
}

extension Consultation {
    /// The newest version of a survey: of those that are shipped and those that were published in the workspace.
    ///
    /// - Returns: `nil` when there is no such survey.
    public func newestSurvey(_ id: SurveyID) async throws -> Survey? {
        let shipped = definitions.survey(id)
        guard let newest = try await store.editions()[id]?.last,
            newest.version >= shipped?.version ?? 0
        else { return shipped }
        return try await versions.survey(id, version: newest.version)
    }

    /// What texts of the question can be coded to: the list of today, of the shipped files and of those that were published
    /// in the workspace.
    func themes(of question: QuestionID, in survey: SurveyID) async throws -> [ThemeID] {
        let shipped = definitions.themes(of: question, in: survey)
        let published = try await versions.themes(of: survey)?.themes(of: question) ?? []
        return shipped + published.filter { !shipped.contains($0) }
    }

    /// The longest interval between two mixings that an open round's survey asks for; `nil` while none is open.
    public func minutesBetweenMixings() async throws -> Int? {
        var minutes: Int?
        for round in try await store.rounds() where round.stage == .open {
            minutes = max(minutes ?? 0, try await survey(of: round).policy.minutesBetweenMixings)
        }
        return minutes
    }
}

extension SurveyDraft {
    /// As it is kept.
    ///
    /// - Returns: `nil` for what no version of the software wrote.
    init?(content: String) {
        guard
            let draft = try? JSONDecoder().decode(SurveyDraft.self, from: Data(content.utf8))
        else { return nil }
        self = draft
    }

    /// As it is kept: keys in order, so that the same draft is the same text.
    var content: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
