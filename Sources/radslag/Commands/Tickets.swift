import ArgumentParser
import Issuing
import SurveyDefinition
import Tickets

/// `radslag tickets …`: what the issuer of a round of level blind does, where it runs apart from the collector.
struct TicketsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tickets",
        abstract: "Prepares and ends the issuing of tickets, where the issuer runs by itself.",
        discussion: """
            The issuer holds a list of codes and gives each code one ticket that it can't see. It knows no answer. \
            Where one process is both, 'radslag round create' and 'radslag round close' do all of this.

            Examples, on the issuer's machine and on the collector's:
              radslag tickets prepare urval-2026 --output urval-2026.pem --data /var/lib/radslag-issuer
              radslag round create urval-2026 --survey trygghet --period 2026 --sampling probability \\
                --anonymity blind --ticket-key urval-2026.pem
              radslag invitations create urval-2026 --count 2500 --output codes.csv --data /var/lib/radslag-issuer
              radslag tickets close urval-2026 --data /var/lib/radslag-issuer
            """,
        subcommands: [Prepare.self, Close.self])

    struct Prepare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a round's key, and writes the public one for the collector.")

        @Argument(help: "The round's id, the same as at the collector.") var id: String
        @ArgumentParser.Option(help: "The file to write; never one that is there already.")
        var output: String
        @Flag(help: "Residents without JavaScript get tickets too, as anonymous as level code.")
        var plainTickets = false
        @OptionGroup var data: DataOptions

        func validate() throws {
            guard RoundID.isWellFormed(id) else {
                throw ValidationError(
                    "The id must be letters, digits and single hyphens, such as urval-2026.")
            }
        }

        func run() async throws {
            let file = try OwnFile(creating: output)
            let key = try await DataFolder(data).openIssuer().prepare(
                RoundID(id), isPlainAllowed: plainTickets)
            try file.write(key.pem)
            print("Prepared tickets for \(id). Digest of the key: \(key.printedDigest)")
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ends a round for good: destroys its key and its codes.")

        @Argument(help: "The round's id.") var id: String
        @OptionGroup var data: DataOptions

        func run() async throws {
            guard let (issuer, _) = try await DataFolder(data).issuer(of: RoundID(id)) else {
                throw IssuerError.unknownRound(RoundID(id))
            }
            try await issuer.close(RoundID(id))
            print("Closed \(id): no more tickets are given for it.")
        }
    }
}
