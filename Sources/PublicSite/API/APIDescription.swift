import Hummingbird
import NIOCore
import Pages

/// The description of the API: as YAML for programs, as text for a browser, which would save YAML as a file.
struct APIDescription: Sendable {
    private let forPrograms: StaticPage
    private let forBrowsers: StaticPage

    init() {
        let content = ByteBuffer(bytes: PackageResources.openapi_yaml)
        forPrograms = StaticPage(content, type: "application/yaml")
        forBrowsers = StaticPage(content, type: "text/plain; charset=utf-8")
    }

    func response(to request: Request) -> Response {
        let isForBrowser = request.headers[.accept]?.contains("text/html") == true
        var response = (isForBrowser ? forBrowsers : forPrograms).response(to: request)
        response.headers[.vary] = "Accept-Encoding, Accept"
        return response
    }
}
