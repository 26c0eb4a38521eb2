import Answering
import ArgumentParser
import Dialogues
import Foundation
import Pages
import Pipeline
import PublicSite
import SurveyDefinition

/// `radslag invitations …`: issues, counts and replaces the codes of a round of level `code`.
struct InvitationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invitations",
        abstract: "Issues, counts and replaces the invitation codes of a round.",
        discussion: """
            The codes are for a letter service, and are nowhere but in the file that is made here: the database \
            keeps digests that closing destroys. Whoever has the file can answer in others' place. Delete it when \
            the letters are sent, unless lost codes are to be replaced.

            Examples:
              radslag round create urval-2026 --survey trygghet --period 2026 --sampling probability --anonymity code
              radslag invitations create urval-2026 --count 2500 --output codes.csv --qr codes-qr
              radslag invitations list urval-2026
              radslag invitations replace urval-2026
            """,
        subcommands: [Create.self, List.self, Replace.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issues codes, and writes them with their links to a new file.",
            discussion: """
                The file is UTF-8, comma-separated, with the columns code, link, qr and key; only its owner may read \
                it. With --qr a folder is made with one SVG file for each code, and the column qr has its name. In a \
                round of level blind the column key has the digest of the round's key: print it in each letter.
                """)

        @Argument(help: "The round's id.") var id: String
        @ArgumentParser.Option(help: "How many are invited: one code each.") var count: Int
        @ArgumentParser.Option(help: "The file to write; never one that is there already.")
        var output: String
        @ArgumentParser.Option(help: "A new folder for the QR codes, as SVG.") var qr: String?
        @OptionGroup var address: AddressOption
        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func validate() throws {
            guard (1...1_000_000).contains(count) else {
                throw ValidationError("The number of codes must be from 1 to 1000000.")
            }
            _ = try address.base()
            for path in [output, qr].compactMap({ $0 })
            where FileManager.default.fileExists(atPath: path) {
                throw ValidationError(
                    "\(path) exists already and isn't overwritten. Choose another name.")
            }
        }

        func run() async throws {
            let base = try address.base()
            let desk = try await InvitationDesk(of: RoundID(id), in: data, folders)
            // Whatever could keep the codes from being issued or written comes before they are.
            _ = try await desk.counts()
            let file = try OwnFile(creating: output)
            if let qr { try makeFolder(qr) }
            let codes = try await desk.create(count)
            let links = codes.map { desk.link(with: $0, at: base) }
            let rows = codes.indices.map { index in
                let picture = qr == nil ? "" : Self.drawing(index)
                return [codes[index].printed, links[index], picture, desk.keyDigest]
                    .joined(separator: ",")
            }
            let lines = ["code,link,qr,key"] + rows
            try file.write(lines.map { $0 + "\r\n" }.joined())
            if let qr { try draw(links, in: qr) }
            print("Issued \(count) codes for \(id), in \(output). They are kept nowhere else.")
        }

        private func makeFolder(_ path: String) throws {
            do {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: false,
                    attributes: [.posixPermissions: 0o700])
            } catch {
                throw CommandFault("The folder \(path) can't be made. Choose another with --qr.")
            }
        }

        /// The name of the file with the code's drawing: its place in the list, in seven digits.
        private static func drawing(_ index: Int) -> String {
            let digits = String(index + 1)
            return String(repeating: "0", count: 7 - digits.count) + digits + ".svg"
        }

        private func draw(_ links: [String], in folder: String) throws {
            for (index, link) in links.enumerated() {
                guard let code = QRCode(link) else {
                    throw CommandFault("The link is too long for a QR code. Shorten --link-base.")
                }
                try OwnFile(creating: folder + "/" + Self.drawing(index)).write(code.svg)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says how many codes were issued, and at least how many are used.")

        @Argument(help: "The round's id.") var id: String
        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func run() async throws {
            let counts = try await InvitationDesk(of: RoundID(id), in: data, folders).counts()
            print("\(id): \(counts.issued) codes issued, at least \(counts.used) used")
        }
    }

    struct Replace: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issues a code in place of a lost one, which is void from then on.",
            discussion: """
                The lost code is read from the terminal, so that no list of commands keeps it. Whether it was used \
                isn't told: the new one is as used as the old.

                Example:
                  radslag invitations replace urval-2026
                """)

        @Argument(help: "The round's id.") var id: String
        @OptionGroup var address: AddressOption
        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func validate() throws { _ = try address.base() }

        func run() async throws {
            let base = try address.base()
            let desk = try await InvitationDesk(of: RoundID(id), in: data, folders)
            Console.complain("The lost code:")
            guard let lost = InvitationCode(typed: readLine() ?? "") else {
                throw CommandFault(
                    "That is no code. Compare it with the list, one character at a time.")
            }
            let code = try await desk.replace(lost)
            print(code.printed)
            print(desk.link(with: code, at: base))
        }
    }
}

/// Where residents reach the site, for links.
struct AddressOption: ParsableArguments {
    @ArgumentParser.Option(
        help: """
            Where residents reach the site, or the issuer of a round of level blind. (default: the environment's \
            RADSLAG_TICKET_ADDRESS or RADSLAG_ADDRESS)
            """)
    var linkBase: String?

    /// - Throws: `ValidationError` when there is none, or it isn't an address without a path.
    func base() throws -> String {
        guard let base = linkBase ?? Settings().ticketAddress ?? Settings().address else {
            throw ValidationError(
                "Say where residents reach the site, with --link-base https://… or RADSLAG_ADDRESS."
            )
        }
        return try Self.checked(base)
    }

    /// - Throws: `ValidationError` for what isn't an address without a path.
    static func checked(_ base: String) throws -> String {
        guard base.wholeMatch(of: /https?:\/\/[A-Za-z0-9.-]+(?::[0-9]+)?\/?/) != nil else {
            throw ValidationError(
                "The address must be like https://radslag.example.se, without a path.")
        }
        return base
    }
}
