extension Double {
    /// The shortest digits that read back as the same number, with a point and without a needless `.0`.
    var plainDigits: String {
        let digits = String(self)
        return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
    }
}
