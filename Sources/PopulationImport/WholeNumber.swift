extension StringProtocol {
    /// The persons that a cell of a file counts, such as `1234`, `1 234` or `1234.0`; `nil` when it
    /// is no whole number of 0 or more.
    ///
    /// `1.234` and `1,234` are refused: they are a thousand in one country and one in another.
    var persons: Int? {
        let number = /([0-9]+|[0-9]{1,3}(?:\s[0-9]{3})+)(?:\.0{1,2})?/
        guard let match = String(self).wholeMatch(of: number) else { return nil }
        return Int(match.1.filter { !$0.isWhitespace })
    }
}
