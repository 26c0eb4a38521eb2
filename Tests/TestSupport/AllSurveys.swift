public import SurveyDefinition

/// The shipped surveys and the small one, read once: what a property has to hold for.
public let allSurveys: [Survey] = SiteFixture.shippedDefinitions.surveys + [SmallSurvey.make()]
