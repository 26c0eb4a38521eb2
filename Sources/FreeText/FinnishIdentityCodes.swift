/// Finds Finnish identity codes (*henkilötunnus*): `DDMMYY`, a sign for the century, three digits and a check
/// character.
///
/// Source: the Digital and Population Data Services Agency, with the signs added in 2023.
func finnishIdentityCodes(in text: ScannedText) -> [Candidate] {
    text.digitRuns.compactMap { run in
        let sign = run.upperBound
        guard run.count == 6, let mark = text[sign], centurySigns.contains(mark),
            let serial = text.digitRun(at: sign + 1), (3...4).contains(serial.count)
        else { return nil }
        let digits = text.digits(in: run) + text.digits(in: serial).prefix(3)
        let check = sign + 4
        guard isDay(digits[0] * 10 + digits[1], of: digits[2] * 10 + digits[3]),
            let character = text[check], !text.isWordlike(at: check + 1),
            character == checkCharacters[digits.reduce(0) { $0 * 10 + $1 } % 31]
        else { return nil }
        return Candidate(
            kind: .personalNumber, range: run.lowerBound..<(check + 1), confidence: .high)
    }
}

private func isDay(_ day: Int, of month: Int) -> Bool {
    (1...12).contains(month) && (1...31).contains(day)
}

private let centurySigns = Set("+-ABCDEFUVWXY".unicodeScalars)
private let checkCharacters = Array("0123456789ABCDEFHJKLMNPRSTUVWXY".unicodeScalars)
