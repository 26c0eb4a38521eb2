import Foundation
import PublicSite

/// A page as it was sent.
struct SentPage {
    let bytes: Int
    let body: String

    /// Gets a page once, asking for gzip or not.
    init(_ path: String, port: Int, gzip: Bool = false) throws(LoadFault) {
        let connection = try Connection(port: port)
        let accepting = gzip ? "Accept-Encoding: gzip\r\n" : ""
        try connection.send(
            Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(accepting)\r\n".utf8))
        while true {
            let reply = try connection.receive { (reply: Reply) throws(LoadFault) in
                guard reply.status == 200 else {
                    throw .wrongReply(status: reply.status, expected: path)
                }
                return reply.body
            }
            guard let reply else { continue }
            bytes = reply.count
            body = String(decoding: reply, as: UTF8.self)
            return
        }
    }

    /// The addresses that a browser fetches by itself for the page.
    var fetched: [String] {
        let links = body.matches(of: /<link rel="stylesheet" href="([^"]+)"/).map { String($0.1) }
        let sources = body.matches(of: /\ssrc="([^"]+)"/).map { String($0.1) }
        return (links + sources).filter { !$0.hasPrefix("data:") }
    }
}

private let about = "/sv/d/\(Workbench.round)"
private let form = "/sv/d/\(Workbench.round)/svara"

/// What a resident's first visit weighs: the page about the round, and the first page of questions.
///
/// A page of questions is never compressed, because it mixes a secret with what somebody sent: the target for
/// compressed bytes has to be met without.
func measureFirstPage(on workbench: Workbench) async throws -> [Figure] {
    try await withServer(try workbench.site().router()) { port in
        try [about, form].flatMap { path in
            let plain = try SentPage(path, port: port)
            let sent = try SentPage(path, port: port, gzip: true)
            let others = try plain.fetched.map { try SentPage($0, port: port, gzip: true) }
            let style = others.reduce(0) { $0 + $1.bytes }
            return [
                Figure("\(path), plain", Double(plain.bytes), "bytes"),
                Figure("\(path), as a browser gets it", Double(sent.bytes), "bytes"),
                Figure(
                    "  with its stylesheet", Double(sent.bytes + style) / 1000, "kB", .atMost(14)),
                Figure("  requests", Double(1 + others.count), "", .atMost(2)),
            ]
        }
    }
}

/// How fast pages leave, against a fixed text of as many bytes: a page that is equal for all, and the first
/// page of questions, which carries a new sealed journey each time.
func measurePageRate(on workbench: Workbench) async throws -> [Figure] {
    try await withServer(try workbench.site().router()) { port in
        var figures: [Figure] = []
        for (path, expected) in [(about, "gzip"), (form, "name=\"journey\" value=\"")] {
            let bytes = try SentPage(path, port: port, gzip: true).bytes
            let comparison = try await withServer(fixedText(bytes: bytes)) { fixed in
                try await Comparison(seconds: workbench.seconds) { seconds in
                    try await load(
                        port: port, seconds: seconds,
                        by: visitors { _ in Reader(of: path, expecting: expected) })
                } reference: { seconds in
                    try await load(
                        port: fixed, seconds: seconds,
                        by: visitors { _ in Reader(of: "/", expecting: "....") })
                }
            }
            figures += comparison.figures("\(path) against a fixed text", .ratioAtLeast(0.6))
        }
        return figures
    }
}

/// As many visitors as a load has.
func visitors<Guest: Visitor>(_ make: (Int) -> Guest) -> [Guest] {
    (0..<Workbench.visitors).map(make)
}
