import Foundation
import TestSupport
import Testing

@testable import Staff

struct OneTimeCodeTests {
    /// The secret of RFC 6238's vectors.
    private let secret: OneTimeSecret

    init() throws {
        secret = try #require(OneTimeSecret(Array("12345678901234567890".utf8)))
    }

    /// Source: RFC 6238, appendix B, the rows of SHA-1.
    @Test(
        "Codes are RFC 6238's",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ])
    func vectors(_ seconds: Int, _ code: String) {
        let step = OneTimeSecret.step(at: Date(timeIntervalSince1970: Double(seconds)))

        #expect(secret.code(at: step, digits: 8) == code)
        #expect(secret.code(at: step) == String(code.suffix(6)))
    }

    @Test("The code of this half minute counts, and those beside it, with spaces or without")
    func window() {
        let now = Date(timeIntervalSince1970: 1_000_000_000)
        let step = OneTimeSecret.step(at: now)

        for offset in -1...1 {
            let code = secret.code(at: step + offset)
            #expect(secret.step(ofTyped: code, at: now, after: nil) == step + offset)
            let spaced = code.prefix(3) + " " + code.suffix(3)
            #expect(secret.step(ofTyped: String(spaced), at: now, after: nil) == step + offset)
        }
        for offset in [-3, -2, 2, 3] {
            #expect(
                secret.step(ofTyped: secret.code(at: step + offset), at: now, after: nil) == nil)
        }
        for typed in ["", "12345", "1234567", "abcdef", "٠١٢٣٤٥"] {
            #expect(secret.step(ofTyped: typed, at: now, after: nil) == nil, "\(typed)")
        }
    }

    @Test("A code that was used doesn't count again, and neither do those before it")
    func replay() {
        let now = Date(timeIntervalSince1970: 1_000_000_000)
        let step = OneTimeSecret.step(at: now)

        #expect(secret.step(ofTyped: secret.code(at: step), at: now, after: step) == nil)
        #expect(secret.step(ofTyped: secret.code(at: step - 1), at: now, after: step) == nil)
        #expect(secret.step(ofTyped: secret.code(at: step + 1), at: now, after: step) == step + 1)
    }

    @Test("An app can read the address, whatever signs the names have")
    func address() throws {
        let address = secret.address(
            of: try EmailAddress("åsa+x@kommun.example"), issuer: "Rådslag Södertälje & co")
        let url = try #require(URLComponents(string: address))

        #expect(url.scheme == "otpauth" && url.host == "totp")
        #expect(url.path == "/Rådslag Södertälje & co:åsa+x@kommun.example")
        #expect(
            url.queryItems == [
                URLQueryItem(name: "secret", value: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
                URLQueryItem(name: "issuer", value: "Rådslag Södertälje & co"),
            ])
        #expect("\(secret)" == "•••")
    }
}
