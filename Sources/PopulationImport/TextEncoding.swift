import Foundation

/// The encodings that statistical offices use.
enum TextEncoding: Equatable {
    case utf8
    case windows1252

    /// The bytes as text with plain line breaks, without a byte order mark; `nil` when they aren't
    /// in this encoding.
    func text(of file: Data) -> String? {
        let encoding: String.Encoding = self == .utf8 ? .utf8 : .windowsCP1252
        guard let text = String(data: file, encoding: encoding) else { return nil }
        let unmarked = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        return unmarked.replacing("\r\n", with: "\n")
    }
}
