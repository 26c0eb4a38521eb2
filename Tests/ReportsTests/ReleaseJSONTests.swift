import Foundation
import Reports
import Testing

/// What programs read of a release that holds everything, and of one that holds nothing new.
struct ReleaseJSONTests {
    private func document(_ weighted: Bool = true) throws -> [String: Any] {
        let data = try json(
            weighted ? Sample.weightedRelease() : Sample.release(), Sample.context(),
            in: Sample.localizer("sv"))
        let object = try JSONSerialization.jsonObject(with: data)
        return try #require(object as? [String: Any])
    }

    private func indicator(_ id: String) throws -> [String: Any] {
        let goals = try #require(try document()["goals"] as? [[String: Any]])
        let indicators = goals.flatMap { $0["indicators"] as? [[String: Any]] ?? [] }
        return try #require(indicators.first { $0["id"] as? String == id })
    }

    @Test("A row has its unweighted share, its change and its difference from the rest")
    func rows() throws {
        let tables = try #require(
            try indicator("active-participation")["tables"] as? [[String: Any]])
        let whole = try #require((tables[0]["rows"] as? [[String: Any]])?.first)
        let woman = try #require((tables[1]["rows"] as? [[String: Any]])?.first)
        let change = try #require(whole["change"] as? [String: Any])

        #expect(whole["share"] as? Double == 0.324)
        #expect(whole["shareUnweighted"] as? Double == 0.337)
        #expect(change["since"] as? String == "trygghet-2024")
        #expect(change["difference"] as? Double == 0.041)
        #expect(change["finding"] as? String == "higher")
        #expect(whole["againstRest"] == nil)
        #expect(woman["againstRest"] as? String == "higher")
        #expect(tables[0]["groupsDiffer"] == nil)
        #expect(tables[1]["groupsDiffer"] as? Bool == true)
        #expect(tables[2]["groupsDiffer"] as? Bool == false)
    }

    @Test("A mean is unweighted under a name of its own")
    func means() throws {
        let tables = try #require(try indicator("trust-in-people")["tables"] as? [[String: Any]])
        let whole = try #require((tables[0]["rows"] as? [[String: Any]])?.first)

        #expect(whole["mean"] as? Double == 6.4)
        #expect(whole["meanUnweighted"] as? Double == 6.5)
        #expect(whole["shareUnweighted"] == nil)
    }

    @Test("A published value has what the test against it found")
    func comparisons() throws {
        let values = try #require(
            try indicator("active-participation")["comparisons"] as? [[String: Any]])
        let untested = try #require(
            try indicator("free-from-corruption")["comparisons"] as? [[String: Any]])

        #expect(values.map { $0["finding"] as? String } == ["not-found", "lower", "lower"])
        #expect(untested.map { $0["finding"] as? String } == [nil])
    }

    @Test("A series has every round with its break, and a withheld one without figures")
    func series() throws {
        let points = try #require(
            try indicator("active-participation")["series"] as? [[String: Any]])
        let withheld = try #require(
            try indicator("free-from-corruption")["series"] as? [[String: Any]])[1]

        #expect(points.map { $0["period"] as? String } == ["2022", "2024", "2026"])
        #expect(points.map { $0["share"] as? Double } == [0.36, 0.283, 0.324])
        #expect(points.map { $0["breakBefore"] as? String } == [nil, "mode", nil])
        #expect(points.map { $0["weighted"] as? Bool } == [false, true, true])
        #expect(
            Set(withheld.keys) == [
                "round", "period", "release", "weighted", "breakBefore", "withheld",
            ])
    }

    @Test("The method has the weights, and made-up population figures make nothing official")
    func method() throws {
        let method = try #require(try document()["method"] as? [String: Any])
        let weights = try #require(method["weights"] as? [String: Any])

        #expect(weights["effectiveBase"] as? Int == 1775)
        #expect(try document()["official"] as? Bool == false)
    }

    @Test("Coverage says null where a share is withheld")
    func coverage() throws {
        let coverage = try #require(try document()["coverage"] as? [String: Any])
        let tables = try #require(coverage["tables"] as? [[String: Any]])
        let rows = try #require(tables[0]["rows"] as? [[String: Any]])

        #expect(coverage["invited"] as? Int == 6000)
        #expect(rows[1]["ratio"] as? Double == 0.7)
        #expect(rows[2]["responses"] is NSNull)
        #expect(rows.allSatisfy { $0.count == 4 })
    }

    @Test("A distribution has shares, null for a withheld cell, and nothing for a withheld row")
    func distributions() throws {
        let distributions = try #require(try document()["distributions"] as? [[String: Any]])
        let tables = try #require(distributions[0]["tables"] as? [[String: Any]])
        let rows = tables.map { $0["rows"] as? [[String: Any]] ?? [] }
        let hovsjo = try #require(rows[2][0]["cells"] as? [[String: Any]])

        #expect(distributions[0]["title"] as? String == "Hur fungerar det att vara med?")
        #expect(distributions[0]["perturbed"] as? Bool == false)
        #expect(Set(rows[1][2].keys) == ["group", "withheld"])
        #expect(rows[1][0]["n"] as? Int == 1240)
        #expect(hovsjo[0]["share"] is NSNull)
        #expect(hovsjo[2]["share"] as? Double == 0.71)
    }

    @Test("A release of software before 0.2 has none of the keys")
    func oldRelease() throws {
        let document = try document(false)

        #expect(document["coverage"] == nil)
        #expect(document["distributions"] == nil)
        #expect(document["official"] as? Bool == true)
    }
}
