public import Localization

/// What somebody who signs in gives.
public struct SignInAttempt: Sendable {
    public let email: String
    public let password: String
    /// The network that the request came from; kept in memory, as a digest, while delays are counted.
    public let network: String
    /// The browser's `BrowserToken`, if it has one.
    public let browser: String?

    public init(email: String, password: String, network: String, browser: String?) {
        self.email = email
        self.password = password
        self.network = network
        self.browser = browser
    }
}

/// The second step of signing in, where an account has a one-time code.
public struct CodeAttempt: Sendable {
    /// What `SignInOutcome.needsCode` gave.
    public let ticket: String
    public let code: String
    public let network: String
    public let browser: String?

    public init(ticket: String, code: String, network: String, browser: String?) {
        self.ticket = ticket
        self.code = code
        self.network = network
        self.browser = browser
    }
}

/// What came of a right password.
public enum SignInOutcome: Sendable {
    case signedIn(NewSession)
    /// The password was right; the ticket, sealed, goes back with the code and holds for some minutes.
    case needsCode(ticket: String)
}

/// A session that has just begun, with what the browser is to keep.
public struct NewSession: Sendable {
    public let token: SessionToken
    public let browser: BrowserToken

    public init(token: SessionToken, browser: BrowserToken) {
        self.token = token
        self.browser = browser
    }
}

/// What somebody gives who makes an account by a link.
public struct NewAccount: Sendable {
    public let name: String
    public let email: String
    public let password: String
    public let repeatedPassword: String
    /// The language of the page that it was made on.
    public let language: LanguageTag

    public init(
        name: String, email: String, password: String, repeatedPassword: String,
        language: LanguageTag
    ) {
        self.name = name
        self.email = email
        self.password = password
        self.repeatedPassword = repeatedPassword
        self.language = language
    }
}

/// A change of password, as it was typed.
public struct PasswordChange: Sendable {
    public let current: String
    public let new: String
    public let repeated: String

    public init(current: String, new: String, repeated: String) {
        self.current = current
        self.new = new
        self.repeated = repeated
    }
}

extension SignInAttempt: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension CodeAttempt: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension NewAccount: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension PasswordChange: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
