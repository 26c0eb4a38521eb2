import Foundation

/// Passwords that are tried first, and so are refused: the shipped list, and words of the place.
///
/// With twelve characters asked for, it isn't the listed word itself that somebody chooses but the word with a
/// year behind it, or the word twice. So a password is common when nothing is left of it but listed words.
public struct CommonPasswords: Sendable {
    private let words: Set<String>

    /// - Parameter places: words that others would try here, such as the municipality's and its districts' names.
    public init(also places: [String] = []) {
        words = Self.shipped.union(Self.words(of: places))
    }

    /// The shipped list, read once; it is folded already.
    private static let shipped: Set<String> = {
        let list = String(decoding: PackageResources.CommonPasswords_txt, as: UTF8.self)
        return Set(list.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { String($0) })
    }()

    private init(words: Set<String>) { self.words = words }

    func adding(_ own: [String]) -> CommonPasswords {
        CommonPasswords(words: words.union(Self.words(of: own)))
    }

    /// How many are known, for the test of the shipped list.
    var count: Int { words.count }

    /// Each word of four letters or more, and all of them joined.
    private static func words(of texts: [String]) -> Set<String> {
        var words: Set<String> = []
        for text in texts {
            let parts = folded(text).split { !$0.isLetter }.map { String($0) }
                .filter { $0.count >= 4 }
            words.formUnion(parts)
            words.insert(parts.joined())
        }
        return words.subtracting([""])
    }

    /// Whether it is a listed password, at most two listed words with digits and signs around them, one of
    /// them over and over, a row of keys, or made of fewer than five different signs.
    public func isCommon(_ password: String) -> Bool {
        let plain = Self.folded(password)
        guard Set(plain).count >= 5, !Self.isRowOfKeys(plain) else { return true }
        return [plain, Self.readingDigitsAsLetters(plain)].contains {
            // A listed word may end with a digit, and then its core isn't listed.
            words.contains($0) || isMadeOfWords($0) || isMadeOfWords(Self.core(of: $0))
        }
    }

    private func isMadeOfWords(_ core: String) -> Bool {
        guard !core.isEmpty else { return false }
        if words.contains(core) { return true }
        let letters = Array(core)
        return (4..<max(4, letters.count)).contains { length in
            let first = String(letters[..<length])
            guard words.contains(first) else { return false }
            let rest = String(letters[length...])
            return words.contains(Self.core(of: rest))
                || rest.replacing(first, with: "").filter(\.isLetter).isEmpty
        }
    }

    /// What is left without digits and signs at both ends.
    private static func core(of text: String) -> String {
        guard let first = text.firstIndex(where: \.isLetter),
            let last = text.lastIndex(where: \.isLetter)
        else { return "" }
        return String(text[first...last])
    }

    private static func isRowOfKeys(_ text: String) -> Bool {
        let rows = [
            "01234567890123456789", "qwertyuiopåasdfghjklöäzxcvbnm", "qwertyuiopasdfghjklzxcvbnm",
            "abcdefghijklmnopqrstuvwxyzåäö", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
        ].map(folded)
        return rows.contains { row in
            let endless = row + row
            return endless.contains(text) || String(endless.reversed()).contains(text)
        }
    }

    /// In small letters without accents, so that *Södertälje* and *sodertalje* are one word.
    private static func folded(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }

    private static func readingDigitsAsLetters(_ text: String) -> String {
        let letters: [Character: Character] = [
            "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s",
            "!": "i",
        ]
        return String(core(of: text).map { letters[$0] ?? $0 })
    }
}
