import Dialogues
import Localization
import Pages
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

struct PageTextTests {
    /// The shipped Swedish beside a language, from right to left, that has no text of its own.
    private var speechless: PageText {
        let shipped = SiteFixture.shippedLocales
        let swedish = shipped.localizer(for: Locales.source).language
        let language = Language(
            tag: "tst", name: "Test", direction: .rightToLeft, numbers: swedish.numbers)
        let locales = Locales(
            languages: [swedish, language],
            catalogues: [Locales.source: shipped.catalogue(of: Locales.source)])
        return PageText(localizer: locales.localizer(for: "tst"))
    }

    @Test("A text that falls back is marked with its own language and direction")
    func fallback() {
        #expect(
            speechless.html("start.open") == #"<span lang="sv" dir="ltr">Svara nu</span>"#)
    }

    @Test("What is kept is told in whole texts, also where they fall back")
    func keptParts() throws {
        let parts = KeptParts(
            of: SmallSurvey.make(),
            in: Round(
                id: "small-2026", survey: "small", surveyVersion: 1, period: "2026",
                sampling: .census, anonymity: .code), in: speechless)

        for part in parts.kept + parts.notKept {
            #expect(part.hasPrefix("<span lang=\"sv\""))
            #expect(!part.contains("&lt;"))
        }
        #expect(parts.kept.contains { $0.contains("kön, åldersgrupp, stadsdel") })
    }
}
