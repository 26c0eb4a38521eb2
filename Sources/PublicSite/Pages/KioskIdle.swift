import Pages
import SurveyDefinition

/// What a screen that many use after each other does when nobody touches it: it starts over for the next person, so
/// that nobody meets what somebody else has filled in.
///
/// Where there is something to lose it asks first, and waits longer than the twenty seconds that WCAG 2.2 demands
/// (2.2.1). Without a script the page is left after some minutes.
struct KioskIdle {
    /// Where the next person begins.
    let start: String
    /// Seconds without a touch.
    let seconds: Int
    /// Whether it asks before it starts over.
    let asks: Bool

    init(_ round: RoundID, _ arrival: Arrival, seconds: Int, asks: Bool) {
        start = SitePath.negotiatedRound(round, arrival)
        self.seconds = seconds
        self.asks = asks
    }

    /// Seconds in which somebody may say that they are still there.
    private static let answeringSeconds = 30
    /// Seconds after which a page without a script is left.
    private static let unscriptedSeconds = 600

    func values(in text: PageText) -> [String: Any] {
        [
            "start": start, "seconds": String(seconds),
            "wait": String(asks ? Self.answeringSeconds : 0),
            "unscripted": String(asks ? Self.unscriptedSeconds : seconds),
            "question": text.html("kiosk.idle"),
            "about": text.html("kiosk.idle-about", ["seconds": String(Self.answeringSeconds)]),
            "stay": text.html("kiosk.stay"),
        ]
    }
}
