import Crypto
import Foundation

/// Says that a browser has signed in to an account before. It lets nobody in: it only keeps somebody else's wrong
/// attempts from making this browser wait.
public struct BrowserToken: Sendable {
    /// Tells browsers of one account apart; random.
    public let nonce: String
    /// The token as a cookie has it.
    public let text: String

    /// A token for a browser that has just signed in.
    public init(
        for account: AccountID, by secret: StaffSecret,
        using generator: inout some RandomNumberGenerator
    ) {
        let bytes = (0..<12).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        nonce = addressBase64(bytes)
        text = nonce + "." + addressBase64(Self.code(of: nonce, account, secret))
    }

    /// - Returns: `nil` for a token of another account, or one that the service never made.
    public init?(_ text: String, of account: AccountID, by secret: StaffSecret) {
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let code = decodedBase64(parts[1]),
            areEqual(code, Self.code(of: parts[0], account, secret))
        else { return nil }
        nonce = parts[0]
        self.text = text
    }

    private static func code(
        of nonce: String, _ account: AccountID, _ secret: StaffSecret
    ) -> [UInt8] {
        Array(
            HMAC<SHA256>.authenticationCode(
                for: Data("\(account) \(nonce)".utf8), using: secret.derive("browser")))
    }
}
