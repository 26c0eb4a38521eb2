import Crypto
public import Foundation
public import SurveyDefinition

/// A round's published figures: numbered, unchangeable, and the one source of every page and file.
public struct Release: Sendable, Equatable, Codable {
    /// The survey version that was asked.
    public struct SurveyReference: Sendable, Equatable, Codable {
        public let id: SurveyID
        public let version: Int
        public let digest: String

        public init(id: SurveyID, version: Int, digest: String) {
            self.id = id
            self.version = version
            self.digest = digest
        }
    }

    /// How the figures were made.
    public struct Method: Sendable, Equatable, Codable {
        /// `probability`, `census` or `self-selected`.
        public let sampling: String
        public let isDemonstration: Bool
        /// `none` until weights exist.
        public let weighting: String
        /// `wilson`, at 95 %.
        public let interval: String
        public let smallestBase: Int
        public let smallestCell: Int
        public let softwareVersion: String

        public init(
            sampling: String, isDemonstration: Bool, weighting: String, interval: String,
            smallestBase: Int,
            smallestCell: Int, softwareVersion: String
        ) {
            self.sampling = sampling
            self.isDemonstration = isDemonstration
            self.weighting = weighting
            self.interval = interval
            self.smallestBase = smallestBase
            self.smallestCell = smallestCell
            self.softwareVersion = softwareVersion
        }
    }

    public let round: RoundID
    /// From 1.
    public let number: Int
    public let survey: SurveyReference
    public let method: Method
    /// Responses of the round, rounded down to the policy's step for participation.
    public let responsesAtLeast: Int
    public let table: ProtectedTable

    public init(
        round: RoundID, number: Int, survey: SurveyReference, method: Method, responsesAtLeast: Int,
        table: ProtectedTable
    ) {
        self.round = round
        self.number = number
        self.survey = survey
        self.method = method
        self.responsesAtLeast = responsesAtLeast
        self.table = table
    }

    /// The release as the ledger keeps it: JSON with sorted keys, the same bytes for the same figures.
    public func canonicalJSON() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// SHA-256 of `canonicalJSON`, in hexadecimal.
    public func digest() throws -> String {
        SHA256.hash(data: try canonicalJSON())
            .map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
            .joined()
    }
}
