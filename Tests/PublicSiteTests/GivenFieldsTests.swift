import Pages
import SurveyDefinition
import TestSupport
import Testing

@testable import Answering
@testable import PublicSite

struct GivenFieldsTests {
    private func fields(_ body: String) throws -> FormFields { try FormFields(decoding: body.utf8) }

    @Test("A choice of several takes every value, a choice of one is one value or none of our kind")
    func given() throws {
        let survey = SmallSurvey.make()
        let one = try #require(survey.question("safe-at-night"))
        let several = try #require(survey.question("why-unsafe"))
        let fields = try fields("q-safe-at-night=unsafe&q-why-unsafe=dark")
        let twice = try self.fields(
            "q-safe-at-night=unsafe&q-safe-at-night=x&q-why-unsafe=dark&q-why-unsafe=people")

        guard case .text("unsafe") = fields.given(to: one),
            case .texts(["dark"]) = fields.given(to: several),
            case .texts(["unsafe", "x"]) = twice.given(to: one),
            case .texts(["dark", "people"]) = twice.given(to: several),
            case .nothing = try self.fields("").given(to: one)
        else {
            Issue.record("The fields were given as something else.")
            return
        }
    }
}
