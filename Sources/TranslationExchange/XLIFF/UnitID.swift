import Localization

/// A key and its plural form as the id of an XLIFF unit, which programs of translators must keep and which is an XML
/// name token: other characters, and the colon, stand as their number in hexadecimal digits between colons, and a form
/// behind two colons, as in `round.minutes::one`.
enum UnitID {
    static func encoded(_ key: String, form: PluralCategory? = nil) -> String {
        let isPlain = key.unicodeScalars.allSatisfy(isPlain)
        let name = isPlain ? key : key.unicodeScalars.map(encoded).joined()
        return name + (form.map { "::\($0.rawValue)" } ?? "")
    }

    /// - Returns: `nil` when the id isn't one of ours.
    static func decoded(_ id: String) -> (key: String, form: PluralCategory?)? {
        // Every second part stands between colons: a number, or nothing, behind which the form is.
        let parts = id.split(separator: ":", omittingEmptySubsequences: false)
        var key = ""
        var index = 0
        while index < parts.count {
            key += parts[index]
            guard index + 1 < parts.count else { return (key, nil) }
            guard index + 2 < parts.count else { return nil }
            if parts[index + 1].isEmpty {
                guard index + 3 == parts.count,
                    let form = PluralCategory(rawValue: String(parts[index + 2]))
                else { return nil }
                return (key, form)
            }
            guard let scalar = UInt32(parts[index + 1], radix: 16).flatMap(Unicode.Scalar.init)
            else { return nil }
            key.unicodeScalars.append(scalar)
            index += 2
        }
        return (key, nil)
    }

    private static func encoded(_ scalar: Unicode.Scalar) -> String {
        isPlain(scalar) ? String(scalar) : ":\(String(scalar.value, radix: 16)):"
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": true
        default: false
        }
    }
}
