import Foundation

/// A password that may be chosen: long enough, and not one that everybody tries first.
///
/// Nothing but length is asked for: rules about digits and signs make passwords that are alike.
/// Source: NIST SP 800-63B, section 3.1.1.2.
public struct Password: Sendable {
    let bytes: [UInt8]

    /// In characters.
    public static let shortest = 12
    /// In bytes of UTF-8, so that nobody lets the service digest a book.
    public static let longest = 512

    /// - Parameters:
    ///   - common: those that are refused.
    ///   - own: words that others would try with this account, such as its name.
    public init(
        _ typed: String, unlike common: CommonPasswords, and own: [String] = []
    ) throws(StaffError) {
        guard typed.utf8.count <= Self.longest else { throw .passwordTooLong }
        let normalised = Self.normalised(typed)
        guard normalised.count >= Self.shortest else { throw .passwordTooShort }
        guard !common.adding(own).isCommon(normalised) else { throw .passwordTooCommon }
        bytes = Array(normalised.utf8)
    }

    /// The same sign may be written in several ways: keyboards of the same letters differ (Unicode's NFKC).
    static func normalised(_ typed: String) -> String {
        typed.precomposedStringWithCompatibilityMapping
    }
}

extension Password: CustomStringConvertible, CustomReflectable {
    /// Never the password itself.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
