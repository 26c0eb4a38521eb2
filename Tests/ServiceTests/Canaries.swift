import Foundation
import TestSupport

/// Words that occur nowhere else, each with the place where it was sent.
struct Canaries {
    private(set) var planted: [(word: String, place: String)] = []
    private var generator: SeededGenerator

    /// - Parameter seed: another one for each set of words.
    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// A new word for a place: 24 letters and digits in lower case.
    mutating func plant(in place: String) -> String {
        let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
        var word = ""
        for _ in 0..<24 { word.append(letters[Int(generator.next() % UInt64(letters.count))]) }
        planted.append((word, place))
        return word
    }

    /// A word in every header that browsers and proxies send, and in some that nobody does.
    mutating func headers(of request: String) -> [(name: String, value: String)] {
        func with(_ name: String, _ value: (String) -> String) -> (name: String, value: String) {
            (name, value(plant(in: "\(name) of \(request)")))
        }
        return [
            with("Host") { "\($0).example" },
            with("User-Agent") { "Mozilla/5.0 (\($0))" },
            with("Accept-Language") { "ar, x-\($0.prefix(8))-\($0);q=0.5" },
            with("Accept") { "text/html, text/\($0)" },
            with("Referer") { "https://example.org/\($0)?q=\($0)" },
            with("Origin") { "https://\($0).example" },
            with("Cookie") { "session=\($0)" },
            with("X-Forwarded-For") { "192.0.2.7, \($0)" },
            with("X-Real-IP") { $0 },
            with("Forwarded") { "for=192.0.2.8;host=\($0)" },
            with("X-Request-Id") { $0 },
            with("Traceparent") { "00-\($0)-01" },
            with("Authorization") { "Bearer \($0)" },
            with("Sec-CH-UA") { "\"\($0)\";v=\"1\"" },
            with("If-None-Match") { "\"\($0)\"" },
            ("X-" + plant(in: "a header's name of \(request)"), "anything"),
        ]
    }

    /// What of it is found on the disk, with the place where it was sent: `place → file: disguise`.
    func found(in search: DiskSearch) -> [String] {
        planted.flatMap { canary in
            search.places(of: canary.word).map { "\(canary.place) → \($0)" }
        }
    }
}
