import Dialogues
import Foundation
import Localization
import Reports
import Testing

/// Only a random sample, or where everybody was asked, has a margin of error.
struct SamplingWordsTests {
    /// The languages whose term this test knows.
    private static let terms: [(language: LanguageTag, term: String)] = [
        ("sv", "felmarginal"), ("sv-simple", "felmarginal"), ("en", "margin of error"),
        ("fi", "virhemarginaali"), ("ar", "هامش الخطأ"),
    ]

    private func everything(_ sampling: Sampling, in localizer: Localizer) throws -> String {
        let (release, context) = (
            Sample.release(sampling: sampling), Sample.context(sampling: sampling)
        )
        let texts = [
            resultsPage(release, context, in: localizer),
            goalPage(
                "G", [(release: release, context: context)], goals: Sample.goals, in: localizer),
            csv(release, context, style: .people, in: localizer),
            String(decoding: try json(release, context, in: localizer), as: UTF8.self),
        ]
        return texts.joined().lowercased()
    }

    @Test("Nothing about a self-selected round speaks of a margin of error")
    func selfSelected() throws {
        for (language, term) in Self.terms {
            let text = try everything(.selfSelected, in: Sample.realLocalizer(language))
            #expect(!text.contains(term))
        }
    }

    @Test("A random sample, a census and a group say what their margin of error is")
    func probability() throws {
        for (language, term) in Self.terms {
            for sampling in [Sampling.probability, .census, .group] {
                let text = try everything(sampling, in: Sample.realLocalizer(language))
                #expect(text.contains(term))
            }
        }
    }

    @Test("Files of a group tell no values of others, and nothing of the municipality")
    func group() throws {
        func files(_ sampling: Sampling) throws -> [String] {
            let (release, context) = (
                Sample.release(sampling: sampling), Sample.context(sampling: sampling)
            )
            let localizer = Sample.realLocalizer("sv")
            return [
                resultsPage(release, context, in: localizer),
                csv(release, context, style: .people, in: localizer),
                csv(release, context, style: .machines, in: localizer),
                String(decoding: try json(release, context, in: localizer), as: UTF8.self),
            ]
        }
        for (census, group) in zip(try files(.census), try files(.group)) {
            #expect(census.lowercased().contains("kolada"))
            #expect(!group.lowercased().contains("kolada"))
        }
        let rows = try files(.group)[1]
        #expect(rows.contains("Den tillfrågade gruppen") && !rows.contains(";Södertälje kommun;"))
    }

    @Test("A self-selected page says that those who didn't answer are not in the interval")
    func whatTheIntervalLeavesOut() {
        let page = resultsPage(Sample.release(), Sample.context(), in: Sample.localizer("sv"))

        #expect(page.contains("Det säger ingenting om dem som inte svarade."))
        #expect(page.contains("inte slumpvis utvalda"))
    }
}
