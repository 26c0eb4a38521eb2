import Anonymization
import Dialogues
import Foundation
import FreeText
import Storage
import SurveyDefinition

/// Texts and judgements out of the store and their seals: for the verbs of moderators and of publication.
extension Consultation {
    /// - Throws: `ModerationError.unknownQuestion`; `.textsDisposed`; `ConsultationError.unknownRound`.
    func freeTextQuestion(_ id: QuestionID, in round: RoundID) async throws -> Question {
        let round = try await self.round(round)
        guard let question = try await survey(of: round).question(id), question.isFreeText else {
            throw ModerationError.unknownQuestion(id)
        }
        if let date = round.textsDisposedOn {
            throw ModerationError.textsDisposed(round.id, on: date)
        }
        return question
    }

    func stored(_ selection: TextSelection, in round: RoundID) async throws -> [StoredText] {
        var found: [StoredText] = []
        var after = selection.after?.key
        while found.count < selection.limit {
            let page = try await store.texts(
                from: TextPlace(of: selection.question, in: round, after: after), limit: 200)
            found += try page.filter {
                selection.which.includes(try judgement(of: $0, in: round))
            }.prefix(selection.limit - found.count)
            guard page.count == 200 else { break }
            after = page.last?.key
        }
        return found
    }

    func stored(_ id: TextID, in round: RoundID) async throws -> StoredText {
        do {
            return try await store.text(id.key, in: round)
        } catch {
            throw error.forModerator
        }
    }

    /// - Throws: `ModerationError.judgedMeanwhile` when it isn't as it was read.
    func stored(_ text: TextReference, in round: RoundID) async throws -> StoredText {
        let stored = try await stored(text.id, in: round)
        guard stored.judgement?.revision ?? 0 == text.revision else {
            throw ModerationError.judgedMeanwhile
        }
        return stored
    }

    /// The text before a moderator. It is masked once more: a database of software before 0.3 holds texts
    /// as they were written.
    func open(_ stored: StoredText, in round: RoundID) throws -> ReadText {
        let masked = mask(try textSeal.open(stored.sealed, of: stored.question, in: round))
        return ReadText(
            reference: TextReference(
                TextID(stored.key), revision: stored.judgement?.revision ?? 0),
            question: stored.question, text: masked.text, isFlagged: masked.isFlagged,
            judgement: try judgement(of: stored, in: round))
    }

    func judgement(of stored: StoredText, in round: RoundID) throws -> TextJudgement? {
        try stored.judgement.map {
            try judgementSeal.open($0.sealed, of: stored.key, to: stored.question, in: round)
        }
    }

    /// All that has been said of a round's texts, by question.
    func judgements(in round: RoundID) async throws -> [QuestionID: [TextJudgement]] {
        try await store.judgements(in: round).reduce(into: [:]) { judgements, stored in
            judgements[stored.question, default: []].append(
                try judgementSeal.open(
                    stored.sealed, of: stored.key, to: stored.question, in: round))
        }
    }

    /// - Returns: the text as it is now.
    func keep(
        _ judgement: TextJudgement, of text: StoredText, in round: RoundID
    ) async throws -> TextReference {
        let sealed = judgementSeal.seal(judgement, of: text.key, to: text.question, in: round)
        do {
            let revision = try await store.keep(
                judgement: sealed, of: text.key, in: round,
                replacing: text.judgement?.revision ?? 0)
            return TextReference(TextID(text.key), revision: revision)
        } catch {
            throw error.forModerator
        }
    }

    /// The wording as it may be published: normalised, without spaces around it.
    func checked(_ wording: String, longest: Int) throws(ModerationError) -> String {
        let masked = mask(wording)
        guard masked.kinds.isEmpty else { throw .wordingTellsPersonalData }
        let text = masked.text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw .emptyWording }
        guard text.count <= longest else { throw .wordingTooLong(longest: longest) }
        return text
    }
}

extension StorageError {
    /// What a moderator can do something about.
    fileprivate var forModerator: any Error {
        switch self {
        case .unknownText: ModerationError.unknownText
        case .textJudgedMeanwhile: ModerationError.judgedMeanwhile
        default: self
        }
    }
}

extension Question {
    /// In characters; 0 for a question that isn't answered with a text.
    var longestText: Int {
        if case .freeText(let longest) = kind { longest } else { 0 }
    }
}
