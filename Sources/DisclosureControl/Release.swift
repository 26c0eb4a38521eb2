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
        /// `probability`, `census`, `group` or `self-selected`.
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
    /// What staff have left out; `nil` when nothing was.
    public let leftOut: [ReleasePart]?
    /// Why each release after the first was made, where somebody has said so; `nil` when nobody has.
    public let reissues: [Reissue]?

    public init(
        round: RoundID, number: Int, survey: SurveyReference, method: Method, responsesAtLeast: Int,
        table: ProtectedTable, series: [IndicatorSeries]? = nil, texts: ProtectedTexts? = nil,
        leftOut: [ReleasePart]? = nil, reissues: [Reissue]? = nil
    ) {
        self.round = round
        self.number = number
        self.survey = survey
        self.method = method
        self.responsesAtLeast = responsesAtLeast
        self.table = table
        self.series = series
        self.texts = texts
        self.leftOut = leftOut
        self.reissues = reissues
    }

    /// The release with other texts and the same figures, under another number.
    func replacing(
        texts: ProtectedTexts?, leftOut: [ReleasePart]? = nil, number: Int
    ) -> Release {
        Release(
            round: round, number: number, survey: survey, method: method,
            responsesAtLeast: responsesAtLeast, table: table, series: series, texts: texts,
            leftOut: leftOut, reissues: reissues)
    }

    /// The release with what residents are told of why it replaces the one before.
    ///
    /// - Parameter day: `YYYY-MM-DD`.
    public func telling(_ reason: String, on day: String) -> Release {
        let own = Reissue(number: number, on: day, reason: reason)
        return Release(
            round: round, number: number, survey: survey, method: method,
            responsesAtLeast: responsesAtLeast, table: table, series: series, texts: texts,
            leftOut: leftOut, reissues: (reissues ?? []) + [own])
    }

    /// The release as it is shown beside a later one: without the quotations that the later one doesn't
    /// have any more, because somebody withdrew them.
    public func withoutQuotations(withdrawnBy latest: Release) -> Release {
        replacing(
            texts: texts?.withoutQuotations(withdrawnBy: latest.texts), leftOut: leftOut,
            number: number)
    }

    /// The release as the ledger keeps it: JSON with sorted keys, the same bytes for the same figures.
    public func canonicalJSON() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// SHA-256 of `canonicalJSON`, in hexadecimal.
    public func digest() throws -> String { hexadecimal(SHA256.hash(data: try canonicalJSON())) }

    /// The digest of the release together with the reason that is going to be told for it: what one person
    /// has seen when another approves it.
    public func digest(with reason: String) throws -> String {
        hexadecimal(SHA256.hash(data: try canonicalJSON() + Data([0x0A]) + Data(reason.utf8)))
    }

    private func hexadecimal(_ digest: SHA256Digest) -> String {
        digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}

/// What residents are told of a release that replaced another.
public struct Reissue: Sendable, Hashable, Codable {
    /// Of the release.
    public let number: Int
    /// `YYYY-MM-DD`.
    public let on: String
    /// As staff wrote it, in Swedish.
    public let reason: String

    init(number: Int, on: String, reason: String) {
        self.number = number
        self.on = on
        self.reason = reason
    }
}
