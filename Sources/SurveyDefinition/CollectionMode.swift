/// How an answer came in: what statisticians call the mode of collection. People answer a person otherwise than a
/// screen, so a change of modes between rounds may look like a change of minds.
public enum CollectionMode: String, Sendable, Hashable, Codable, CaseIterable {
    /// On a device of the respondent's own.
    case web
    /// On a screen that many use after each other, such as at a library.
    case kiosk
    /// Read out and filled in by staff.
    case interview
    /// On a form that staff typed in.
    case paper
}

extension Survey {
    /// What the mode of an answer is counted under, beside the questions' own ids; no question may have it.
    public static let modeQuestion = QuestionID("collection-mode")
}
