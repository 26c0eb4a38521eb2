/// Whether the digits' checksum modulo ten is right, the last digit being the check digit.
///
/// Source: Luhn, US patent 2 950 048 (1960); ISO/IEC 7812-1, annex B.
func hasRightCheckDigit(_ digits: [Int]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
        let product = place.isMultiple(of: 2) ? digit : digit * 2
        sum += product > 9 ? product - 9 : product
    }
    return sum.isMultiple(of: 10)
}

/// Whether an account number's checksum modulo 97 is right.
///
/// - Parameter characters: ASCII letters and digits, the country first.
///
/// Source: ISO 13616-1; ISO/IEC 7064, MOD 97-10.
func hasRightAccountChecksum(_ characters: [Unicode.Scalar]) -> Bool {
    guard characters.count > 4 else { return false }
    var remainder = 0
    for character in characters[4...] + characters[..<4] {
        if let digit = character.digit {
            remainder = (remainder * 10 + digit) % 97
        } else {
            let letter = Int(character.value & ~0x20) - 0x41 + 10
            remainder = (remainder * 100 + letter) % 97
        }
    }
    return remainder == 1
}
