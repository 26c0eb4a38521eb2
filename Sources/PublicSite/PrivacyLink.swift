public import Localization
public import SurveyDefinition

/// Where residents read how a round's answers are protected.
///
/// - Parameter base: where they reach the site, such as `https://radslag.example.se`.
public func privacyAddress(
    of round: RoundID, in language: LanguageTag, at base: String
) -> String {
    let origin = base.hasSuffix("/") ? String(base.dropLast()) : base
    return origin + SitePath.privacy(round, language)
}
