import Localization
import Testing

/// The forms that CLDR gives for whole numbers.
struct PluralRuleTests {
    @Test(
        "Swedish has one form for 1 and another for the rest",
        arguments: [
            (0, PluralCategory.other), (1, .one), (2, .other), (11, .other), (101, .other),
        ])
    func swedish(count: Int, category: PluralCategory) {
        #expect(PluralRule.oneOther.category(of: count) == category)
    }

    @Test(
        "Arabic has six forms, by the last two digits",
        arguments: [
            (0, PluralCategory.zero), (1, .one), (2, .two), (3, .few), (10, .few), (11, .many),
            (99, .many),
            (100, .other), (101, .other), (102, .other), (103, .few), (110, .few), (111, .many),
            (199, .many),
            (200, .other), (1000, .other), (1003, .few),
        ])
    func arabic(count: Int, category: PluralCategory) {
        #expect(PluralRule.arabic.category(of: count) == category)
    }

    @Test(
        "Every form that a rule gives is one that its texts must have",
        arguments: [
            PluralRule.oneOther, .arabic,
        ])
    func categories(rule: PluralRule) {
        let given = Set((0...1000).map { rule.category(of: $0) })

        #expect(given == rule.categories)
    }
}
