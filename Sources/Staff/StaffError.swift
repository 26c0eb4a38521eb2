/// Why something about an account isn't done. A page tells it by its text key; no case holds what was typed.
public enum StaffError: Error, Equatable, Sendable {
    /// The role that this takes is missing.
    case notPermitted
    case badName
    /// What an access key is for isn't said on a line.
    case badKeyName
    case badEmail
    case emailTaken
    case passwordTooShort
    case passwordTooLong
    /// It is one of those that everybody tries first, or is made of one.
    case passwordTooCommon
    case passwordsDiffer
    /// The address or the password, and it isn't told which.
    case wrongCredentials
    case wrongCode
    /// Too many wrong attempts: the next is looked at when these seconds have passed.
    case wait(seconds: Int)
    /// More attempts at once than are looked at.
    case busy
    /// The link is unknown, used or too old; it isn't told which.
    case linkNotValid
    /// There is an owner, so that nobody can make themselves one.
    case alreadySetUp
    /// Without an owner nobody could invite any more.
    case lastOwner
    case unknownAccount
    /// The key is gone: taken away, or never there.
    case unknownKey
    /// As many keys as one account may have.
    case tooManyKeys
    /// None of the groups at the provider gives a role, and nobody has given one.
    case noRole
    /// The provider vouches for somebody whose account was closed.
    case accountClosed
    /// The sign-in at the provider took too long, was finished before, or was begun in another browser.
    case signInNotValid
    /// Whoever came back had broken it off.
    case signInCancelled
    /// The provider can't be reached, or can't be understood.
    case providerUnavailable
    /// What the provider sent isn't accepted.
    case providerRefused

    /// The end of the key of its text: `error.<key>`.
    public var textKey: String {
        switch self {
        case .notPermitted: "not-permitted"
        case .badName: "bad-name"
        case .badKeyName: "bad-key-name"
        case .badEmail: "bad-email"
        case .emailTaken: "email-taken"
        case .passwordTooShort: "password-too-short"
        case .passwordTooLong: "password-too-long"
        case .passwordTooCommon: "password-too-common"
        case .passwordsDiffer: "passwords-differ"
        case .wrongCredentials: "wrong-credentials"
        case .wrongCode: "wrong-code"
        case .wait: "wait"
        case .busy: "busy"
        case .linkNotValid: "link-not-valid"
        case .alreadySetUp: "already-set-up"
        case .lastOwner: "last-owner"
        case .unknownAccount: "unknown-account"
        case .unknownKey: "unknown-key"
        case .tooManyKeys: "too-many-keys"
        case .noRole: "no-role"
        case .accountClosed: "account-closed"
        case .signInNotValid: "sign-in-not-valid"
        case .signInCancelled: "sign-in-cancelled"
        case .providerUnavailable: "provider-unavailable"
        case .providerRefused: "provider-refused"
        }
    }
}
