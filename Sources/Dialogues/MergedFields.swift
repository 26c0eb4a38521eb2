/// What two people who began with the same form have made of it.
///
/// A field that only one of them changed is as that one left it. A field that both changed, differently, is a
/// conflict: it keeps what the second typed, and what the first had saved is shown beside it. Neither loses a word.
public struct MergedFields: Sendable, Hashable {
    public let fields: [String: String]
    /// What stands saved in the fields that both changed.
    public let conflicts: [String: String]

    /// - Parameters:
    ///   - mine: what the second one sent.
    ///   - theirs: what is saved now.
    ///   - base: what both began with.
    public init(_ mine: [String: String], and theirs: [String: String], since base: [String: String])
    {
        var fields: [String: String] = [:]
        var conflicts: [String: String] = [:]
        for name in Set(mine.keys).union(theirs.keys) {
            let (my, their, old) = (mine[name], theirs[name], base[name])
            if my == nil || my == old {
                fields[name] = their
            } else {
                fields[name] = my
                if their != old, their != my { conflicts[name] = their ?? "" }
            }
        }
        self.fields = fields
        self.conflicts = conflicts
    }
}
