public import Dialogues
import Localization
public import SurveyDefinition

/// What is said by whoever starts a dialogue from a template; all else the template knows.
public struct DialogueStart: Sendable, Hashable {
    public let template: DialogueTemplateID
    /// The district's id, where the template asks for one.
    public let district: String?
    /// A proper name, where the template asks for one.
    public let place: String
    /// What tells it apart from the dialogue before, such as `2027`.
    public let period: String
    /// The last day of answering, `YYYY-MM-DD`.
    public let closesOn: String
    /// Why residents are asked now, in Swedish.
    public let background: String
    /// The dialogue that it follows, whose choices, respondents and texts it takes over.
    public let follows: RoundID?

    public init(
        template: DialogueTemplateID, district: String?, place: String, period: String,
        closesOn: String, background: String, follows: RoundID? = nil
    ) {
        self.template = template
        self.district = district
        self.place = place
        self.period = period
        self.closesOn = closesOn
        self.background = background
        self.follows = follows
    }
}

/// A start that fits its template.
struct BegunDialogue {
    let start: DialogueStart
    let template: DialogueTemplate
    /// As titles name it; empty for the whole municipality.
    let placeName: String

    /// - Throws: what is wrong, by field.
    init(
        _ start: DialogueStart, from template: DialogueTemplate, in districts: Districts
    ) throws(DialogueFaults) {
        self.start = start
        self.template = template
        var faults: [String: DialogueFault] = [:]
        let district = start.district.flatMap { districts.district(DistrictID($0)) }
        placeName = district?.name ?? start.place
        switch template.place {
        case .district where district == nil: faults["district"] = .missing
        case .place where start.place.isEmpty: faults["place"] = .missing
        default: break
        }
        if start.period.wholeMatch(of: /[0-9A-Za-z][0-9A-Za-z ]{0,19}/) == nil {
            faults["period"] = .missing
        }
        if start.background.isEmpty { faults["background"] = .missing }
        if start.closesOn.isEmpty { faults["closes-on"] = .missing }
        do {
            _ = try Dialogue(id: "new", template: template.id).with(
                ["place": start.place, "closes-on": start.closesOn], in: .facts)
            _ = try Dialogue(id: "new", template: template.id).with(
                ["title": "new", "background": start.background], in: .texts)
        } catch {
            faults.merge(error.byField) { $1 }
        }
        guard faults.isEmpty else { throw DialogueFaults(faults) }
    }

    /// The dialogue, with the template's texts in every language that has them.
    ///
    /// - Parameter earlier: the dialogue before, whose goals, contact, languages and question go on.
    func dialogue(_ id: RoundID, after earlier: Dialogue?, in locales: Locales) -> Dialogue {
        var dialogue = Dialogue(
            id: id, template: template.id, goals: earlier?.goals ?? template.goals,
            action: earlier?.action ?? template.action,
            methods: earlier?.methods ?? template.methods,
            districts: start.district.map { [DistrictID($0)] } ?? [],
            place: template.place == .place ? start.place : "", contact: earlier?.contact ?? "",
            languages: earlier?.languages ?? template.languages,
            firstLanguage: template.firstLanguage, closesOn: start.closesOn)
        // Swedish first: translations carry the digest of what stands there.
        let others = locales.languages.map(\.tag).filter { $0 != Locales.source }
        for language in [Locales.source] + others {
            let title = text("title", in: locales.catalogue(of: language))
            let question =
                if let earlier {
                    // A translation that was stale is missing now, rather than said to be right.
                    earlier.texts.state(of: .question, in: language) == .current
                        ? earlier.texts.text(.question, in: language) : nil
                } else {
                    text("question", in: locales.catalogue(of: language))
                }
            dialogue.texts.set(title ?? "", .title, in: language)
            dialogue.texts.set(question ?? "", .question, in: language)
        }
        dialogue.texts.set(start.background, .background, in: Locales.source)
        return dialogue
    }

    /// A text of the template, with the place and the period filled in.
    private func text(_ name: String, in catalogue: Catalogue) -> String? {
        catalogue.message(
            DialogueTemplates.textKey(name, of: template.id), in: DialogueTemplates.textFile)?
            .forms[.other]?
            .replacing("{place}", with: placeName).replacing("{period}", with: start.period)
    }
}

/// A name as part of an address: small letters of English, digits and single hyphens.
func addressable(_ name: String) -> String {
    let plain: [Character: String] = [
        "å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u", "æ": "a", "ø": "o",
    ]
    let letters = name.lowercased().map { letter in
        plain[letter] ?? (letter.isASCII && (letter.isLetter || letter.isNumber) ? String(letter) : "-")
    }
    return letters.joined().split(separator: "-").joined(separator: "-")
}
