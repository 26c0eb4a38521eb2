import Answering
import Dialogues
import SurveyDefinition
import Tickets

/// What a resident's page carries, sealed: the journey, when its first page was opened, and the code or the
/// ticket where the round needs one.
///
/// Neither the time nor what admits a resident is a part of the journey, so that nothing that is made of the
/// answers can hold them. Shape: the time in eight bytes; in a round that isn't open to everybody a byte that
/// says whether there is an admission, and its bytes; then the journey's.
struct Carried {
    var journey: Journey
    /// Seconds since 1970. No page that comes later shows it, and nothing keeps it.
    let begun: Int
    /// `nil` in a round that needs none, and until it is given.
    var admission: Admission?

    func encoded(at level: AnonymityLevel) -> [UInt8] {
        let time = (0..<8).reversed().map { UInt8(truncatingIfNeeded: begun >> ($0 * 8)) }
        return switch (level, admission) {
        case (.open, _): time + journey.encoded()
        case (_, .code(let code)): time + [1] + code.bytes + journey.encoded()
        case (_, .ticket(let ticket)): time + [1] + ticket.bytes + journey.encoded()
        case (_, nil): time + [0] + journey.encoded()
        }
    }

    init(_ journey: Journey, begun: Int, admission: Admission? = nil) {
        self.journey = journey
        self.begun = begun
        self.admission = admission
    }

    /// - Returns: `nil` when the bytes are no such thing.
    init?(decoding bytes: [UInt8], through survey: Survey, at level: AnonymityLevel) {
        guard bytes.count >= 8 else { return nil }
        begun = bytes.prefix(8).reduce(0) { $0 << 8 | Int($1) }
        var rest = bytes.dropFirst(8)
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
