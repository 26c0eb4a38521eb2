import Foundation
import Reports
import Testing

/// A withheld row carries no value in any format.
struct WithheldRowTests {
    private let release = Sample.release()
    private let context = Sample.context()

    @Test("A withheld row of the JSON has its group and nothing else")
    func withheldInJSON() throws {
        let data = try json(release, context, in: Sample.localizer("sv"))

        let document = try JSONSerialization.jsonObject(with: data)
        let rows = rows(in: document)

        let withheld = rows.filter { $0["withheld"] as? Bool == true }
        #expect(withheld.count == 5)
        #expect(withheld.allSatisfy { Set($0.keys) == ["group", "withheld"] })
        #expect(rows.count > withheld.count)
        #expect(rows.filter { $0["withheld"] as? Bool == false }.allSatisfy { $0["n"] is Int })
    }

    /// Every object that has the key `withheld`, at any depth.
    private func rows(in value: Any) -> [[String: Any]] {
        if let list = value as? [Any] { return list.flatMap(rows) }
        guard let object = value as? [String: Any] else { return [] }
        return (object["withheld"] == nil ? [] : [object]) + object.values.flatMap(rows)
    }

    @Test("A withheld row of the machine file has codes and empty cells")
    func withheldInMachineFile() throws {
        let file = csv(release, context, style: .machines, in: Sample.localizer("sv"))

        let withheld = file.components(separatedBy: "\r\n").filter { $0.contains(",true,") }

        #expect(withheld.count == 5)
        #expect(withheld.allSatisfy { $0.contains(",share,,,,,,,,true,share,") })
    }

    @Test("A withheld row of the people's file has dots and the reason")
    func withheldInPeopleFile() throws {
        let file = csv(release, context, style: .people, in: Sample.localizer("sv"))

        let withheld = file.components(separatedBy: "\r\n").filter { $0.contains("..") }

        let reason = "redovisas inte: för få svar"
        #expect(withheld.count == 5)
        #expect(
            withheld.allSatisfy { $0.contains(";2026;..;procent;..;..;..;..;\(reason);") })
    }

    @Test("A withheld row of the page has dots with the reason, and its table one explanation")
    func withheldInPage() throws {
        let page = resultsPage(release, context, in: Sample.localizer("sv"))

        let rows = page.matches(of: /<tr>.*<\/tr>/).map { String($0.0) }
            .filter { $0.contains("redovisas inte") }

        #expect(rows.count == 4)
        for row in rows {
            let cells = row.components(separatedBy: "<td")
                .dropFirst().map { $0.contains("<bdi>..</bdi>") || $0.contains("redovisas inte") }
            #expect(!cells.isEmpty && cells.allSatisfy { $0 })
            #expect(row.replacing(/<[^>]*>/, with: " ").firstMatch(of: /[0-9]/) == nil)
        }
        let explanations = page.components(separatedBy: "Två punkter (..) betyder").count - 1
        #expect(explanations == 3)
    }

    @Test("Withheld groups that change places leave the same bytes between them")
    func withheldRowsLookAlike() {
        let file = csv(release, context, style: .machines, in: Sample.localizer("sv"))
        let lines = file.components(separatedBy: "\r\n")

        let man = lines.first { $0.contains("gender,man") && $0.contains("active") }
        let other = lines.first { $0.contains("gender,other") && $0.contains("active") }

        #expect(man != nil)
        #expect(man?.replacingOccurrences(of: ",man,", with: ",other,") == other)
    }
}
