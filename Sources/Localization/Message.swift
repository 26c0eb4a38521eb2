import Crypto
import Foundation

/// One text of a catalogue: a single form, or one per plural category, with `{name}` where values go.
public struct Message: Sendable, Hashable {
    public let forms: [PluralCategory: String]

    public init(_ text: String) {
        forms = [.other: text]
    }

    public init(forms: [PluralCategory: String]) {
        self.forms = forms
    }

    public var isPlural: Bool { forms.count > 1 || forms[.other] == nil }

    /// The names in braces, over all forms.
    public var placeholders: Set<String> {
        Set(forms.values.flatMap(Self.placeholders))
    }

    /// By hand, because every text of every language is looked through at each start, where building a regular
    /// expression for each took half of the time.
    private static func placeholders(of text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: "{"), omittingEmptySubsequences: false).dropFirst()
            .compactMap { part in
                guard let end = part.firstIndex(of: UInt8(ascii: "}")) else { return nil }
                let name = part[..<end]
                let isName = name.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }
                return isName && !name.isEmpty ? String(name) : nil
            }
    }

    /// The first eight hexadecimal digits of SHA-256 over the text: a translation carries its source's digest.
    public var digest: String {
        let canonical = forms.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.key.rawValue)=\($0.value)" }
            .joined(separator: "\u{1F}")
        return SHA256.hash(data: Data(canonical.utf8)).prefix(4)
            .map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
            .joined()
    }

    /// The form for `count`, or the only one.
    func form(for count: Int?, by rule: PluralRule) -> String {
        let category = count.map(rule.category(of:)) ?? .other
        return forms[category] ?? forms[.other] ?? ""
    }
}

/// The digests of the Swedish that the texts of a translation were made from, by file and key.
public typealias SourceDigests = [String: [String: String]]

/// The texts of one language: by file (`interface`, `goals`, or a survey's id), then by key.
public struct Catalogue: Sendable, Hashable {
    public var files: [String: [String: Message]]

    public init(files: [String: [String: Message]] = [:]) {
        self.files = files
    }

    /// The text of a key; `nil` when this language lacks it.
    public func message(_ key: String, in file: String) -> Message? {
        files[file]?[key]
    }
}
