import Foundation

extension TextEncoding {
    /// The encoding that a PX file names: by `CODEPAGE`, or Windows-1252 when it only says
    /// `CHARSET="ANSI"`. A file of nothing but ASCII needs to name none.
    ///
    /// - Returns: `nil` for an encoding that isn't read here.
    static func ofPX(_ file: Data) -> TextEncoding? {
        if file.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        // Keywords are ASCII in every encoding, and stand before the figures.
        let head = String(decoding: file.prefix(4096).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
        let codepage = head.firstMatch(of: /CODEPAGE\s*=\s*"([^"]*)"/)
            .map { $0.1.lowercased() }
        switch codepage {
        case "utf-8", "utf8": return .utf8
        case "windows-1252", "iso-8859-1": return .windows1252
        case .some: return nil
        case nil:
            if head.contains(/CHARSET\s*=\s*"ANSI"/) { return .windows1252 }
            return file.allSatisfy { $0 < 0x80 } ? .utf8 : nil
        }
    }
}
