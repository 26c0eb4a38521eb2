import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// A response that is the same for everybody: made once, kept compressed, with a digest to ask again by.
struct StaticPage: Sendable {
    /// How long others may keep it.
    enum Caching: String {
        /// The address never shows anything else.
        case forever = "public, max-age=31536000, immutable"
        /// May be kept, and is asked for again by its digest each time.
        case asked = "no-cache"
    }

    private let plain: ByteBuffer
    private let compressed: ByteBuffer
    private let headers: HTTPFields
    private let etag: String

    /// - Parameter isNegotiated: whether the same address has other languages for who asks for them.
    init(
        _ content: ByteBuffer, type: String, language: String? = nil, caching: Caching = .asked,
        isNegotiated: Bool = false
    ) {
        plain = content
        let bytes = Array(content.readableBytesView)
        compressed = gzip(bytes)
        etag = "\"" + shortDigest(bytes) + "\""
        var headers = SecurityHeaders.fields
        headers[.contentType] = type
        headers[.contentLanguage] = language
        headers[.cacheControl] = caching.rawValue
        headers[.vary] = isNegotiated ? "Accept-Encoding, Accept-Language" : "Accept-Encoding"
        headers[.eTag] = etag
        self.headers = headers
    }

    /// An HTML page.
    init(html: String, language: String) {
        self.init(ByteBuffer(string: html), type: "text/html; charset=utf-8", language: language)
    }

    func response(to request: Request, status: HTTPResponse.Status = .ok) -> Response {
        if request.headers[.ifNoneMatch] == etag, status == .ok {
            return Response(status: .notModified, headers: headers)
        }
        guard request.headers[.acceptEncoding]?.contains("gzip") == true else {
            return Response(status: status, headers: headers, body: .init(byteBuffer: plain))
        }
        var headers = headers
        headers[.contentEncoding] = "gzip"
        return Response(status: status, headers: headers, body: .init(byteBuffer: compressed))
    }
}

/// 16 hexadecimal digits of SHA-256.
func shortDigest(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).prefix(8)
        .map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
        .joined()
}

/// What every response says to the browser: nothing from elsewhere, no script, no trace.
enum SecurityHeaders {
    static let fields: HTTPFields = [
        .contentSecurityPolicy: policy,
        referrerPolicy: "no-referrer",
        .xContentTypeOptions: "nosniff",
    ]

    private static let policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// The same for a page with a script of this site.
    static let policyWithScript = policy + "; script-src 'self'"

    private static var referrerPolicy: HTTPField.Name {
        guard let name = HTTPField.Name("Referrer-Policy") else {
            preconditionFailure("No header name.")
        }
        return name
    }
}
