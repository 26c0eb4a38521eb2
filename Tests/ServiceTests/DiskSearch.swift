import Foundation

/// A text that is looked for on the disk in every disguise that a careless program could give it.
struct Disguises {
    let texts: [(name: String, bytes: Data)]

    /// - Parameter word: letters and digits of ASCII, in lower case.
    init(of word: String) {
        let bytes = Array(word.utf8)
        var texts: [(name: String, bytes: Data)] = [
            ("UTF-8", Data(bytes)),
            ("UTF-8 in capitals", Data(word.uppercased().utf8)),
            ("UTF-16, little end first", Data(bytes.flatMap { [$0, 0] })),
            ("UTF-16, big end first", Data(bytes.flatMap { [0, $0] })),
        ]
        for isUpper in [false, true] {
            let digits = bytes.map { byte in
                let digits = String(byte, radix: 16)
                return isUpper ? digits.uppercased() : digits
            }
            texts.append(("hexadecimal", Data(digits.joined().utf8)))
            texts.append(("percent-encoded", Data(digits.map { "%" + $0 }.joined().utf8)))
        }
        for before in 0..<3 {
            let fragment = Self.base64Fragment(of: bytes, after: before)
            let url = fragment.replacing("+", with: "-").replacing("/", with: "_")
            texts.append(("base64", Data(fragment.utf8)))
            texts.append(("base64 for addresses", Data(url.utf8)))
        }
        self.texts = texts
    }

    /// The part of a base64 text that only the word decides, when `before` other bytes stand before
    /// it.
    private static func base64Fragment(of word: [UInt8], after before: Int) -> String {
        let whole = Data([UInt8](repeating: 0, count: before) + word).base64EncodedString()
        let first = (8 * before + 5) / 6
        let end = 8 * (before + word.count) / 6
        return String(Array(whole)[first..<end])
    }
}

/// Every file below a folder, as somebody who took the disk reads them.
struct DiskSearch {
    let files: [(path: String, bytes: Data)]

    init(below folder: URL) throws {
        files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted().compactMap
        { path in
            let url = folder.appending(path: path)
            let isFile = try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false
            return isFile ? (path, try Data(contentsOf: url)) : nil
        }
    }

    /// Where the word stands, as `file: disguise`; twice when it stands there twice.
    func places(of word: String) -> [String] {
        let disguises = Disguises(of: word)
        return files.flatMap { file in
            disguises.texts.flatMap { disguise in
                file.bytes.offsets(of: disguise.bytes).map { _ in "\(file.path): \(disguise.name)" }
            }
        }
    }
}

extension Data {
    /// Every place where the bytes begin, from the first on.
    func offsets(of part: Data) -> [Int] {
        guard let last = part.last else { return [] }
        return withUnsafeBytes { whole in
            part.withUnsafeBytes { part in
                guard let start = whole.baseAddress, let wanted = part.baseAddress else {
                    return []
                }
                var offsets: [Int] = []
                var from = part.count - 1
                // By the last byte, since the first of UTF-16 may be 0, which databases are full
                // of.
                while from < whole.count,
                    let found = memchr(start + from, Int32(last), whole.count - from)
                {
                    let end = start.distance(to: UnsafeRawPointer(found)) + 1
                    let begin = end - part.count
                    if memcmp(start + begin, wanted, part.count) == 0 { offsets.append(begin) }
                    from = end
                }
                return offsets
            }
        }
    }
}
