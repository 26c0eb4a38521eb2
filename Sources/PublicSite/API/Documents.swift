import Dialogues
import Localization
import Pages
import SurveyDefinition

/// A round in the list of rounds.
struct RoundSummary: Encodable {
    let id: String
    let title: String
    let survey: SurveyReference
    let period: String
    let stage: String
    let sampling: String
    let anonymity: String
    let isDemonstration: Bool
    let isGuarded: Bool
    let closesOn: String?
    let latestRelease: Int?

    struct SurveyReference: Encodable {
        let id: String
        let version: Int
        let digest: String
    }

    init(_ listing: PublicVerbs.RoundListing, in text: PageText) {
        let round = listing.round
        id = round.id.value
        title = RoundTitle.plain(of: listing, in: text)
        survey = SurveyReference(
            id: listing.survey.id.value, version: listing.survey.version,
            digest: listing.survey.digest)
        period = round.period
        stage = round.stage.rawValue
        sampling = round.sampling.rawValue
        anonymity = round.anonymity.rawValue
        isDemonstration = round.isDemonstration
        isGuarded = round.isGuarded
        closesOn = round.closesOn
        latestRelease = listing.latestRelease
    }
}

/// A round with its whole survey in one language.
struct RoundDocument: Encodable {
    let round: RoundSummary
    let language: String
    let direction: String
    let minutes: Int
    let why: String
    let countsLanguages: Bool
    let countsModes: Bool
    let sections: [SectionDocument]

    init(_ listing: PublicVerbs.RoundListing, in text: PageText) {
        let survey = listing.survey
        round = RoundSummary(listing, in: text)
        language = text.language.tag.value
        direction = text.language.direction.rawValue
        minutes = survey.minutes
        why = text.localizer.string("why", in: survey.textFile)
        countsLanguages = survey.countsLanguages
        countsModes = survey.countsModes
        sections = survey.sections.map { SectionDocument($0, of: survey, in: text) }
    }

    struct SectionDocument: Encodable {
        let id: String
        let title: String
        let questions: [QuestionDocument]

        init(_ section: Section, of survey: Survey, in text: PageText) {
            id = section.id.value
            title = text.localizer.string("section.\(section.id).title", in: survey.textFile)
            questions = section.questions.map { QuestionDocument($0, of: survey, in: text) }
        }
    }

    struct QuestionDocument: Encodable {
        let id: String
        let kind: String
        let text: String
        let hint: String?
        let required: Bool
        let sensitive: Bool
        let givenByLink: Bool
        let background: String?
        let options: [OptionDocument]?
        let from: Int?
        let to: Int?
        let most: Int?
        let longest: Int?
        let shownWhen: [ConditionDocument]

        init(_ question: Question, of survey: Survey, in text: PageText) {
            id = question.id.value
            kind = question.kind.name
            self.text = text.localizer.string("question.\(question.id).text", in: survey.textFile)
            hint = text.localizer.find("question.\(question.id).hint", in: survey.textFile)?.string
            required = question.isRequired
            sensitive = question.isSensitive
            givenByLink = question.isGivenByLink
            background = question.background?.rawValue
            shownWhen = question.shownWhen.map { condition in
                ConditionDocument(
                    question: condition.question.value,
                    isAnyOf: condition.isAnyOf.map(\.value).sorted())
            }
            func labelled(_ codes: [Code]) -> [OptionDocument] {
                codes.map { code in
                    OptionDocument(
                        code: code.value,
                        text: text.plainLabel(of: code, to: question, in: survey).string)
                }
            }
            switch question.kind {
            case .singleChoice, .district:
                (options, from, to, most, longest) = (
                    labelled(survey.codes(of: question)), nil, nil, nil, nil
                )
            case .multipleChoice(_, let limit):
                (options, from, to, most, longest) = (
                    labelled(survey.codes(of: question)), nil, nil, limit, nil
                )
            case .ranking(_, let limit):
                (options, from, to, most, longest) = (
                    labelled(survey.codes(of: question)), nil, nil, limit, nil
                )
            case .scale(let range, let special):
                options = special.isEmpty ? nil : labelled(special.map(\.code))
                (from, to, most, longest) = (range.lowerBound, range.upperBound, nil, nil)
            case .number(let range, _):
                (options, from, to, most, longest) = (
                    nil, range.lowerBound, range.upperBound, nil, nil
                )
            case .freeText(let limit):
                (options, from, to, most, longest) = (nil, nil, nil, nil, limit)
            }
        }
    }

    struct OptionDocument: Encodable {
        let code: String
        let text: String
    }

    struct ConditionDocument: Encodable {
        let question: String
        let isAnyOf: [String]
    }
}

/// A release in the list of a round's releases.
struct ReleaseSummary: Encodable {
    let number: Int
    let path: String
}

struct GoalDocument: Encodable {
    let id: String
    let targetArea: Int
    let title: String
    let shortTitle: String

    init(_ goal: Goal, in text: PageText) {
        id = goal.id.value
        targetArea = goal.targetArea
        title = text.localizer.string("goal.\(goal.id)", in: Goals.textFile)
        shortTitle = text.localizer.string("goal.\(goal.id).short", in: Goals.textFile)
    }
}

struct IndicatorDocument: Encodable {
    let id: String
    let goal: String
    let title: String
    let kind: String
    let polarity: String
    let unit: String
    let published: [PublishedDocument]

    struct PublishedDocument: Encodable {
        let territory: String
        /// As printed, in the indicator's unit.
        let value: Double
        let year: Int
        let source: String
        let subgroup: String?
        let note: String?
    }

    init(_ indicator: Indicator, in text: PageText) {
        id = indicator.id.value
        goal = indicator.goal.value
        title = text.localizer.string("indicator.\(indicator.id)", in: Goals.textFile)
        kind = indicator.kind.rawValue
        polarity = indicator.polarity.rawValue
        unit = indicator.unit.rawValue
        published = indicator.published.map { each in
            PublishedDocument(
                territory: each.territory, value: each.value, year: each.year, source: each.source,
                subgroup: each.subgroup, note: each.note)
        }
    }
}
