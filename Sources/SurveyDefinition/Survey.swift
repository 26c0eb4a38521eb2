import Crypto
import Foundation

/// A questionnaire: what is asked and what was decided about it. Unchangeable once published.
public struct Survey: Sendable {
    public let id: SurveyID
    public let version: Int
    /// How long it takes to answer, told to the resident.
    public let minutes: Int
    /// Whether the thank-you page says where help is to be had.
    public let hasHelpLines: Bool
    public let blocks: [Block]
    /// One section is one page.
    public let sections: [Section]
    public let codings: [IndicatorCoding]
    /// How the answers are weighted; `nil` when every answer counts the same.
    public let weighting: SurveyWeighting?
    /// Whether a round counts how many answered in each language version, apart from everything
    /// else.
    public let countsLanguages: Bool
    /// Whether a round counts how many answered in each mode, apart from everything else.
    public let countsModes: Bool
    /// For how long texts and answers are kept after a round has closed.
    public let retention: Retention
    /// What holds for the survey: the municipality's policy, or stricter where the survey says so.
    public let policy: Policy
    /// What a question about districts can be answered with.
    public let districts: Districts
    /// The text of `survey.yaml`: it is kept with the rounds that used it, and its digest names the
    /// version.
    public let source: String
    /// SHA-256 of `source`, in hexadecimal.
    public let digest: String

    /// The file of its texts: `Locales/<language>/<id>.yaml`, or what was added for it.
    public private(set) var textFile: String

    /// Whether every line of the source could be read; if not, nothing says which texts are unused.
    let isComplete: Bool

    /// Every question in the order in which it is asked.
    public let questions: [Question]
    /// The pages that everybody meets, in order: those with a question that no answer opens, and the one before sending.
    public let commonPages: [SectionID]

    private let byID: [QuestionID: Question]
    private let sectionOfQuestion: [QuestionID: SectionID]

    init(
        id: SurveyID, version: Int, minutes: Int, hasHelpLines: Bool, blocks: [Block],
        sections: [Section],
        codings: [IndicatorCoding], policy: Policy, districts: Districts, source: String,
        isComplete: Bool, weighting: SurveyWeighting? = nil, countsLanguages: Bool = false,
        countsModes: Bool = false, retention: Retention = Retention()
    ) {
        self.id = id
        textFile = id.value
        self.version = version
        self.minutes = minutes
        self.hasHelpLines = hasHelpLines
        self.blocks = blocks
        self.sections = sections
        self.codings = codings
        self.weighting = weighting
        self.countsLanguages = countsLanguages
        self.countsModes = countsModes
        self.retention = retention
        self.policy = policy
        self.districts = districts
        self.source = source
        self.isComplete = isComplete
        digest = SHA256.hash(data: Data(source.utf8))
            .map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
            .joined()
        questions = sections.flatMap(\.questions)
        commonPages =
            sections.filter { section in
                section.questions.contains { !$0.isGivenByLink && $0.shownWhen.isEmpty }
            }.map(\.id) + [Self.reviewPage]
        byID = Dictionary(questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        sectionOfQuestion = Dictionary(
            sections.flatMap { section in section.questions.map { ($0.id, section.id) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// The question with the id.
    public func question(_ id: QuestionID) -> Question? { byID[id] }

    /// The section with the id.
    public func section(_ id: SectionID) -> Section? { sections.first { $0.id == id } }

    /// The section that asks the question.
    public func section(of question: QuestionID) -> SectionID? { sectionOfQuestion[question] }

    /// The question that asks for a part of the class, when the survey has one.
    public func question(for variable: BackgroundVariable) -> Question? {
        questions.first { $0.background == variable }
    }

    /// The questions whose answers are kept together in a block, in order.
    public func questions(in block: BlockID) -> [Question] {
        questions.filter { $0.block == block }
    }

    /// Every code that an answer to the question can have, in order: districts included, special
    /// codes last.
    ///
    /// None for free text.
    public func codes(of question: Question) -> [Code] {
        let codes = question.options.map(\.code)
        guard case .district = question.kind else { return codes }
        return districts.list.map { Code($0.id.value) } + codes
    }

    /// The background variables that the survey asks for, in their fixed order.
    public var backgroundVariables: [BackgroundVariable] {
        BackgroundVariable.allCases.filter { question(for: $0) != nil }
    }

    /// The same survey, read with other texts.
    public func withTexts(in file: String) -> Survey {
        var survey = self
        survey.textFile = file
        return survey
    }
}

/// One page of questions.
public struct Section: Sendable {
    public let id: SectionID
    public let questions: [Question]
}

/// Questions whose answers are kept in one row; nothing joins two blocks of one response.
public struct Block: Sendable {
    public let id: BlockID
    public let goals: [GoalID]
}

/// What results are broken down by, and what a class is made of. In the order in which classes are
/// written.
public enum BackgroundVariable: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
    case gender, age, district, site
}

extension Survey {
    /// What the page before sending is counted under, beside the sections' own ids.
    public static let reviewPage: SectionID = "review"

    /// What the language version of an answer is counted under, beside the questions' own ids; no
    /// question may have it.
    public static let languageQuestion = QuestionID("language-version")
}
