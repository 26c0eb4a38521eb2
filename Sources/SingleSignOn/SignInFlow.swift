import Crypto
public import Foundation

/// What one browser's sign-in needs between leaving for the provider and coming back. It is a secret of that
/// browser and the service.
public struct SignInFlow: Sendable, Codable {
    /// Comes back in the address: shows that the answer is to this browser's question.
    public let state: String
    /// Comes back in the ID token: shows that the token is of this sign-in.
    let nonce: String
    /// Proves to the provider that who has the code is who asked for it (PKCE, RFC 7636).
    let verifier: String
    public let startedAt: Date

    /// How long somebody may take at the provider.
    public static let longest: TimeInterval = 10 * 60

    /// A new sign-in, which nobody can guess.
    public init(at now: Date, using generator: inout some RandomNumberGenerator) {
        state = Self.secret(using: &generator)
        nonce = Self.secret(using: &generator)
        verifier = Self.secret(using: &generator)
        startedAt = now
    }

    /// Whether there is still time to come back.
    public func isValid(at now: Date) -> Bool {
        startedAt <= now && now < startedAt.addingTimeInterval(Self.longest)
    }

    /// What the provider is given of the verifier: its SHA-256 (S256).
    var challenge: String { addressBase64(SHA256.hash(data: Data(verifier.utf8))) }

    private static func secret(using generator: inout some RandomNumberGenerator) -> String {
        addressBase64((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }
}

extension SignInFlow: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
