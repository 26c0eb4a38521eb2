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

    // MARK: A release with everything

    private let weighted = (
        release: Sample.weightedRelease(), context: Sample.context(sampling: .probability)
    )

    @Test("The JSON of a release with everything is as it was")
    func weightedJSONIsAsKept() throws {
        let data = try json(weighted.release, weighted.context, in: Sample.localizer("sv"))
        try expectGolden(data, "weighted-release.json")
    }

    @Test("The files of a release with everything are as they were")
    func weightedFilesAreAsKept() throws {
        for (style, name) in [(CSVStyle.people, "people"), (.machines, "machines")] {
            let file = csv(
                weighted.release, weighted.context, style: style, in: Sample.localizer("sv"))
            try expectGolden(Data(file.utf8), "weighted-\(name).csv")
        }
    }

    @Test("The pages of a release with everything are as they were")
    func weightedPagesAreAsKept() throws {
        let localizer = Sample.localizer("sv")
        let results = resultsPage(weighted.release, weighted.context, in: localizer)
        let goal = goalPage("G", [weighted], goals: Sample.goals, in: localizer)
        try expectGolden(Data(results.utf8), "weighted-results-sv.html")
        try expectGolden(Data(goal.utf8), "weighted-goal-sv.html")
    }
}
