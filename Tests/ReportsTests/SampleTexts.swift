import Diagnostics
import Localization
import TestSupport

/// The reports' own Swedish and English texts as they are, beside a few names that the golden files need.
///
/// Arabic has a handful of texts only: the rest of an Arabic page falls back to English and Swedish.
extension Sample {
    static func localizer(_ tag: LanguageTag) -> Localizer {
        locales.localizer(for: tag)
    }

    /// The texts of a language as residents see them.
    static func realLocalizer(_ tag: LanguageTag) -> Localizer {
        read.localizer(for: tag)
    }

    static var languages: [Language] { read.languages }

    private static let read: Locales = {
        guard let read = readLocales(from: Project.locales, reportingTo: FaultCollector()) else {
            preconditionFailure("The Swedish texts can't be read.")
        }
        return read
    }()

    private static let locales: Locales = {
        let swedish: LanguageTag = "sv"
        let languages = (["sv", "en", "sv-simple", "ar"] as [LanguageTag]).compactMap(read.language)
        var catalogues: [LanguageTag: Catalogue] = [:]
        for tag in ["sv", "en", "sv-simple"] as [LanguageTag] {
            catalogues[tag] = Catalogue(
                files: ["results": read.catalogue(of: tag).files["results"] ?? [:]])
        }
        catalogues[swedish]?.files["goals"] = names.mapValues { Message($0) }
        catalogues[swedish]?.files["trygghet"] = surveyTexts.mapValues { Message($0) }
        catalogues["ar"] = Catalogue(files: [
            "results": arabic.mapValues { Message($0) },
            "trygghet": ["title": Message("الأمان في سودرتاليا")],
        ])
        return Locales(languages: languages, catalogues: catalogues)
    }()

    private static let names = [
        "goal.G": "Varje invånare har goda möjligheter till inflytande",
        "goal.G.short": "Inflytande",
        "goal.H": "Varje invånare har förtroende för kommunen", "goal.H.short": "Förtroende",
        "goal.N": "Varje invånare har en trygg närmiljö", "goal.N.short": "Trygghet",
        "indicator.voter-turnout": "Valdeltagande i senaste valen",
        "indicator.turnout-gap": "Skillnad mellan valdistrikt",
        "indicator.active-participation": "Möjlighet att delta aktivt fungerar bra",
        "indicator.free-from-corruption": "Verksamheterna är fria från korruption",
        "indicator.trust-in-people": "Tillit till människor i allmänhet, 0–10",
        "indicator.unsafe-at-night": "Otrygga på kvällen",
        "territory.sodertalje": "Södertälje", "territory.county": "Länet",
        "territory.country": "Riket", "source.kolada": "Kolada",
        "note.highest-minus-lowest": "Högsta minus lägsta",
        "note.medborgarundersokningen": "Medborgarundersökningen",
        "subgroup.municipal-election": "Kommunval",
    ]

    private static let surveyTexts = [
        "title": "Trygghet i Södertälje", "question.gender.option.woman": "Kvinna",
        "question.gender.option.man": "Man", "question.gender.option.other": "Annat",
        "question.age.option.16-29": "16–29 år", "question.age.option.30-49": "30–49 år",
        "question.age.option.50-64": "50–64 år", "question.age.option.65-plus": "65 år och äldre",
        "question.take-part.text": "Hur fungerar det att vara med?",
        "question.trust-scale.text": "Hur mycket kan man lita på människor?",
        "question.had-contact.text": "Har du haft kontakt med kommunen?",
        "question.wish.text": "Vad vill du ändra?", "question.why.text": "Varför?",
        "theme.light": "Belysning", "theme.roads": "Vägar & \"stigar\"",
        "theme.benches": "Bänkar", "theme.crime": "Brott", "theme.town": "Staden",
        "scale.how-well.very-well": "Mycket bra", "scale.how-well.fairly-well": "Ganska bra",
        "scale.how-well.fairly-badly": "Ganska dåligt", "scale.yes-no.yes": "Ja",
        "scale.yes-no.no": "Nej",
    ]

    private static let arabic = [
        "results.heading": "النتائج", "results.interval-range": "من {low} إلى {high}",
        "results.interval": "فترة الثقة 95%: {range}", "results.column.value": "القيمة",
    ]
}
