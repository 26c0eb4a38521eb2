public import Localization

/// Who somebody is to the municipality's identity provider. Accounts of the provider are known by it, and never by
/// their e-mail address, which can be given to somebody else.
public struct ProviderSubject: Sendable, Hashable {
    /// The provider, as its tokens name it.
    public let issuer: String
    /// The person, by an id that is never given to another.
    public let subject: String

    public init(issuer: String, subject: String) {
        self.issuer = issuer
        self.subject = subject
    }
}

/// Somebody whom the provider vouches for, as the service takes it over at each sign-in.
public struct ProviderPerson: Sendable {
    public let subject: ProviderSubject
    public let name: String
    /// Shown to owners, so that they can tell two of one name apart; nobody signs in by it.
    public let email: EmailAddress?
    /// Of the groups at the provider, for the whole municipality.
    public let roles: Set<Role>
    /// Of the page that the sign-in began on.
    public let language: LanguageTag?

    /// - Parameters:
    ///   - name: as the provider tells it; what can't be a name is replaced by the address, or by the subject's beginning.
    ///   - email: as the provider tells it; what is no address is left out.
    public init(
        subject: ProviderSubject, name: String?, email: String?, roles: Set<Role>,
        language: LanguageTag?
    ) {
        let address = email.flatMap { try? EmailAddress($0) }
        let names = [name, address?.text, subject.subject].compactMap { $0 }
        self.subject = subject
        self.name =
            names.lazy.compactMap {
                try? Account.checkedName(String($0.prefix(Account.longestName)))
            }
            .first ?? "–"
        self.email = address
        self.roles = roles
        self.language = language
    }
}

extension ProviderPerson: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
