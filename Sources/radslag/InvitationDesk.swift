import Answering
import Dialogues
import Issuing
import Pipeline
import PublicSite
import Storage
import SurveyDefinition
import Tickets

/// Whoever gives out a round's codes: the service itself at level `code`, the issuer at level `blind`.
struct InvitationDesk {
    private let round: RoundID
    private let desk: Desk
    /// What the number of used codes is rounded down to.
    private let step: Int

    private enum Desk {
        case service(Consultation)
        /// With the service, where it has the same folder.
        case issuer(TicketIssuer, TicketKey, Consultation?)
    }

    /// - Throws: what keeps the data folder from being opened.
    init(of round: RoundID, in data: DataOptions, _ folders: FolderOptions) async throws {
        self.round = round
        let folder = DataFolder(data)
        let reading = try Reading.read(folders)
        step = reading.definitions.policy.participationStep
        if let (issuer, terms) = try await folder.issuer(of: round) {
            desk = .issuer(issuer, terms.key, try folder.hasService ? folder.open(reading) : nil)
        } else {
            desk = .service(try folder.open(reading))
        }
    }

    /// Issues codes; the round's number of invited grows along unless somebody has said another number.
    func create(_ count: Int) async throws -> [InvitationCode] {
        switch desk {
        case .service(let consultation):
            return try await consultation.createInvitations(count, in: round)
        case .issuer(let issuer, _, let consultation):
            let before = try await issuer.counts(in: round).issued
            let codes = try await issuer.createInvitations(count, in: round)
            if let consultation, try await consultation.round(round).invited ?? 0 == before {
                try await consultation.setInvited(before + count, to: round)
            }
            return codes
        }
    }

    func replace(_ lost: InvitationCode) async throws -> InvitationCode {
        switch desk {
        case .service(let consultation):
            try await consultation.replaceInvitation(lost, in: round)
        case .issuer(let issuer, _, _): try await issuer.replaceInvitation(lost, in: round)
        }
    }

    /// How many codes were issued, exactly, and how many are used, rounded down to the policy's step.
    func counts() async throws -> InvitationCounts {
        switch desk {
        case .service(let consultation): return try await consultation.invitationCounts(in: round)
        case .issuer(let issuer, _, _):
            let counts = try await issuer.counts(in: round)
            return InvitationCounts(issued: counts.issued, used: counts.used / step * step)
        }
    }

    func link(with code: InvitationCode, at base: String) -> String {
        switch desk {
        case .service: invitationLink(with: code, to: round, at: base)
        case .issuer(_, let key, _): ticketLink(with: code, to: round, under: key, at: base)
        }
    }

    /// What a letter has of the round's key; empty but at level `blind`.
    var keyDigest: String {
        if case .issuer(_, let key, _) = desk { key.printedDigest } else { "" }
    }
}
