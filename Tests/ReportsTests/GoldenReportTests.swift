import Foundation
import Reports
import Testing

struct GoldenReportTests {
    private let release = Sample.release(isDemonstration: true)
    private let context = Sample.context(isDemonstration: true)

    private let downloads = [
        ReportDownload(.peopleCSV, at: "/sv/resultat/a.csv"),
        ReportDownload(.machineCSV, at: "/api/b.csv?x=1&y=2"),
        ReportDownload(.json, at: "/api/c.json"),
    ]

    @Test("The JSON of a release is as it was")
    func jsonIsAsKept() throws {
        try expectGolden(try json(release, context, in: Sample.localizer("sv")), "release.json")
    }

    @Test("The JSON of a release with everything is as it was")
    func fullJSONIsAsKept() throws {
        let data = try json(
            Sample.weightedRelease(), Sample.context(sampling: .probability),
            in: Sample.localizer("sv"))
        try expectGolden(data, "weighted-release.json")
    }

    @Test("The file for people is as it was")
    func peopleFileIsAsKept() throws {
        let file = csv(release, context, style: .people, in: Sample.localizer("sv"))
        try expectGolden(Data(file.utf8), "people.csv")
    }

    @Test("The file for machines is as it was")
    func machineFileIsAsKept() throws {
        let file = csv(release, context, style: .machines, in: Sample.localizer("sv"))
        try expectGolden(Data(file.utf8), "machines.csv")
    }

    @Test("The results page is as it was, in Swedish and in Arabic", arguments: ["sv", "ar"])
    func resultsPageIsAsKept(language: String) throws {
        let localizer = Sample.localizer(language == "ar" ? "ar" : "sv")
        let page = resultsPage(release, context, downloads: downloads, in: localizer)
        try expectGolden(Data(page.utf8), "results-\(language).html")
    }

    @Test("The page of a goal is as it was")
    func goalPageIsAsKept() throws {
        let older = (
            release: Sample.release(round: "trygghet-2025"),
            context: Sample.context(round: "trygghet-2025", period: "2025")
        )
        let oldest = (
            release: Sample.release(sampling: .probability, round: "trygghet-2024"),
            context: Sample.context(sampling: .probability, round: "trygghet-2024", period: "2024")
        )
        let page = goalPage(
            "G",
            [
                (release: Sample.release(), context: Sample.context()), older, oldest,
            ],
            goals: Sample.goals, in: Sample.localizer("sv"))
        try expectGolden(Data(page.utf8), "goal-sv.html")
    }
}
