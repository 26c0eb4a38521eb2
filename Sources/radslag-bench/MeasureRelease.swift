import Anonymization
import Dialogues
import DisclosureControl
import Foundation
import Indicators
import Pipeline
import Storage
import SurveyDefinition

/// A release from the kept counts, for a thousand and for a million responses.
///
/// The million are the counts of 10 000 synthetic responses, each a hundred times. They fill more cells than a
/// thousand responses do, and counting cells takes its time; in the same cells the number makes no difference. The
/// round before, which it is tested against, is counted outside the clock.
func measureRelease(on workbench: Workbench) async throws -> [Figure] {
    let large = try await workbench.demonstration(of: 10_000)
    let small = try await workbench.demonstration(of: 1000)
    let survey = try await workbench.survey
    let release = ReleaseMaking(survey: survey, definitions: workbench.definitions)
    let megabytesOfThousand = try await megabytes {
        _ = try release.milliseconds(try await small.store.responses(in: small.round))
    }
    let megabytesOfMillion = try await megabytes {
        _ = try release.milliseconds(try await large.store.responses(in: large.round).times(100))
    }
    let thousand = try await small.store.responses(in: small.round)
    let million = try await large.store.responses(in: large.round).times(100)
    let sameCells = thousand.times(1000)
    var reading: [Double] = []
    var ofMillion: [Double] = []
    var ofThousand: [Double] = []
    var ofSameCells: [Double] = []
    for _ in 0..<15 {
        let start = now()
        _ = try await large.store.responses(in: large.round)
        reading.append((now() - start) * 1000)
        ofMillion.append(try release.milliseconds(million))
        ofThousand.append(try release.milliseconds(thousand))
        ofSameCells.append(try release.milliseconds(sameCells))
    }
    return [
        Figure(
            "release of 1 000 000 responses", median(zip(reading, ofMillion).map(+)), "ms",
            .atMost(50)),
        Figure("  of it reading \(million.counts.count) kept counts", median(reading), "ms"),
        Figure(
            "  of it tabulating and protecting, against 1 000 responses", median(ofMillion), "ms",
            against: median(ofThousand)),
        Figure(
            "release of 1 000 000 against 1 000 in the same cells", median(ofSameCells), "ms",
            against: median(ofThousand), .ratioAtMost(1.2)),
        Figure(
            "memory of a release of 1 000 000, against 1 000", megabytesOfMillion, "MB",
            against: megabytesOfThousand),
    ]
}

/// By how much the program's memory grew at most while something was done.
private func megabytes(of work: () async throws -> Void) async throws -> Double {
    // Linux forgets the highest memory so far when 5 is written here.
    try Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
    let before = try kilobytes("VmRSS")
    try await work()
    return Double(try kilobytes("VmHWM") - before) / 1024
}

/// A line of the kernel's account of this program.
private func kilobytes(_ name: String) throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
}

/// What the demonstration's responses take in the database, mixed and closed.
func measureSize(on workbench: Workbench) async throws -> [Figure] {
    let responses = 20_000
    let demonstration = try await workbench.demonstration(of: responses)
    return [
        Figure(
            "database bytes per response, of \(responses)",
            Double(demonstration.bytes) / Double(responses), "bytes", .atMost(500))
    ]
}

/// The stages from kept counts to a release, as `publishRelease` joins them: weights, intervals,
/// tests against the rest, against a round before and against published values, protection, audit.
private struct ReleaseMaking {
    let survey: Survey
    let definitions: Definitions

    func milliseconds(_ responses: ResponseTable) throws -> Double {
        let population = survey.weighting.flatMap { definitions.population($0.population) }
        let published = Dictionary(
            uniqueKeysWithValues: definitions.goals.indicators.map { ($0.id, $0.published) })
        let before = tabulate(
            responses, by: survey, goals: definitions.goals, population: population)
        let earlier = EarlierRound(
            id: "before", table: before, published: protect(before, policy: survey.policy),
            comparable: Set(survey.codings.map(\.indicator)))
        let seconds = try timed {
            let indicators = tabulate(
                responses, by: survey, goals: definitions.goals, population: population)
            let table = protect(
                indicators, comparing: Comparisons(earlier: earlier, published: published),
                policy: survey.policy)
            let candidate = ReleaseCandidate(
                round: Workbench.round,
                survey: .init(id: survey.id, version: survey.version, digest: survey.digest),
                method: .init(
                    sampling: Sampling.probability.rawValue, isDemonstration: true,
                    weighting: "raked", interval: "logit",
                    smallestBase: survey.policy.smallestBase,
                    smallestCell: survey.policy.smallestCell,
                    softwareVersion: Consultation.softwareVersion),
                responsesAtLeast: responses.responses, table: table)
            _ = try nextRelease(
                after: [], candidate: candidate, of: indicators, policy: survey.policy)
        }
        return seconds * 1000
    }
}

extension ResponseTable {
    /// Every count so many times.
    fileprivate func times(_ factor: Int) -> ResponseTable {
        ResponseTable(
            counts: counts.mapValues { $0 * factor }, classes: classes.mapValues { $0 * factor })
    }
}
