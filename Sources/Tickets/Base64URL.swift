import Foundation

/// Bytes as text of letters, digits, `-` and `_`, without padding (RFC 4648, section 5), as scripts and programs
/// exchange them.
public enum Base64URL {
    /// The text of bytes.
    public static func text(of bytes: some Collection<UInt8>) -> String {
        Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The bytes of a text, padded or not.
    ///
    /// - Returns: `nil` when it is none.
    public static func bytes(of text: String) -> [UInt8]? {
        let digits = text.replacing("=", with: "").replacing("-", with: "+")
            .replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - digits.utf8.count % 4) % 4)
        return Data(base64Encoded: digits + padding).map { Array($0) }
    }
}
