import Crypto
import CryptoExtras
import Foundation
import Hummingbird
import HummingbirdTesting
import Synchronization

/// An identity provider that does what a test asks for, also what none should: it listens on a port of its own, signs
/// with real keys, and insists on PKCE and on the client's secret.
final class RogueProvider: Sendable {
    static let client = "radslag"
    static let secret = "hemlig: nyckel/för klienten"

    /// What it does next.
    struct Behaviour: Sendable {
        /// The whole answer of the token endpoint, if not what `token` makes.
        var tokenAnswer: (status: HTTPResponse.Status, body: String)?
        /// Makes the ID token.
        var token: @Sendable () -> String = { "" }
        var userinfo: String?
        /// Changes what it says about itself.
        var discovery: @Sendable (inout [String: Any]) -> Void = { _ in }
        var discoveryStatus = HTTPResponse.Status.ok
        var keys: [[String: String]] = [SigningKeys.rsa.jwk, SigningKeys.curve.jwk]
        var keysLeadTo: String?
    }

    private struct State {
        var port = 0
        var behaviour = Behaviour()
        var challenge = ""
        var requests: [String] = []
    }

    private let state = Mutex(State())

    var issuer: String { "http://127.0.0.1:\(state.withLock { $0.port })" }

    /// The paths that were asked for, in order.
    var requests: [String] { state.withLock { $0.requests } }

    func behave(_ change: @Sendable (inout Behaviour) -> Void) {
        state.withLock { change(&$0.behaviour) }
    }

    /// The challenge that the browser brought: the code is given for its verifier alone.
    func expect(challenge: String) { state.withLock { $0.challenge = challenge } }

    private func note(_ path: String) -> Behaviour {
        state.withLock {
            $0.requests.append(path)
            return $0.behaviour
        }
    }

    /// Runs `body` while the provider listens.
    static func run(_ body: @Sendable (RogueProvider) async throws -> Void) async throws {
        let provider = RogueProvider()
        let application = Application(
            router: provider.router(),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)))
        try await application.test(.live) { client in
            provider.state.withLock { $0.port = client.port ?? 0 }
            try await body(provider)
        }
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/.well-known/openid-configuration") { _, _ in
            let behaviour = self.note("discovery")
            var document: [String: Any] = [
                "issuer": self.issuer,
                "authorization_endpoint": self.issuer + "/authorize?tenant=1",
                "token_endpoint": self.issuer + "/token", "jwks_uri": self.issuer + "/keys",
                "userinfo_endpoint": self.issuer + "/userinfo",
            ]
            behaviour.discovery(&document)
            return try self.json(document, status: behaviour.discoveryStatus)
        }
        router.get("/keys") { _, _ in
            let behaviour = self.note("keys")
            if let elsewhere = behaviour.keysLeadTo {
                return Response(status: .found, headers: [.location: elsewhere])
            }
            return try self.json(["keys": behaviour.keys], status: .ok)
        }
        router.get("/userinfo") { request, _ in
            let behaviour = self.note("userinfo")
            guard request.headers[.authorization] == "Bearer access", let text = behaviour.userinfo
            else { return Response(status: .unauthorized) }
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: text)))
        }
        router.post("/token") { request, _ in
            let behaviour = self.note("token")
            if let (status, body) = behaviour.tokenAnswer {
                return Response(status: status, body: .init(byteBuffer: ByteBuffer(string: body)))
            }
            let form = String(buffer: try await request.body.collect(upTo: 100_000))
            guard self.isFromTheClient(request), self.hasVerifier(form),
                form.contains("grant_type=authorization_code"), form.contains("code=good")
            else { return try self.json(["error": "invalid_grant"], status: .badRequest) }
            return try self.json(
                [
                    "token_type": "Bearer", "access_token": "access", "id_token": behaviour.token(),
                ], status: .ok)
        }
        return router
    }

    private func isFromTheClient(_ request: Request) -> Bool {
        guard let header = request.headers[.authorization], header.hasPrefix("Basic "),
            let bytes = Data(base64Encoded: String(header.dropFirst(6)))
        else { return false }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: ":")
        return parts.map { $0.removingPercentEncoding } == [Self.client, Self.secret]
    }

    private func hasVerifier(_ form: String) -> Bool {
        guard let verifier = form.firstMatch(of: /code_verifier=([A-Za-z0-9_~.-]{43,128})/) else {
            return false
        }
        let digest = base64URL(SHA256.hash(data: Data(verifier.1.utf8)))
        return digest == state.withLock { $0.challenge }
    }

    private func json(_ object: [String: Any], status: HTTPResponse.Status) throws -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: .init(
                byteBuffer: ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: object))))
    }
}

/// Keys of the rogue provider, real ones, made once.
enum SigningKeys {
    static let rsa = SigningKey(id: "rsa-1", .rsa(2048))
    static let curve = SigningKey(id: "ec-1", .curve)
    /// One that the provider doesn't publish at first.
    static let other = SigningKey(id: "rsa-2", .rsa(2048))
    static let weak = SigningKey(id: "weak", .rsa(1024))
}

/// A key that signs, and its public half as the provider publishes it.
struct SigningKey: Sendable {
    enum Kind {
        case rsa(Int)
        case curve
    }

    let id: String
    let jwk: [String: String]
    /// What a server that mixes up algorithms would take for the secret of HS256.
    let publicText: String
    private let sign: @Sendable (Data) -> Data
    private let algorithm: String

    init(id: String, _ kind: Kind) {
        self.id = id
        switch kind {
        case .rsa(let size):
            let key = try? _RSA.Signing.PrivateKey(
                unsafeKeySize: .init(bitCount: size))
            let numbers = try? key?.publicKey.getKeyPrimitives()
            algorithm = "RS256"
            jwk = [
                "kty": "RSA", "kid": id, "use": "sig", "alg": "RS256",
                "n": base64URL(numbers?.modulus ?? Data()),
                "e": base64URL(numbers?.publicExponent ?? Data()),
            ]
            publicText = key?.publicKey.pemRepresentation ?? ""
            sign = { content in
                (try? key?.signature(for: SHA256.hash(data: content), padding: .insecurePKCS1v1_5)
                    .rawRepresentation) ?? Data()
            }
        case .curve:
            let key = P256.Signing.PrivateKey()
            let point = key.publicKey.rawRepresentation
            algorithm = "ES256"
            jwk = [
                "kty": "EC", "crv": "P-256", "kid": id, "use": "sig", "alg": "ES256",
                "x": base64URL(point.prefix(32)), "y": base64URL(point.suffix(32)),
            ]
            publicText = key.publicKey.pemRepresentation
            sign = { (try? key.signature(for: $0).rawRepresentation) ?? Data() }
        }
    }

    /// A token with this header and these claims, signed by the key.
    func token(_ claims: [String: Any], header changes: [String: Any?] = [:]) -> String {
        let content = content(claims, header: changes)
        return content + "." + base64URL(sign(Data(content.utf8)))
    }

    /// As `token`, signed by HMAC with the key's public half.
    func tokenByPublicKey(_ claims: [String: Any]) -> String {
        let content = content(claims, header: ["alg": "HS256"])
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(content.utf8), using: SymmetricKey(data: Data(publicText.utf8)))
        return content + "." + base64URL(code)
    }

    func content(_ claims: [String: Any], header changes: [String: Any?]) -> String {
        var header: [String: Any] = ["alg": algorithm, "kid": id, "typ": "JWT"]
        for (name, value) in changes { header[name] = value }
        return [header, claims].map { part in
            base64URL((try? JSONSerialization.data(withJSONObject: part)) ?? Data())
        }.joined(separator: ".")
    }
}

func base64URL(_ bytes: some Sequence<UInt8>) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        .replacing("=", with: "")
}
