import Anonymization
import GRDB
public import SurveyDefinition
import Tickets

/// Why the issuer doesn't do something; each says what to do.
public enum IssuerError: Error, Equatable, CustomStringConvertible {
    case unknownRound(RoundID)
    case roundDiffers(RoundID)
    /// Unknown or used, which isn't told apart.
    case codeNotValid(RoundID)
    case codeNotIssued(RoundID)
    case plainNotAllowed(RoundID)
    case notBlinded
    case brokenSeal
    case newerDatabase
    /// SQLite's result code; its text could hold a row.
    case database(code: Int)

    public var description: String {
        switch self {
        case .unknownRound(let round):
            "No tickets are issued for '\(round)': it isn't of level blind, was prepared elsewhere, or is closed. Prepare it with: radslag tickets prepare \(round)"
        case .roundDiffers(let round):
            "Tickets for '\(round)' are prepared already, with another rule about plain codes. What its letters and pages say can't change any more."
        case .codeNotValid(let round): "No ticket for '\(round)': the code is unknown or used."
        case .codeNotIssued(let round):
            "No such code was issued in round '\(round)'. Is it the right round, and typed as printed?"
        case .plainNotAllowed(let round):
            "Round '\(round)' gives tickets only to browsers that blind them."
        case .notBlinded: "\(TicketError.notBlinded)"
        case .brokenSeal: "\(BrokenSeal())"
        case .newerDatabase:
            "The issuer's database was written by a newer version of the software. Use that version, or restore the backup from before."
        case .database(let code):
            "The issuer's database failed (SQLite \(code)). Is the disk full, or the file damaged?"
        }
    }

    init(_ error: any Error) {
        switch error {
        case let error as IssuerError: self = error
        case is BrokenSeal: self = .brokenSeal
        case let error as DatabaseError:
            self = .database(code: Int(error.extendedResultCode.rawValue))
        default: self = .database(code: -1)
        }
    }
}
