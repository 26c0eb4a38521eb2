import Answering
import Dialogues
import SurveyDefinition
import Tickets

/// What a resident's page carries, sealed: the journey, and the code or the ticket where the round needs one.
///
/// What admits a resident is no part of the journey, so that nothing that is made of the answers can hold it.
/// Shape: in a round that isn't open to everybody a byte that says whether there is an admission, and its
/// bytes; then the journey's.
struct Carried {
    var journey: Journey
    /// `nil` in a round that needs none, and until it is given.
    var admission: Admission?

    func encoded(at level: AnonymityLevel) -> [UInt8] {
        switch (level, admission) {
        case (.open, _): journey.encoded()
        case (_, .code(let code)): [1] + code.bytes + journey.encoded()
        case (_, .ticket(let ticket)): [1] + ticket.bytes + journey.encoded()
        case (_, nil): [0] + journey.encoded()
        }
    }

    init(_ journey: Journey, admission: Admission? = nil) {
        self.journey = journey
        self.admission = admission
    }

    /// - Returns: `nil` when the bytes are no such thing.
    init?(decoding bytes: [UInt8], through survey: Survey, at level: AnonymityLevel) {
        var rest = bytes[...]
        if level != .open {
            switch rest.popFirst() {
            case 0: break
            case 1:
                guard let admission = Self.takeAdmission(from: &rest, at: level) else { return nil }
                self.admission = admission
            default: return nil
            }
        }
        guard let journey = Journey(decoding: Array(rest), through: survey) else { return nil }
        self.journey = journey
    }

    private static func takeAdmission(
        from bytes: inout ArraySlice<UInt8>, at level: AnonymityLevel
    ) -> Admission? {
        switch level {
        case .open: return nil
        case .code:
            defer { bytes = bytes.dropFirst(InvitationCode.size) }
            return InvitationCode(bytes.prefix(InvitationCode.size)).map(Admission.code)
        case .blind:
            let size = Ticket.messageSize + Ticket.signatureSize
            defer { bytes = bytes.dropFirst(size) }
            return Ticket(bytes.prefix(size)).map(Admission.ticket)
        }
    }
}
