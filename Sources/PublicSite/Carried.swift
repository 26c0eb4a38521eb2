import Answering
import Dialogues
import SurveyDefinition

/// What a resident's page carries, sealed: the journey, when its first page was opened, and in a round of level
/// `code` the invitation code.
///
/// Neither the time nor the code is a part of the journey, so that nothing that is made of the answers can hold
/// them. Shape: the time in eight bytes; in a round of level `code` a byte that says whether there is a code, and
/// its bytes; then the journey's.
struct Carried {
    var journey: Journey
    /// Seconds since 1970. No page that comes later shows it, and nothing keeps it.
    let begun: Int
    /// `nil` in a round that needs none, and until it is given.
    var invitation: InvitationCode?

    func encoded(at level: AnonymityLevel) -> [UInt8] {
        let time = (0..<8).reversed().map { UInt8(truncatingIfNeeded: begun >> ($0 * 8)) }
        return switch level {
        case .open: time + journey.encoded()
        case .code: time + (invitation.map { [1] + $0.bytes } ?? [0]) + journey.encoded()
        }
    }

    init(_ journey: Journey, begun: Int, invitation: InvitationCode? = nil) {
        self.journey = journey
        self.begun = begun
        self.invitation = invitation
    }

    /// - Returns: `nil` when the bytes are no such thing.
    init?(decoding bytes: [UInt8], through survey: Survey, at level: AnonymityLevel) {
        guard bytes.count >= 8 else { return nil }
        begun = bytes.prefix(8).reduce(0) { $0 << 8 | Int($1) }
        var rest = bytes.dropFirst(8)
        if level == .code {
            switch rest.popFirst() {
            case 0: break
            case 1:
                guard let code = InvitationCode(rest.prefix(InvitationCode.size)) else {
                    return nil
                }
                invitation = code
                rest = rest.dropFirst(InvitationCode.size)
            default: return nil
            }
        }
        guard let journey = Journey(decoding: Array(rest), through: survey) else { return nil }
        self.journey = journey
    }
}
