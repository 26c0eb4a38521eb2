import Dialogues
import HTTPTypes
import Localization
import Pipeline
import SurveyDefinition

/// Dialogues before programs: started, filled in and translated, opened, closed, followed and answered.
struct DialogueAPI: Sendable {
    let workspace: Workspace

    private var verbs: DialogueVerbs { workspace.verbs.dialogues }

    @Sendable func templates(_ call: APICall) async throws -> APIReply {
        .document(TemplatesDocument(verbs.templates, verbs.definitions))
    }

    @Sendable func all(_ call: APICall) async throws -> APIReply {
        .document(try await verbs.all(call.signedIn).map(ListedDialogueDocument.init))
    }

    @Sendable func one(_ call: APICall) async throws -> APIReply {
        .document(try await workspace.document(of: call.round, call))
    }

    @Sendable func start(_ call: APICall) async throws -> APIReply {
        let id = try await verbs.start(call.document(StartDocument.self).start, call.signedIn)
        return .document(
            try await workspace.document(of: id, call), status: .created,
            location: "\(WorkspacePath.api)/dialogues/\(id)")
    }

    func take(_ step: DialogueStep) -> @Sendable (APICall) async throws -> APIReply {
        { call in
            try await verbs.take(step, call.round, call.signedIn)
            return try await one(call)
        }
    }

    @Sendable func following(_ call: APICall) async throws -> APIReply {
        .document(
            FollowingDocument(try await workspace.verbs.reach.following(call.round, call.signedIn)))
    }

    /// Notes what was seen on a walk.
    @Sendable func note(_ call: APICall) async throws -> APIReply {
        try await verbs.note(call.round, call.document([String: String].self), call.signedIn)
        return .document(
            try await workspace.document(of: call.round, call), status: .created)
    }

    // MARK: Its forms

    @Sendable func part(_ call: APICall) async throws -> APIReply {
        try await form(part(of: call), call)
    }

    @Sendable func changePart(_ call: APICall) async throws -> APIReply {
        try await change(part(of: call), call)
    }

    @Sendable func translation(_ call: APICall) async throws -> APIReply {
        try await form(.translation(language(of: call)), call)
    }

    @Sendable func changeTranslation(_ call: APICall) async throws -> APIReply {
        try await change(.translation(language(of: call)), call)
    }

    private func form(_ part: DialoguePart, _ call: APICall) async throws -> APIReply {
        let now = try await followed(call, with: part)
        return .document(
            PartDocument(revision: now.revision, fields: now.dialogue.fields(of: part)))
    }

    /// - Throws: `WorkspaceProblem.unknownPage` for an observation that was never noted.
    private func followed(
        _ call: APICall, with part: DialoguePart
    ) async throws -> FollowedDialogue {
        let now = try await verbs.one(call.round, call.signedIn)
        if case .observation(let number) = part {
            guard now.dialogue.observations.hasGiven(number) else {
                throw WorkspaceProblem.unknownPage
            }
        }
        return now
    }

    private func change(_ part: DialoguePart, _ call: APICall) async throws -> APIReply {
        let sent = try call.document(PartDocument.self)
        let known = try await followed(call, with: part).dialogue
        let unknown = sent.fields.keys.filter { !known.hasField($0, in: part) }
        guard unknown.isEmpty else {
            throw DialogueFaults(
                Dictionary(uniqueKeysWithValues: unknown.map { ($0, .unknownChoice) }))
        }
        try await verbs.change(call.round, part, sent.fields, sent.revision, call.signedIn)
        return try await form(part, call)
    }

    private func part(of call: APICall) throws -> DialoguePart {
        switch try call.parameter("part") {
        case "facts": return .facts
        case "texts": return .texts
        case "meetings": return .meetings
        case "outcome": return .outcome
        case let name:
            guard let number = name.wholeMatch(of: /observation-([1-9][0-9]{0,5})/)?.1,
                let number = Int(number)
            else { throw WorkspaceProblem.unknownPage }
            return .observation(number)
        }
    }

    private func language(of call: APICall) throws -> LanguageTag {
        guard let tag = LanguageTag(try call.parameter("language")),
            workspace.locales.language(tag) != nil, tag != Locales.source
        else { throw WorkspaceProblem.unknownPage }
        return tag
    }
}

extension Workspace {
    /// A dialogue as programs read it.
    func document(of id: RoundID, _ call: APICall) async throws -> DialogueDocument {
        let followed = try await verbs.dialogues.one(id, call.signedIn)
        let link = verbs.reach.link(id, nil, .web, answersBase(of: call.request))
        return DialogueDocument(followed, verbs.dialogues.templates, link: link)
    }
}

extension Dialogue {
    /// Whether a form of the dialogue has a field of the name, or gets one with the next entry.
    fileprivate func hasField(_ name: String, in part: DialoguePart) -> Bool {
        switch part {
        case .facts, .texts: fields(of: part)[name] != nil
        case .translation, .observation:
            fields(of: part)[
                name.hasSuffix(".confirmed") ? String(name.dropLast(".confirmed".count)) : name]
                != nil
        case .meetings:
            name.wholeMatch(of: /meeting\.[1-9][0-9]{0,2}(\.(date|time|place))?/) != nil
        case .outcome:
            fields(of: part)[name] != nil
                || name.wholeMatch(of: /promise\.[1-9][0-9]{0,2}(\.(date|status))?/) != nil
        }
    }
}
