public import SurveyDefinition

/// How many times each page of a survey was reached, so that staff see where people give up.
///
/// Only pages that everybody meets are counted: that somebody reached a page which an answer opened would tell the
/// answer. What is kept grows in whole steps, so that no change of a number is one person's.
public typealias PassageCounts = [RoundID: [SectionID: Int]]
