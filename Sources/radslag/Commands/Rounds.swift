import ArgumentParser
import Dialogues
import Estimation
import Foundation
import Issuing
import Pipeline
import Storage
import SurveyDefinition
import Tickets

/// `radslag round …`: prepare, open, close and list rounds.
struct RoundCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "round",
        abstract: "Prepares, opens, closes and lists rounds.",
        discussion: """
            Examples:
              radslag round create trygghet-2026 --survey trygghet --period 2026 --closes-on 2026-12-31
              radslag round create urval-2026 --survey trygghet --period 2026 --sampling probability --invited 2500
              radslag round create urval-2027 --survey trygghet --period 2027 --sampling probability --anonymity code
              radslag round invited urval-2026 2500 --undeliverable 80
              radslag round open trygghet-2026
              radslag round close trygghet-2026
              radslag round guard trygghet-2026 on
              radslag round list
            """,
        subcommands: [
            Create.self, Invited.self, Open.self, Close.self, Guard.self, List.self,
        ])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prepares a round with the survey version of today.")

        @Argument(help: "The round's id, such as trygghet-2026.") var id: String
        @ArgumentParser.Option(help: "The survey's id.") var survey: String
        @ArgumentParser.Option(help: "What tells this round from others, such as 2026.") var period:
            String
        @ArgumentParser.Option(
            help: "How respondents are found: probability, census, group or self-selected.")
        var sampling: String = Sampling.selfSelected.rawValue
        @ArgumentParser.Option(
            help: """
                Who may answer: open; code for whoever holds an invitation code; blind for whoever got a ticket \
                for one, from an issuer that can't trace it.
                """)
        var anonymity: String = AnonymityLevel.open.rawValue
        @ArgumentParser.Option(
            help: """
                Level blind: the issuer's public key, when the issuer runs elsewhere. (default: the issuer in this \
                data folder makes one)
                """)
        var ticketKey: String?
        @Flag(
            help: "Level blind: residents without JavaScript get tickets too, as anonymous as level code.")
        var plainTickets = false
        @ArgumentParser.Option(help: "The last day of answering, as YYYY-MM-DD.") var closesOn:
            String?
        @ArgumentParser.Option(
            help: "How many are invited, unless the round is self-selected.") var invited: Int?
        @ArgumentParser.Option(help: "How many of them could not be reached.") var undeliverable:
            Int?
        @ArgumentParser.Option(
            help: """
                Why the figures don't compare with earlier rounds': wording, scale, mode or base.
                """) var breaksSeries: String?
        @Flag(help: "Only synthetic respondents; every page and file says so.") var demonstration =
            false
        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func validate() throws {
            guard RoundID.isWellFormed(id) else {
                throw ValidationError(
                    "The id must be letters, digits and single hyphens, such as trygghet-2026.")
            }
            guard Sampling(rawValue: sampling) != nil else {
                throw ValidationError(
                    "The sampling must be probability, census, group or self-selected.")
            }
            guard let level = AnonymityLevel(rawValue: anonymity) else {
                throw ValidationError("The anonymity must be open, code or blind.")
            }
            guard level == .blind || (ticketKey == nil && !plainTickets) else {
                throw ValidationError("Tickets are for --anonymity blind.")
            }
            guard level == .open || sampling != Sampling.selfSelected.rawValue else {
                throw ValidationError(
                    "Codes go to persons who are invited: use --sampling probability, census or group.")
            }
            if let closesOn, closesOn.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) == nil {
                throw ValidationError("The last day must be written as YYYY-MM-DD.")
            }
            if let breaksSeries, SeriesBreak(rawValue: breaksSeries) == nil {
                throw ValidationError("The reason must be wording, scale, mode or base.")
            }
            if let invited {
                _ = try reached(of: invited, undeliverable: undeliverable)
            } else if undeliverable != nil {
                throw ValidationError("Say how many were invited, with --invited.")
            }
        }

        func run() async throws {
            let consultation = try DataFolder(data).open(try Reading.read(folders))
            let round = try await consultation.createRound(
                .init(
                    id: RoundID(id), survey: SurveyID(survey), period: period,
                    sampling: Sampling(rawValue: sampling) ?? .selfSelected,
                    anonymity: AnonymityLevel(rawValue: anonymity) ?? .open,
                    tickets: try await tickets(),
                    isDemonstration: demonstration, closesOn: closesOn,
                    invited: try invited.map { try reached(of: $0, undeliverable: undeliverable) },
                    startsSeries: breaksSeries.flatMap(SeriesBreak.init(rawValue:))))
            print(
                "Prepared \(round.id) with survey \(round.survey), version \(round.surveyVersion).")
            if round.anonymity != .open, ticketKey == nil {
                print("Issue its codes with: radslag invitations create \(round.id)")
            }
            guard round.sampling.isOfResidents else { return }
            if round.sampling != .selfSelected { print(planning) }
            if let advice = classes(of: consultation.definitions) { print(advice) }
        }

        /// - Returns: `nil` but for level `blind`.
        private func tickets() async throws -> TicketTerms? {
            guard AnonymityLevel(rawValue: anonymity) == .blind else { return nil }
            let key: TicketKey
            if let ticketKey {
                guard let pem = try? String(contentsOfFile: ticketKey, encoding: .utf8) else {
                    throw CommandFault("The key \(ticketKey) can't be read. Is the path right?")
                }
                key = try TicketKey(pem: pem)
            } else {
                key = try await DataFolder(data).openIssuer().prepare(
                    RoundID(id), isPlainAllowed: plainTickets)
            }
            return TicketTerms(key: key, isPlainAllowed: plainTickets)
        }

        /// What the background questions do to anonymity; `nil` when nobody has counted the residents.
        private func classes(of definitions: Definitions) -> String? {
            guard let survey = definitions.survey(SurveyID(survey)),
                let population = definitions.population(for: survey),
                let classes = ExpectedClasses(of: survey, in: population),
                let rarest = classes.groups.first
            else { return nil }
            let names = classes.variables.map { rarest.levels[$0]?.value ?? "-" }
            let shares = [250, 1_000, 4_000].map { responses in
                let share = classes.shareMadeCoarser(
                    smallest: survey.policy.smallestClass, among: responses)
                return "\(percent(share)) of \(responses) answers"
            }
            return """

                \(classes.variables.map(\.rawValue).joined(separator: ", ")) make \(classes.groups.count) classes; the rarest, \(names.joined(separator: " "))\(population.isExample ? ", by the example figures" : ""), has about \(Int(rarest.residents.rounded())) residents.
                Of a class with fewer than \(survey.policy.smallestClass) answers the age, district or gender is kept more coarsely: of about \(shares.joined(separator: ", ")).
                Ask for less, or make districts larger, if that is much.
                """
        }

        private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

        /// What different numbers of answers will tell, so that enough are asked.
        private var planning: String {
            let lines = [100, 400, 1_000, 2_500].map { answers in
                let planned = PlannedPrecision(answers: answers)
                return [
                    padded("\(answers)", to: 7), padded("±\(points(planned.halfWidth))", to: 14),
                    padded(points(planned.detectableChange), to: 23),
                ].joined()
            }
            return """

                What a number of answers tells, of a share of about one half, weighted (design effect 1.25):
                answers        margin   a change is found from
                \(lines.joined(separator: "\n"))
                The margin and the change are in percentage points. It is the same for a district: its own answers count.
                """
        }

        private func points(_ share: Double) -> String {
            String(format: "%.1f", locale: Locale(identifier: "en_US_POSIX"), share * 100)
        }

        private func padded(_ text: String, to width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
    }

    struct Invited: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says how many were invited to a round, until its first release.",
            discussion: """
                The response rate is of those whom an invitation reached. Said again, the new numbers hold.

                Example:
                  radslag round invited urval-2026 2500 --undeliverable 80
                """)

        @Argument(help: "The round's id.") var id: String
        @Argument(help: "How many were invited.") var invited: Int
        @ArgumentParser.Option(help: "How many of them could not be reached.") var undeliverable:
            Int?
        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func validate() throws { _ = try reached(of: invited, undeliverable: undeliverable) }

        func run() async throws {
            let consultation = try DataFolder(data).open(try Reading.read(folders))
            let reached = try reached(of: invited, undeliverable: undeliverable)
            try await consultation.setInvited(reached, to: RoundID(id))
            print("\(reached) were invited to \(id) and reached.")
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Opens a prepared round for answers.")

        @Argument(help: "The round's id.") var id: String
        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func run() async throws {
            let consultation = try DataFolder(data).open(try Reading.read(folders))
            try await consultation.openRound(RoundID(id))
            print("Opened \(id).")
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Closes a round for good: mixes what waits and destroys the submission keys and codes."
        )

        @Argument(help: "The round's id.") var id: String
        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func run() async throws {
            let consultation = try DataFolder(data).open(try Reading.read(folders))
            try await consultation.closeRound(RoundID(id))
            if let (issuer, _) = try await DataFolder(data).issuer(of: RoundID(id)) {
                try await issuer.close(RoundID(id))
            }
            print("Closed \(id). Publish its figures with: radslag release \(id)")
        }
    }

    struct Guard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Asks browsers for work before they send to a round, or stops asking.",
            discussion: """
                Against scripts that fill an open round. Browsers do a calculation of about a second while \
                residents read their answers. Whoever has no script is let in more slowly. It holds within a second.

                Examples:
                  radslag round guard trygghet-2026 on
                  radslag round guard trygghet-2026 off
                """)

        /// Whether a round is guarded.
        enum Setting: String, ExpressibleByArgument, CaseIterable { case on, off }

        @Argument(help: "The round's id.") var id: String
        @Argument(help: "on or off.") var setting: Setting
        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func run() async throws {
            let consultation = try DataFolder(data).open(try Reading.read(folders))
            try await consultation.setGuarded(setting == .on, RoundID(id))
            print(
                setting == .on
                    ? "Browsers that send to \(id) are asked for work now."
                    : "Browsers that send to \(id) aren't asked for work any more.")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists every round.",
            discussion: """
                Numbers of answers and of what was refused are rounded down. Refused are too-many: more from one \
                network, or more codes that begin alike, than the limits let in; too-quick: sent a moment after \
                the first page; no-work: to a guarded round, without the work and beyond the few that are taken \
                without; code-not-valid: without an unused code.
                """)

        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func run() async throws {
            let consultation = try DataFolder(data).open(try Reading.read(folders))
            for listing in try await consultation.listings() {
                let round = listing.round
                let atLeast = try await consultation.participation(in: round.id)
                let release = listing.latestRelease.map { ", release \($0)" } ?? ""
                let level = round.anonymity == .open ? "" : ", level \(round.anonymity.rawValue)"
                let invited = round.invited.map { ", \($0) invited" } ?? ""
                let series = round.startsSeries.map { ", new series: \($0.rawValue)" } ?? ""
                let demonstration = round.isDemonstration ? ", demonstration" : ""
                let guarded = round.isGuarded ? ", guarded" : ""
                let refused = told(try await consultation.refusals(in: round.id))
                print(
                    "\(round.id): \(round.stage.rawValue), at least \(atLeast) answers"
                        + "\(level)\(guarded)\(invited)\(release)\(series)\(demonstration)\(refused)"
                )
            }
        }

        /// What was refused, the reasons in the order of their list.
        private func told(_ refusals: [RefusalReason: Int]) -> String {
            let parts = RefusalReason.allCases.compactMap { reason in
                refusals[reason].map { "\($0) \(reason.rawValue)" }
            }
            return parts.isEmpty ? "" : ", refused at least: " + parts.joined(separator: ", ")
        }
    }
}

/// The invited whom an invitation reached.
///
/// - Throws: `ValidationError` when the numbers can't be.
private func reached(of invited: Int, undeliverable: Int?) throws -> Int {
    let undeliverable = undeliverable ?? 0
    guard invited > 0 else { throw ValidationError("At least one must have been invited.") }
    guard undeliverable >= 0 else {
        throw ValidationError("The number of those who could not be reached can't be negative.")
    }
    guard undeliverable < invited else {
        throw ValidationError(
            "\(undeliverable) of \(invited) could not be reached: nobody would be left to answer.")
    }
    return invited - undeliverable
}
