import ArgumentParser
import Pipeline
import Staff
import Workspace

/// `radslag account …`: the ways into the workspace that only whoever runs the machine has.
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract:
            "Lets the first owner and whoever forgot a password into the workspace; checks the log.",
        discussion: """
            There is no account and no password by default. Everything else about accounts is done in the workspace.

            Examples:
              radslag account setup
              radslag account new-password anna@kommun.example
              radslag account check-log
            """,
        subcommands: [SetUp.self, NewPassword.self, CheckLog.self])

    struct SetUp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "setup",
            abstract: "Prints a link that makes the first owner, as long as none has a password.",
            discussion: "The link works once, for a day, and makes the one before it void.")

        @OptionGroup var address: WorkspaceAddressOption
        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func run() async throws {
            let base = try address.base()
            let staff = try DataFolder(data).open(try Reading.read(folders)).staff
            do {
                print(workspaceLink(with: try await staff.makeSetUpLink(), at: base))
            } catch StaffError.alreadySetUp {
                throw CommandFault("There is an owner already. Ask an owner for an invitation.")
            }
        }
    }

    struct NewPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new-password",
            abstract: "Prints a link by which somebody chooses a new password.",
            discussion: """
                The link works once, for a day. Whoever uses it is signed out everywhere, and the one-time code is taken \
                off. That it was printed is in the workspace's log.
                """)

        @Argument(help: "The e-mail address that they sign in with.") var email: String
        @OptionGroup var address: WorkspaceAddressOption
        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func run() async throws {
            let base = try address.base()
            let staff = try DataFolder(data).open(try Reading.read(folders)).staff
            do {
                let token = try await staff.makeNewPasswordLink(for: try EmailAddress(email))
                print(workspaceLink(with: token, at: base))
            } catch StaffError.unknownAccount, StaffError.badEmail {
                throw CommandFault("No account has the address \(email).")
            }
        }
    }

    struct CheckLog: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check-log",
            abstract: "Says whether a line of the workspace's log was removed or altered.",
            discussion: "The exit status is 0 only when the log is whole.")

        @OptionGroup var folders: FolderOptions
        @OptionGroup var data: DataOptions

        func run() async throws {
            let staff = try DataFolder(data).open(try Reading.read(folders)).staff
            let log = try await staff.readAuditLog()
            switch log.fault {
            case nil: print("The log is whole: \(log.entries.count) lines.")
            case .missing(let line): throw CommandFault("Line \(line) of the log is missing.")
            case .altered(let line): throw CommandFault("Line \(line) of the log was altered.")
            case .cutOff(let written, let found):
                throw CommandFault(
                    "\(written) lines of the log were written, and \(found) are there.")
            case .brokenHead:
                throw CommandFault("What says how long the log must be was altered.")
            }
        }
    }
}

/// Where staff reach the workspace, for links.
struct WorkspaceAddressOption: ParsableArguments {
    @ArgumentParser.Option(
        help:
            "Where staff reach the service. (default: the environment's RADSLAG_ADDRESS, else host and port)"
    )
    var linkBase: String?

    /// - Throws: `ValidationError` when it isn't an address without a path.
    func base() throws -> String {
        let settings = Settings()
        let local = "http://\(settings.host(flag: nil)):\(settings.port(flag: nil))"
        return try AddressOption.checked(linkBase ?? settings.address ?? local)
    }
}
