import Crypto
public import Foundation
public import SurveyDefinition
public import Tickets

/// Makes the digests by which a round knows which tickets are spent, without keeping the tickets.
///
/// Keyed and bound to the round: whoever holds the database and a list of tickets can't tell which were used.
/// Of a ticket only its message counts: a second signature of the same message is no second ticket.
public struct TicketDigester: Sendable {
    private let key: SymmetricKey

    public init(_ master: MasterKey) {
        key = master.derive("ticket")
    }

    /// 16 bytes of HMAC-SHA256, which look random to whoever lacks the secret.
    public func digest(of ticket: Ticket, in round: RoundID) -> Data {
        var authentication = HMAC<SHA256>(key: key)
        authentication.update(data: Data("\(round)\u{0}".utf8))
        authentication.update(data: ticket.message)
        return Data(Array(authentication.finalize()).prefix(16))
    }
}
