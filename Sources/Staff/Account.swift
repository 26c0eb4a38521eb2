public import Localization
public import SurveyDefinition

/// A colleague who can sign in, as pages and the audit log show them; credentials are kept apart.
public struct Account: Sendable, Hashable {
    public let id: AccountID
    public let name: String
    /// `nil` when the account is closed: then only the name is left, for the audit log. An account of the provider may
    /// have none either.
    public let email: EmailAddress?
    /// Every role that it has, whoever gave it.
    public let grants: Set<Grant>
    /// Those that a colleague gave; only they can be taken by one.
    public let grantsByHand: Set<Grant>
    /// Those that the provider's groups gave at the last sign-in.
    public let providerRoles: Set<Role>
    /// Who its holder is to the municipality's provider; `nil` for an account with a password, and a closed one.
    public let provider: ProviderSubject?
    /// The language of the workspace's pages; `nil` as long as the browser may decide.
    public let language: LanguageTag?
    /// Whether signing in takes a one-time code besides the password.
    public let hasOneTimeCode: Bool

    /// - Parameter grants: those that a colleague gave.
    public init(
        id: AccountID, name: String, email: EmailAddress?, grants: Set<Grant>,
        language: LanguageTag? = nil, hasOneTimeCode: Bool = false,
        provider: ProviderSubject? = nil, providerRoles: Set<Role> = []
    ) {
        self.id = id
        self.name = name
        self.email = email
        self.grants = grants.union(providerRoles.map { Grant($0) })
        grantsByHand = grants
        self.provider = provider
        self.providerRoles = providerRoles
        self.language = language
        self.hasOneTimeCode = hasOneTimeCode
    }

    /// Whether it was closed: nobody signs in to it any more.
    public var isClosed: Bool { email == nil && provider == nil }

    /// Whether the account may do something there.
    public func mayDo(_ permission: Permission, in scope: GrantScope = .municipality) -> Bool {
        !isClosed && grants.mayDo(permission, in: scope)
    }

    /// The longest name, in characters.
    public static let longestName = 80

    /// A name as it is kept: one line, without spaces around it.
    ///
    /// - Throws: `StaffError.badName` when nothing is left, or too much, or it has control characters.
    public static func checkedName(_ typed: String) throws(StaffError) -> String {
        let name = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isPlain = name.unicodeScalars.allSatisfy {
            switch $0.properties.generalCategory {
            case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator,
                .paragraphSeparator:
                false
            default: true
            }
        }
        guard !name.isEmpty, name.count <= longestName, isPlain else { throw .badName }
        return name
    }
}

/// The random id of an account, sixteen hexadecimal digits; never reused.
public typealias AccountID = Identifier<Account>

extension Identifier where Kind == Account {
    /// A new id.
    public static func random(using generator: inout some RandomNumberGenerator) -> AccountID {
        let digits = String(UInt64.random(in: .min ... .max, using: &generator), radix: 16)
        return AccountID(String(repeating: "0", count: 16 - digits.count) + digits)
    }
}

/// An e-mail address, by which staff sign in. Nothing is ever sent to it.
public struct EmailAddress: Sendable, Hashable, CustomStringConvertible {
    /// In small letters, without spaces around it.
    public let text: String

    /// - Throws: `StaffError.badEmail` for what has not one `@` between two parts, or other signs than
    ///   addresses in use have.
    public init(_ typed: String) throws(StaffError) {
        let text = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        guard text.utf8.count <= 254,
            text.wholeMatch(
                of: /[\p{L}\p{N}.!#$%&'*+\/=?^_`{|}~-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/)
                != nil
        else { throw .badEmail }
        self.text = text
    }

    public var description: String { text }
}
