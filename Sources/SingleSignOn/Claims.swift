import Foundation

/// What a token, or the provider's answer about somebody, says: a JSON object whose names are the provider's.
struct Claims: Sendable {
    private let values: [String: Value]

    /// - Returns: `nil` for what is no JSON object.
    init?(_ json: Data) {
        guard let values = try? JSONDecoder().decode([String: Value].self, from: json) else {
            return nil
        }
        self.values = values
    }

    /// A text that isn't empty.
    func text(_ name: String) -> String? {
        if case .text(let text)? = values[name], !text.isEmpty { text } else { nil }
    }

    /// A time, in seconds since 1970.
    func time(_ name: String) -> Date? {
        if case .number(let seconds)? = values[name], seconds.isFinite {
            Date(timeIntervalSince1970: seconds)
        } else {
            nil
        }
    }

    /// Texts, of which a lone one may stand without a list; `nil` when they are neither.
    func texts(_ name: String) -> [String]? {
        switch values[name] {
        case .text(let text): [text]
        case .texts(let texts): texts
        default: nil
        }
    }

    /// Whether it says something by that name, whatever.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// Whether there are groups which the token is too small for (Entra ID, *groups overage claim*).
    func leavesOut(_ name: String) -> Bool {
        if case .object(let names)? = values["_claim_names"] { names.contains(name) } else { false }
    }

    private enum Value: Sendable, Decodable {
        case text(String)
        case number(Double)
        case texts([String])
        case object(Set<String>)
        case other

        init(from decoder: any Decoder) throws {
            if let names = try? decoder.container(keyedBy: Name.self).allKeys {
                self = .object(Set(names.map(\.stringValue)))
                return
            }
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let texts = try? container.decode([String].self) {
                self = .texts(texts)
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .other
            }
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
