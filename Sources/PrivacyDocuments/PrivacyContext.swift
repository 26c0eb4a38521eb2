public import Localization

/// What documents tell beside the facts: who asks, in which languages, and where residents read it.
public struct PrivacyContext: Sendable {
    public let facts: PrivacyFacts
    public let controller: DataController
    /// The languages in which the survey can be answered.
    public let languages: [Language]
    /// Where residents read the page; `nil` when nobody has said where the site is.
    public let pageAddress: String?
    /// `nil` where it isn't told, as on the page.
    public let softwareVersion: String?

    public init(
        _ facts: PrivacyFacts, controller: DataController, languages: [Language],
        pageAddress: String? = nil, softwareVersion: String? = nil
    ) {
        self.facts = facts
        self.controller = controller
        self.languages = languages
        self.pageAddress = pageAddress
        self.softwareVersion = softwareVersion
    }
}

/// Who answers for the processing (*personuppgiftsansvarig*), as documents name it.
public struct DataController: Sendable {
    public let name: String
    /// An e-mail address or a telephone number.
    public let contact: String

    public init(name: String, contact: String) {
        self.name = name
        self.contact = contact
    }
}
