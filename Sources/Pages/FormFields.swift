/// The fields of a form as a browser sent them (`application/x-www-form-urlencoded`).
package struct FormFields: Sendable {
    private let values: [String: [String]]

    /// Why a form can't be read.
    package enum Fault: Error, Equatable {
        case badPercentEncoding
        case badUTF8
        case tooManyFields
    }

    /// - Parameter bytes: the body; every name and value must be UTF-8 once decoded.
    package init(decoding bytes: some Sequence<UInt8>) throws(Fault) {
        var values: [String: [String]] = [:]
        var count = 0
        for pair in Array(bytes).split(separator: UInt8(ascii: "&")) {
            count += 1
            guard count <= 500 else { throw .tooManyFields }
            let parts = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decode(parts[0])
            values[name, default: []].append(parts.count > 1 ? try Self.decode(parts[1]) : "")
        }
        self.values = values
    }

    /// The fields of a form that was read otherwise.
    package init(_ fields: [String: String]) { values = fields.mapValues { [$0] } }

    /// The one value of a field.
    package subscript(name: String) -> String? { values[name]?.first }

    /// Every value of a field, in the order of the form; `nil` when it wasn't sent.
    package func all(_ name: String) -> [String]? { values[name] }

    private static func decode(_ bytes: ArraySlice<UInt8>) throws(Fault) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexDigit),
                    let low = rest.popFirst().flatMap(hexDigit)
                else { throw .badPercentEncoding }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        guard let text = String(validating: decoded, as: UTF8.self) else { throw .badUTF8 }
        return text
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
