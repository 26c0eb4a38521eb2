import ArgumentParser
import Foundation
import Pipeline
import Storage
import SurveyDefinition

/// `radslag mix`: mixes what waits in the open rounds, as the running service does by itself.
struct Mix: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Mixes what waits in the open rounds.",
        discussion: """
            Only responses whose class is large enough leave the pool, at least 20 at a time.

            Example:
              radslag mix trygghet-2026
            """)

    @Argument(help: "The round's id; every open round when left out.") var id: String?
    @OptionGroup var folders: FolderOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        let consultation = try DataFolder(data).open(try Reading.read(folders))
        if let id {
            try await consultation.mix(RoundID(id))
        } else {
            try await consultation.mixOpenRounds()
        }
        print("Mixed.")
    }
}

/// `radslag demo`: fills a demonstration round with synthetic respondents.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fills an open demonstration round with synthetic respondents.",
        discussion: """
            They take the same way as real ones. A round that isn't marked as a demonstration is refused.

            Example:
              radslag demo --round exempel --responses 2000 --seed 1
              radslag demo --round exempel-2026 --responses 2000 --seed 2 --shift 0.04
            """)

    @ArgumentParser.Option(help: "The round's id.") var round: String
    @ArgumentParser.Option(help: "How many respondents.") var responses: Int = 2000
    @ArgumentParser.Option(help: "The same seed gives the same respondents.") var seed: UInt64 = 1
    @ArgumentParser.Option(
        help: "Added to every share, so that rounds differ: 0.04 is four percentage points.")
    var shift: Double = 0
    @OptionGroup var folders: FolderOptions
    @OptionGroup var data: DataOptions

    func validate() throws {
        guard (-1...1).contains(shift) else {
            throw ValidationError("The shift must lie between -1 and 1.")
        }
        guard responses > 0 else { throw ValidationError("There must be at least one respondent.") }
    }

    func run() async throws {
        let consultation = try DataFolder(data).open(try Reading.read(folders))
        try await consultation.fillDemonstration(
            RoundID(round), responses: responses, shift: shift,
            using: RepeatableGenerator(seed: seed)
        ) { done in
            Console.progress("\(done) of \(responses)")
        }
        Console.endProgress()
        print("\(responses) synthetic respondents have answered \(round).")
    }
}

/// SplitMix64, so that a demonstration can be made again. Source: Steele, Lea and Flood (2014), OOPSLA.
struct RepeatableGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
