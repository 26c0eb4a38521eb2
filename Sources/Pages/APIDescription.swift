package import Hummingbird
import NIOCore

/// The description of an API: as YAML for programs, as text for a browser, which would save YAML as a file.
package struct APIDescription: Sendable {
    private let forPrograms: StaticPage
    private let forBrowsers: StaticPage

    /// - Parameter yaml: an OpenAPI document.
    package init(yaml: [UInt8]) {
        let content = ByteBuffer(bytes: yaml)
        forPrograms = StaticPage(content, type: "application/yaml")
        forBrowsers = StaticPage(content, type: "text/plain; charset=utf-8")
    }

    /// The description, in the shape that whoever asks can show.
    package func response(to request: Request) -> Response {
        let isForBrowser = request.headers[.accept]?.contains("text/html") == true
        var response = (isForBrowser ? forBrowsers : forPrograms).response(to: request)
        response.headers[.vary] = "Accept-Encoding, Accept"
        return response
    }
}
