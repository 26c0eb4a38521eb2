import Estimation
import Testing

/// Women and men in the raked sample: a group is a domain of all twenty, who stay in the variance.
/// Figures from R 4.2.2.
struct GroupSpecification {
    private func good(_ gender: String) throws -> DomainEstimate {
        try #require(
            try TwentyRespondents.estimate(
                TwentyRespondents.good, among: TwentyRespondents.classes("gender", gender)))
    }

    @Test("the share of good grades per gender, with its standard error")
    func perGender() throws {
        let rows = try ["K", "M"].map { gender in
            let share = try good(gender)
            return "\(gender) \(share.value.tenDecimals) \(share.standardError.tenDecimals)"
        }

        #expect(rows == ["K 0.6952823651 0.1631234104", "M 0.6936996299 0.1658106947"])
    }

    @Test("men less women, with the standard error of two independent groups")
    func menLessWomen() throws {
        let less = try #require(difference(from: good("K"), to: good("M")))

        #expect(less.value.tenDecimals == "-0.0015827351")
        #expect(less.standardError.tenDecimals == "0.2325992981")
    }
}
