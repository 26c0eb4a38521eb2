/// What changed between two rounds so that figures before and after are no series: they are drawn
/// apart and never tested against each other.
public enum SeriesBreak: String, Sendable, Hashable, Codable, CaseIterable {
    /// The question was worded anew.
    case wording
    /// The answers to choose from, or what counts as positive or valid.
    case scale
    /// How people were reached or answered, such as paper before and web now.
    case mode
    /// Who is asked: another age limit, or a filter question.
    case base
}
