public import SurveyDefinition

/// How many times each page of a survey was reached, so that staff see where people give up.
///
/// Only pages that everybody meets are counted: that somebody reached a page which an answer opened would tell the
/// answer. What is kept grows in whole steps, so that no change of a number is one person's.
public typealias PassageCounts = [RoundID: [SectionID: Int]]

extension Survey {
    /// What the page before sending is counted under, beside the sections' own ids.
    public static let reviewPage: SectionID = "review"

    /// The pages that everybody meets, in order.
    public var commonPages: [SectionID] {
        sections.filter { section in
            section.questions.contains { !$0.isGivenByLink && $0.shownWhen.isEmpty }
        }.map(\.id) + [Self.reviewPage]
    }
}
