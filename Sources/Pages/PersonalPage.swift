import HTTPTypes
package import Hummingbird
package import NIOCore

/// A page that is somebody's own: never kept by anybody, never compressed (see `gzip`).
package func personal(
    _ content: ByteBuffer, in text: PageText, status: HTTPResponse.Status = .ok
) -> Response {
    var headers = SecurityHeaders.fields
    headers[.contentType] = "text/html; charset=utf-8"
    headers[.contentLanguage] = text.language.tag.value
    headers[.cacheControl] = "no-store"
    return Response(status: status, headers: headers, body: .init(byteBuffer: content))
}
