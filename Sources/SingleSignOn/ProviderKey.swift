import JWTKit

/// One of the provider's public keys (RFC 7517). Only those that RS256 and ES256 verify by are read.
struct ProviderKey: Sendable {
    let id: String?
    let algorithm: SignatureAlgorithm
    private let material: Material

    private enum Material {
        case rsa(Insecure.RSA.PublicKey)
        case curve(ES256PublicKey)
    }

    /// - Returns: `nil` for a key of another kind or for another use, or a weak one: RSA below 2048 bits.
    init?(_ entry: KeySet.Entry) {
        guard entry.use ?? "sig" == "sig" else { return nil }
        switch (entry.kty, entry.crv) {
        case ("RSA", _):
            guard entry.alg ?? "RS256" == "RS256", let modulus = entry.n, let exponent = entry.e,
                let key = try? Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent)
            else { return nil }
            (algorithm, material) = (.rs256, .rsa(key))
        case ("EC", "P-256"):
            guard entry.alg ?? "ES256" == "ES256", let x = entry.x, let y = entry.y,
                let key = try? ES256PublicKey(parameters: (x, y))
            else { return nil }
            (algorithm, material) = (.es256, .curve(key))
        default: return nil
        }
        id = entry.kid
    }

    /// Whether the token's signature is this key's.
    func hasSigned(_ token: String) async -> Bool {
        let keys = JWTKeyCollection()
        let kid = id.map { JWKIdentifier(string: $0) }
        switch material {
        case .rsa(let key): await keys.add(rsa: key, digestAlgorithm: .sha256, kid: kid)
        case .curve(let key): await keys.add(ecdsa: key, kid: kid)
        }
        return (try? await keys.verify(token, as: Signed.self)) != nil
    }

    /// What is signed is read by `IDToken`; here only the signature counts.
    private struct Signed: JWTPayload {
        func verify(using algorithm: some JWTAlgorithm) {}
    }
}

/// The two algorithms by which providers sign ID tokens that are accepted (RFC 7518, section 3.1).
enum SignatureAlgorithm: String, Sendable {
    case rs256 = "RS256"
    case es256 = "ES256"
}

/// The provider's list of keys.
struct KeySet: Decodable, Sendable {
    let keys: [Entry]

    struct Entry: Decodable, Sendable {
        let kty: String
        var kid: String?
        var use: String?
        var alg: String?
        var crv: String?
        var n: String?
        var e: String?
        var x: String?
        var y: String?
    }
}
