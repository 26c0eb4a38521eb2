import Crypto
package import HTTPTypes
package import Hummingbird
package import NIOCore

/// A response that is the same for everybody: made once, kept compressed, with a digest to ask again by.
package struct StaticPage: Sendable {
    /// How long others may keep it.
    package enum Caching: String, Sendable {
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
    package init(
        _ content: ByteBuffer, type: String, language: String? = nil, caching: Caching = .asked,
        isNegotiated: Bool = false, security: HTTPFields = SecurityHeaders.fields
    ) {
        plain = content
        let bytes = Array(content.readableBytesView)
        compressed = gzip(bytes)
        etag = "\"" + shortDigest(bytes) + "\""
        var headers = security
        headers[.contentType] = type
        headers[.contentLanguage] = language
        headers[.cacheControl] = caching.rawValue
        headers[.vary] = isNegotiated ? "Accept-Encoding, Accept-Language" : "Accept-Encoding"
        headers[.eTag] = etag
        self.headers = headers
    }

    /// An HTML page.
    package init(html: String, language: String, security: HTTPFields = SecurityHeaders.fields) {
        self.init(
            ByteBuffer(string: html), type: "text/html; charset=utf-8", language: language,
            security: security)
    }

    /// The page, or that the browser has it already.
    package func response(to request: Request, status: HTTPResponse.Status = .ok) -> Response {
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
package func shortDigest(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).prefix(8)
        .map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
        .joined()
}
