import NIOCore
import Pages

/// The site's scripts, of which no page needs one to be answered: served under an address with their digest, so
/// that a browser may keep them.
struct PageScripts: Sendable {
    private let digest: String
    private let pages: [String: StaticPage]

    init() {
        let sources: [(name: String, bytes: [UInt8])] = [
            ("blind-signature.js", PackageResources.blind_signature_js),
            ("ticket.js", PackageResources.ticket_js),
            ("proof-of-work.js", PackageResources.proof_of_work_js),
            ("personal-data.js", PackageResources.personal_data_js),
            ("kiosk.js", PackageResources.kiosk_js),
            ("interview.js", PackageResources.interview_js),
        ]
        digest = shortDigest(sources.flatMap(\.bytes))
        pages = Dictionary(
            uniqueKeysWithValues: sources.map { name, bytes in
                (
                    name,
                    StaticPage(
                        ByteBuffer(bytes: bytes), type: "text/javascript; charset=utf-8",
                        caching: .forever)
                )
            })
    }

    func path(of name: String) -> String { SitePath.script(name, digest) }

    /// Every script, each with its address.
    var all: [(path: String, page: StaticPage)] {
        pages.sorted { $0.key < $1.key }.map { (path(of: $0.key), $0.value) }
    }
}
