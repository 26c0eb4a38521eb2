import Dialogues

/// Something that was sent has to be sent again later: it was fine, but too much at once or too soon.
struct HeldBack: Error, Equatable {
    enum Cause: Equatable {
        /// Many answers from one network.
        case manySends
        /// Many codes that begin alike were refused.
        case manyCodes
        /// The first page was opened a moment ago.
        case tooQuick
        /// Without the work that the round asks for, and many others without it as well.
        case noWork
    }

    let cause: Cause
    let wait: Duration

    /// As staff are told it.
    var reason: RefusalReason {
        switch cause {
        case .manySends, .manyCodes: .tooMany
        case .tooQuick: .tooQuick
        case .noWork: .noWork
        }
    }

    /// The key of the sentence that tells a resident.
    var textKey: String {
        switch cause {
        case .manySends: "review.many-sends"
        case .manyCodes: "review.many-codes"
        case .tooQuick: "review.too-quick"
        case .noWork: "review.no-work"
        }
    }

    /// Whole seconds, at least one.
    var retryAfter: Int {
        let (seconds, rest) = wait.components
        return max(1, Int(seconds) + (rest > 0 ? 1 : 0))
    }
}
