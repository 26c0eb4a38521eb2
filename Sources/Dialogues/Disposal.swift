import Crypto
public import Foundation
public import SurveyDefinition

/// What of a closed round is disposed of (*gallring*).
public enum DisposalScope: String, Sendable, Hashable, Codable, CaseIterable {
    /// The free texts.
    case texts
    /// Fragments, detached answers, and the counts of both, which releases are made from. Releases
    /// that are published stay.
    case answers
    /// Both.
    case all

    public var includesTexts: Bool { self != .answers }
    public var includesAnswers: Bool { self != .texts }

    /// - Returns: `nil` when neither is included.
    public init?(texts: Bool, answers: Bool) {
        switch (texts, answers) {
        case (true, true): self = .all
        case (true, false): self = .texts
        case (false, true): self = .answers
        case (false, false): return nil
        }
    }

    /// What of this the round still holds; `nil` when all of it was disposed of before.
    public func remaining(in round: Round) -> DisposalScope? {
        DisposalScope(
            texts: includesTexts && round.textsDisposedOn == nil,
            answers: includesAnswers && round.answersDisposedOn == nil)
    }
}

/// The written proof that something of a round was deleted: what, how many rows, when, by what.
///
/// It holds no digest of what was deleted: whoever guesses an answer could try the guess against one.
/// Its own digest covers what it says, with the digest of the round's last release, so that a proof that
/// was changed, or moved to another round, doesn't fit. It is no signature: it shows mistakes, and not
/// who wrote it.
public struct DisposalProof: Sendable, Hashable, Codable {
    /// What the proof says.
    public struct Deletion: Sendable, Hashable, Codable {
        public let round: RoundID
        /// From 1, per round.
        public let number: Int
        public let survey: SurveyID
        public let surveyVersion: Int
        public let what: DisposalScope
        /// Deleted rows by table.
        public let rows: [String: Int]
        /// `nil` when the round had no release.
        public let lastRelease: ReleaseReference?
        public let softwareVersion: String
        /// `YYYY-MM-DD`.
        public let date: String

        public init(
            of what: DisposalScope, in round: Round, number: Int, rows: [String: Int],
            lastRelease: ReleaseReference?, softwareVersion: String, on day: CalendarDay
        ) {
            self.round = round.id
            self.number = number
            survey = round.survey
            surveyVersion = round.surveyVersion
            self.what = what
            self.rows = rows
            self.lastRelease = lastRelease
            self.softwareVersion = softwareVersion
            date = "\(day)"
        }
    }

    /// A release as the ledger knows it.
    public struct ReleaseReference: Sendable, Hashable, Codable {
        public let number: Int
        public let digest: String

        public init(number: Int, digest: String) {
            self.number = number
            self.digest = digest
        }
    }

    public let deletion: Deletion
    /// SHA-256, in hexadecimal, of `deletion` as JSON with sorted keys and without spaces.
    public let digest: String

    /// - Throws: what `JSONEncoder` throws; not for any deletion that the store makes.
    public init(of deletion: Deletion) throws {
        self.deletion = deletion
        digest = SHA256.hash(data: try Self.encoder.encode(deletion))
            .map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
            .joined()
    }

    /// Whether the digest is that of what the proof says.
    public var isIntact: Bool {
        (try? DisposalProof(of: deletion).digest == digest) ?? false
    }

    /// The proof as it is kept and written: JSON with sorted keys and without spaces.
    public func json() throws -> Data { try Self.encoder.encode(self) }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
