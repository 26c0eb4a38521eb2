import Foundation
import Localization
import SurveyDefinition
import TestSupport
import Testing
import Zip

@testable import SurveyDrafts

/// A survey as a zip archive: out and in again without loss, and nothing else comes in.
struct ArchiveTests {
    private func read(_ files: [(String, String)]) throws -> SurveyDraft {
        var archive = ZipArchive()
        for (name, text) in files { archive.add(name, Data(text.utf8)) }
        return try SurveyDraft.read(archive.bytes, languages: locales.languages)
    }

    @Test("Every shipped survey comes back as it was, and lies in the archive byte for byte")
    func shippedSurveys() throws {
        for (id, draft) in SiteFixture.shippedSurveys {
            let archive = draft.archive(of: locales.languages)

            let back = try SurveyDraft.read(archive, languages: locales.languages)

            #expect(back == draft, "\(id)")
            let reader = try ZipReader(archive)
            for name in ["survey.yaml", "CHANGES.md"] {
                let file = try Data(
                    contentsOf: Project.surveys.appending(path: "\(id)/\(name)"))
                #expect(
                    try reader.content(of: "Surveys/\(id)/\(name)", atMost: 1_000_000) == file)
            }
            for other in locales.languages {
                let file = try Data(
                    contentsOf: Project.locales.appending(path: "\(other.tag)/\(id).yaml"))
                #expect(
                    try reader.content(of: "Locales/\(other.tag)/\(id).yaml", atMost: 1_000_000)
                        == file)
            }
            #expect(back.archive(of: locales.languages) == archive)
        }
    }

    @Test("A draft with faults, emoji, Arabic and a stale translation comes back as it was")
    func faultyDraft() throws {
        var draft = try smallDraft()
        draft = try draft.with(
            ["title": "حديقة 🌳"], in: .translation("ar"), languages: locales.languages)
        draft = try draft.with(
            ["title": "Parken 🌳 \"ny\"\nrad två", "minutes": "sju"], in: .facts,
            languages: locales.languages)
        #expect(check(draft).gaps(in: "ar").contains("title"))

        let archive = draft.archive(of: locales.languages)
        let back = try SurveyDraft.read(archive, languages: locales.languages)

        #expect(back == draft)
        #expect(back.archive(of: locales.languages) == archive)
        #expect(check(back).gaps(in: "ar").contains("title"))
    }

    @Test(
        "A name that leads elsewhere, or that no survey has, refuses the whole archive",
        arguments: [
            "../../etc/passwd", "Surveys/../park/survey.yaml", "/Surveys/park/survey.yaml",
            "Surveys/park/../../x.yaml", "Surveys\\park\\survey.yaml", "Surveys/park/run.sh",
            "Locales/sv/../park.yaml", "Locales/sv/interface.yaml", "C:survey.yaml",
            "Surveys/park/survey.yaml/x", "Locales/xx/park.yaml", "",
        ])
    func foreignNames(_ name: String) throws {
        let survey = ("Surveys/park/survey.yaml", try smallDraft().survey)

        #expect(throws: ArchiveFault.unknownFile(name)) {
            try read([survey, (name, "a: b")])
        }
    }

    @Test("An archive without a survey, with several, or with a file that is no YAML is refused")
    func wrongContent() throws {
        let survey = try smallDraft().survey

        #expect(throws: ArchiveFault.noSurvey) { try read([("Locales/sv/park.yaml", "a: b")]) }
        #expect(throws: ArchiveFault.severalSurveys) {
            try read([("Surveys/park/survey.yaml", survey), ("Surveys/lek/survey.yaml", survey)])
        }
        #expect(throws: ArchiveFault.unreadableFile("Surveys/park/survey.yaml")) {
            try read([("Surveys/park/survey.yaml", "{{{")])
        }
        #expect(throws: ArchiveFault.unreadableFile("Surveys/lek/survey.yaml")) {
            try read([("Surveys/lek/survey.yaml", survey)])
        }
        #expect(throws: ArchiveFault.unreadable) {
            try SurveyDraft.read(Data("no zip".utf8), languages: locales.languages)
        }
        var archive = ZipArchive()
        archive.add("Surveys/park/survey.yaml", Data([0xFF, 0xFE]))
        #expect(throws: ArchiveFault.unreadableFile("Surveys/park/survey.yaml")) {
            try SurveyDraft.read(archive.bytes, languages: locales.languages)
        }
    }

    @Test(
        "What grows beyond a survey's size is refused: one file, all together, and YAML that names itself"
    )
    func bombs() throws {
        let large = String(repeating: "a", count: SurveyDraft.largestSize + 1)
        #expect(throws: ArchiveFault.tooLarge) {
            try read([("Surveys/park/survey.yaml", large)])
        }
        let half = "a: " + String(repeating: "b", count: SurveyDraft.largestSize / 2)
        #expect(throws: ArchiveFault.tooLarge) {
            try read(locales.languages.map { ("Locales/\($0.tag)/park.yaml", half) })
        }
        #expect(throws: ArchiveFault.tooLarge) {
            try read((0..<101).map { ("Surveys/s\($0)/survey.yaml", "a: b") })
        }
        let references =
            "a: &a [x, x]\n"
            + (1...9).map { "b\($0): [*a, *a, *a]" }.joined(separator: "\n")
        #expect(throws: ArchiveFault.unreadableFile("Surveys/park/survey.yaml")) {
            try read([("Surveys/park/survey.yaml", "id: park\n" + references)])
        }
    }

    @Test("Characters at which pages are cut never come into a text that is shown")
    func privateUse() throws {
        var draft = try smallDraft()
        draft = try draft.with(
            ["text": "Hur \u{E001}0\u{E002} ofta\u{E003}?"], in: .question("hur-ofta-ar-du-i"),
            languages: locales.languages)

        let key = "question.hur-ofta-ar-du-i.text"
        #expect(draft.messages(in: language("sv"))[key]?.forms[.other] == "Hur 0 ofta?")
        #expect(
            check(draft).locales.catalogue(of: "sv").message(key, in: "park")?.forms[.other]
                == "Hur 0 ofta?")
    }
}
