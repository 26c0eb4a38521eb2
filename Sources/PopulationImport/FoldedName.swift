extension String {
    /// The name as it is compared: small letters and digits, with one space between words, so that
    /// `Lina hage`, `lina-hage` and `"LINA  HAGE"` are one.
    var folded: String {
        lowercased()
            .split { !$0.isLetter && !$0.isNumber }
            .joined(separator: " ")
    }
}
