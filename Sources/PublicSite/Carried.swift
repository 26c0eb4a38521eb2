import Answering
import Dialogues
import SurveyDefinition

/// What a resident's page carries, sealed: the journey, and in a round of level `code` the invitation code.
///
/// The code is no part of the journey, so that nothing that is made of the answers can hold it. Shape: in a
/// round of level `code` a byte that says whether there is a code, and its bytes; then the journey's.
struct Carried {
    var journey: Journey
    /// `nil` in a round that needs none, and until it is given.
    var invitation: InvitationCode?

    func encoded(at level: AnonymityLevel) -> [UInt8] {
        switch level {
        case .open: journey.encoded()
        case .code: (invitation.map { [1] + $0.bytes } ?? [0]) + journey.encoded()
        }
    }

    init(_ journey: Journey, invitation: InvitationCode? = nil) {
        self.journey = journey
        self.invitation = invitation
    }

    /// - Returns: `nil` when the bytes are no such thing.
    init?(decoding bytes: [UInt8], through survey: Survey, at level: AnonymityLevel) {
        var rest = bytes[...]
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
