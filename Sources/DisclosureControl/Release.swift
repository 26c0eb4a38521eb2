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
        /// `none`, `raked` or `poststratified`.
        public let weighting: String
        /// The kinds of intervals, at 95 %.
        public let interval: String
        public let smallestBase: Int
        public let smallestCell: Int
        public let softwareVersion: String
        /// `nil` without weights.
        public let weights: AppliedWeights?
        /// The language versions that could be answered, as tags; `nil` in releases of software
        /// before 0.2.
        public let languages: [String]?
        /// What numbers of answers are rounded to; `nil` in releases of software before 0.2, which
        /// told them exactly.
        public let baseStep: Int?
        /// Why the survey's weights could not be computed; `nil` when they were, or none were asked
        /// for.
        public let weightingFailure: String?

        /// Whether the figures may be called the municipality's official ones: they are of real
        /// people, and no weight rests on made-up population figures.
        public var isOfficial: Bool { !isDemonstration && weights?.population.isExample != true }

        public init(
            sampling: String, isDemonstration: Bool, weighting: String, interval: String,
            smallestBase: Int, smallestCell: Int, softwareVersion: String,
            weights: AppliedWeights? = nil, languages: [String]? = nil, baseStep: Int? = nil,
            weightingFailure: String? = nil
        ) {
            self.sampling = sampling
            self.isDemonstration = isDemonstration
            self.weighting = weighting
            self.interval = interval
            self.smallestBase = smallestBase
            self.smallestCell = smallestCell
            self.softwareVersion = softwareVersion
            self.weights = weights
            self.languages = languages
            self.baseStep = baseStep
            self.weightingFailure = weightingFailure
        }
    }

    /// What numbers of answers are rounded to today: rule R5.
    public static let baseStep = 5

    public let round: RoundID
    /// From 1.
    public let number: Int
    public let survey: SurveyReference
    public let method: Method
    /// Responses of the round, rounded down to the policy's step for participation.
    public let responsesAtLeast: Int
    public let table: ProtectedTable
    /// Each indicator over the rounds of the survey so far; `nil` in releases of software before 0.2.
    public let series: [IndicatorSeries]?
    /// Themes and quotations of the free texts; `nil` when none are published, and in releases of
    /// software before 0.3.
    public let texts: ProtectedTexts?

    public init(
        round: RoundID, number: Int, survey: SurveyReference, method: Method, responsesAtLeast: Int,
        table: ProtectedTable, series: [IndicatorSeries]? = nil, texts: ProtectedTexts? = nil
    ) {
        self.round = round
        self.number = number
        self.survey = survey
        self.method = method
        self.responsesAtLeast = responsesAtLeast
        self.table = table
        self.series = series
        self.texts = texts
    }

    /// The release with other texts and the same figures, under another number.
    func replacing(texts: ProtectedTexts?, number: Int) -> Release {
        Release(
            round: round, number: number, survey: survey, method: method,
            responsesAtLeast: responsesAtLeast, table: table, series: series, texts: texts)
    }

    /// The release as it is shown beside a later one: without the quotations that the later one doesn't
    /// have any more, because somebody withdrew them.
    public func withoutQuotations(withdrawnBy latest: Release) -> Release {
        replacing(texts: texts?.withoutQuotations(withdrawnBy: latest.texts), number: number)
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
