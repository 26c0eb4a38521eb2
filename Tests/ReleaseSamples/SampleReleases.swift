import Dialogues
import Foundation
import Localization
import Reports
import SurveyDefinition
import TestSupport

@testable import DisclosureControl
@testable import Indicators

/// Writes random rounds with the files that are published of them, one folder per round:
///
/// - `survey.json`, what everybody knows of the survey, and `truth.json`, what nobody may;
/// - `release-1.json` and `release-1.csv`; then `release-2` with an indicator more, or with the same
///   answers weighted instead of unweighted or the other way round, when it may be published;
/// - `swapped.json`, the first release as it would be if two withheld groups had each other's
///   answers, when the round has such groups; or
/// - `moved-1.json` and `moved-2.json`, as it would be if a respondent of one withheld group had
///   answered otherwise, or her like in another.
@Sendable
func writeReleases(_ arguments: Arguments) throws {
    try write(arguments, by: .own)
}

/// As `writeReleases`, by a rule that withholds thin groups and nothing else, unaudited.
@Sendable
func writeNaiveReleases(_ arguments: Arguments) throws {
    try write(arguments, by: .thinGroupsOnly)
}

private func write(_ arguments: Arguments, by rule: SampleRule) throws {
    for place in 0..<arguments.count {
        var generator = SeededGenerator(seed: arguments.seed &* 1_000_003 &+ UInt64(place))
        let publication = SamplePublication(rule: rule, using: &generator)
        let name = "\(arguments.seed)-\(place)"
        try publication.write(to: arguments.destination.appending(path: name), using: &generator)
    }
}

/// A round with all that is published of it.
private struct SamplePublication {
    let survey: SampleSurvey
    let round: SampleRound
    let sampling: Sampling
    let rule: SampleRule
    /// What is to be published, one after the other.
    let order: [(asked: Survey, exact: IndicatorTable)]
    let weighted: IndicatorTable

    init(rule: SampleRule, using generator: inout some RandomNumberGenerator) {
        survey = SampleSurvey(using: &generator)
        round = SampleRound(answering: survey.plain, using: &generator)
        sampling = Bool.random(using: &generator) ? .probability : .selfSelected
        let counted = [survey.plain, survey.weighted].map { [survey, round] asked in
            (asked: asked, exact: survey.tabulation(of: round, asking: asked))
        }
        weighted = counted[1].exact
        let ordered = counted.shuffled(using: &generator)
        var fewer = ordered[1]
        fewer.exact = fewer.exact.removingIndicator(using: &generator)
        order = [Bool.random(using: &generator) ? fewer : ordered[0], ordered[1]]
        self.rule = rule
    }

    func write(to folder: URL, using generator: inout some RandomNumberGenerator) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var refused: [String] = []
        var releases: [Release] = []
        for (asked, exact) in order {
            do {
                let release = try release(of: exact, asking: asked, after: releases)
                if release.number > releases.count { releases.append(release) }
            } catch {
                refused.append(String(describing: error))
                if releases.isEmpty { break }
            }
        }
        for release in releases {
            let path = folder.appending(path: "release-\(release.number)")
            try file(of: release, .json).write(to: path.appendingPathExtension("json"))
            try file(of: release, .csv).write(to: path.appendingPathExtension("csv"))
        }
        try encode(PublicSurvey(survey.plain, question: round.questions), to: folder, "survey")
        try encode(
            SampleTruth(of: weighted, refused: refused), to: folder, "truth")
        if let first = releases.first {
            try writeTwins(of: first, to: folder, using: &generator)
        }
    }

    private func encode(_ value: some Encodable, to folder: URL, _ name: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try encoder.encode(value).write(to: folder.appending(path: name + ".json"))
    }

    // MARK: Releases

    private func release(
        of exact: IndicatorTable, asking asked: Survey, after ledger: [Release]
    ) throws -> Release {
        let comparisons = sampling == .selfSelected ? nil : Comparisons()
        let table = rule.table(of: exact, comparing: comparisons, policy: asked.policy)
        let weights = AppliedWeights(exact.weighting)
        let step = asked.policy.participationStep
        let candidate = ReleaseCandidate(
            round: "sample",
            survey: .init(id: asked.id, version: asked.version, digest: asked.digest),
            method: .init(
                sampling: sampling.rawValue, isDemonstration: false,
                weighting: weights?.method.rawValue ?? "none", interval: "logit",
                smallestBase: asked.policy.smallestBase, smallestCell: asked.policy.smallestCell,
                softwareVersion: "sample", weights: weights, languages: [],
                baseStep: Release.baseStep, weightingFailure: exact.weighting.failure),
            responsesAtLeast: exact.respondents / step * step, table: table,
            series: series(over: [
                ReleasedRound(
                    round: "sample", period: "2026", release: ledger.count + 1, table: table,
                    isWeighted: weights != nil, survey: asked, startsSeries: nil)
            ]))
        return try rule.release(
            after: ledger, candidate: candidate, of: exact, policy: asked.policy)
    }

    private enum Format {
        case json, csv
    }

    private func file(of release: Release, _ format: Format) throws -> Data {
        let context = ReportContext(
            round: Round(
                id: release.round, survey: survey.plain.id, surveyVersion: 1, period: "2026",
                sampling: sampling, stage: .closed),
            survey: survey.plain, goals: survey.definitions.goals,
            districts: survey.definitions.districts, municipality: "Sample")
        switch format {
        case .json: return try json(release, context, in: words)
        case .csv: return Data(csv(release, context, style: .machines, in: words).utf8)
        }
    }

    // MARK: Twins

    private func writeTwins(
        of release: Release, to folder: URL, using generator: inout some RandomNumberGenerator
    ) throws {
        let asked = order[0].asked
        func write(_ twin: SampleRound, _ name: String, population: PopulationTable? = nil) throws {
            // What the auditor refuses is not published, and there is nothing to compare.
            let exact = survey.tabulation(of: twin, asking: asked, population: population)
                .keepingIndicators(of: order[0].exact)
            guard let release = try? self.release(of: exact, asking: asked, after: []) else {
                return
            }
            try file(of: release, .json).write(to: folder.appending(path: name + ".json"))
        }
        let twins = SampleTwins(of: round, published: release.table, codings: asked.codings)
        // Post-stratification joins a small group with its neighbour, so that there order counts.
        let weighted = asked.weighting?.variables ?? []
        let margins = survey.population.margins.filter { weighted.contains($0.key) }
            .mapValues { asked.weighting?.method == .raked ? $0 : [:] }
        if Bool.random(using: &generator),
            let swap = twins.swap(margins: margins, using: &generator)
        {
            try write(
                swap.round, "swapped",
                population: survey.population.swapping(swap.groups, of: swap.variable))
            try encode(swap, to: folder, "swap")
        } else if let move = twins.move(using: &generator) {
            try write(move.rounds.0, "moved-1")
            try write(move.rounds.1, "moved-2")
            try encode(move, to: folder, "move")
        }
    }
}

extension IndicatorTable {
    /// As it was before one of its indicators was thought of.
    fileprivate func removingIndicator(
        using generator: inout some RandomNumberGenerator
    ) -> IndicatorTable {
        let removed = Int.random(in: indicators.indices, using: &generator)
        return keeping { $0 != indicators[removed].id }
    }

    fileprivate func keepingIndicators(of other: IndicatorTable) -> IndicatorTable {
        keeping { id in other.indicators.contains { $0.id == id } }
    }

    private func keeping(_ isKept: (IndicatorID) -> Bool) -> IndicatorTable {
        IndicatorTable(
            respondents: respondents, weighting: weighting,
            indicators: indicators.filter { isKept($0.id) }, questions: questions,
            composition: composition)
    }
}

extension SampleSurvey {
    /// - Parameter population: the survey's own unless another is given.
    fileprivate func tabulation(
        of round: SampleRound, asking asked: Survey, population: PopulationTable? = nil
    ) -> IndicatorTable {
        tabulate(
            round.counts, by: asked, goals: definitions.goals,
            population: asked.weighting == nil ? nil : population ?? self.population)
    }
}

/// No texts: titles are keys.
private let words = Locales(
    languages: [
        Language(
            tag: "sv", name: "svenska", direction: .leftToRight,
            numbers: NumberFormat(
                decimalMark: ",", groupMark: " ", minus: "−", percentPattern: "{number} %"))
    ],
    catalogues: [:]
).localizer(for: "sv")
