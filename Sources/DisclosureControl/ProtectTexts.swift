public import Indicators
public import SurveyDefinition

/// What of a round's texts may be published: the only way to `ProtectedTexts`.
///
/// 1. Nothing is told of a question with fewer texts than the smallest base: not its number of texts,
///    no theme and no text. Who wrote one of a few is too easily guessed.
/// 2. Themes are told when every text is coded. The base is then the number of texts of a closed
///    round, which never changes.
/// 3. Of the whole round only, without weights; a share in whole percent below 1 000 texts, else with
///    one decimal; of fewer texts than the smallest cell, on either side, only a bound.
/// 4. Themes that were published stand: no later release tells them otherwise, since the difference
///    would tell about single texts.
/// 5. Approved texts are told as approved, in alphabetical order and without themes.
///
/// There is no rule on subtraction between themes, because none can be made: each theme is a division
/// of the texts by itself, in texts with it and texts without, and a text may have any of them or
/// none. So whatever is told of the others, a theme with a bound may still have none, or any number
/// below the smallest cell. `DisclosureControlTests/ThemeAttackTests.swift` shows it.
///
/// - Parameters:
///   - published: of the round's latest release.
///   - policy: the survey's own, where it is stricter than the municipality's.
/// - Returns: `nil` when nothing is told.
public func protect(
    _ tallies: [TextTally], after published: ProtectedTexts? = nil, policy: Policy
) -> ProtectedTexts? {
    let questions = tallies.compactMap { tally -> ProtectedTexts.Question? in
        guard tally.texts >= policy.smallestBase else { return nil }
        let standing = published?.question(tally.question)?.themes
        let isCoded = tally.coded == tally.texts && !tally.themes.isEmpty
        let themes = standing ?? (isCoded ? tally.shares(policy) : nil)
        guard themes != nil || !tally.approved.isEmpty else { return nil }
        return ProtectedTexts.Question(
            question: tally.question, n: Rounding.base(tally.texts),
            read: Rounding.base(tally.read), coded: Rounding.base(tally.coded), themes: themes,
            decimals: Rounding.percent(base: tally.texts).decimals,
            quotations: Set(tally.approved).sorted())
    }
    return questions.isEmpty ? nil : ProtectedTexts(questions: questions)
}

extension TextTally {
    fileprivate func shares(_ policy: Policy) -> [ProtectedTexts.ThemeShare] {
        themes.map { count in
            let bound = Bound(
                of: count.texts, among: coded, smallestCell: policy.smallestCell,
                rounding: .percent(base: coded))
            return ProtectedTexts.ThemeShare(
                theme: count.theme,
                share: bound == nil
                    ? Rounding.percent(base: coded).nearest(
                        Double(count.texts), over: Double(coded)) : nil,
                lessThan: bound?.lessThan, moreThan: bound?.moreThan)
        }
    }
}
