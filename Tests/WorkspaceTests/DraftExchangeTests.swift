import Foundation
import Localization
import Staff
import SurveyDrafts
import TestSupport
import Testing
import TranslationExchange

@testable import Workspace

/// A draft's texts go to a translator and come back, as a workbook and as XLIFF.
extension ComposerTests {
    private static let question = "question.\(own).text"

    private func sheet(_ site: TestWorkspace, _ editor: SessionToken) async throws
        -> TranslationSheet
    {
        try readTranslations(
            Data(try await site.get(Self.path + "/oversattning.xlsx", as: editor).bytes))
    }

    private func workbook(_ sheet: TranslationSheet) -> [UInt8] {
        let locales = SiteFixture.shippedLocales
        return Array(
            sheet.xlsx(WorkbookWords(locales.localizer(for: "sv")), languages: locales.languages))
    }

    private func takeBack(
        _ file: [UInt8], _ site: TestWorkspace, _ editor: SessionToken
    ) async throws -> Reply {
        try await send(file, [:], site, editor, to: Self.path + "/oversattning")
    }

    private func draft(_ site: TestWorkspace, _ editor: SessionToken) async throws -> SurveyDraft {
        try SurveyDraft.read(
            Data(try await site.get(Self.path + "/filer.zip", as: editor).bytes),
            languages: SiteFixture.shippedLocales.languages)
    }

    private func finnish(_ draft: SurveyDraft) -> [String: String] {
        draft.strings(in: "fi", among: SiteFixture.shippedLocales.languages)
    }

    private func write(
        _ texts: [LanguageTag: String], of key: String, in sheet: inout TranslationSheet
    ) throws {
        let row = try #require(sheet.rows.firstIndex { $0.id.key == key })
        for (language, text) in texts {
            sheet.rows[row].translations[language]?.text = text
        }
    }

    @Test("A file that comes back as it went out changes no byte of the draft")
    func untouched() async throws {
        try await withDraft { site, editor in
            try await complete(site, editor)
            let before = try await draft(site, editor)
            let workbook = try await site.get(Self.path + "/oversattning.xlsx", as: editor)
            let xliff = try await site.get(Self.path + "/oversattning/fi/xliff", as: editor)

            let first = try await takeBack(workbook.bytes, site, editor)
            let second = try await takeBack(xliff.bytes, site, editor)

            #expect(workbook["Content-Disposition"] == "attachment; filename=\"parken.xlsx\"")
            #expect(xliff["Content-Disposition"] == "attachment; filename=\"parken-fi.xlf\"")
            #expect(first.status == 200 && second.status == 200)
            #expect(!first.text.contains("id=\"faults\""))
            #expect(try await draft(site, editor) == before)
            #expect(Markup(first.text).faults == [])
        }
    }

    @Test(
        "Emoji and Arabic come back as they were written, by workbook and by XLIFF, and the bank's texts don't go out"
    )
    func backInEveryScript() async throws {
        try await withDraft { site, editor in
            try await complete(site, editor)
            var sent = try await sheet(site, editor)
            #expect(!sent.rows.contains { $0.id.key.contains("take-part") })
            let texts: [LanguageTag: String] = [
                "fi": "Kuinka usein olet puistossa? 🌳👩🏽‍🦽", "ar": "كم مرة تأتي إلى «الحديقة»؟ 🌳",
                "en": "How often are you in the park & its café <here>?",
            ]
            try write(texts, of: Self.question, in: &sent)

            let page = try await takeBack(workbook(sent), site, editor)
            #expect(page.status == 200)
            let kept = try await draft(site, editor)
            for (tag, text) in texts {
                let there = kept.strings(in: tag, among: SiteFixture.shippedLocales.languages)
                #expect(there[Self.question] == text)
            }
            let again = try await sheet(site, editor)
            let row = try #require(again.rows.first { $0.id.key == Self.question })
            #expect(row.translations["ar"]?.state == .current)

            let xliff = try await site.get(Self.path + "/oversattning/ar/xliff", as: editor)
            let other = xliff.text.replacing("«الحديقة»", with: "«المنتزه» 🦆")
            _ = try await takeBack(Array(other.utf8), site, editor)
            let arabic = try await draft(site, editor)
                .strings(in: "ar", among: SiteFixture.shippedLocales.languages)
            #expect(arabic[Self.question] == "كم مرة تأتي إلى «المنتزه» 🦆؟ 🌳")
        }
    }

    @Test(
        "Swedish that has changed since makes the old file's text a fault, and the new file says stale"
    )
    func stale() async throws {
        try await withDraft { site, editor in
            try await complete(site, editor)
            var old = try await sheet(site, editor)
            try write(["fi": "Vanhasta tekstistä"], of: Self.question, in: &old)
            _ = try await save(
                ["text": "Hur ofta går du i parken?"], to: "/fraga/\(Self.own)", site, editor)

            let page = try await takeBack(workbook(old), site, editor)

            #expect(page.text.contains("har ändrats sedan filen hämtades"))
            #expect(try await finnish(draft(site, editor))[Self.question] != "Vanhasta tekstistä")
            var new = try await sheet(site, editor)
            let row = try #require(new.rows.firstIndex { $0.id.key == Self.question })
            #expect(new.rows[row].translations["fi"]?.state == .stale)
            new.rows[row].translations["fi"]?.state = .current
            _ = try await takeBack(workbook(new), site, editor)
            let after = try await sheet(site, editor)
            #expect(after.rows[row].translations["fi"]?.state == .current)
        }
    }

    @Test("A translation without its Swedish placeholders isn't taken; the rest of the file is")
    func placeholders() async throws {
        try await withDraft { site, editor in
            try await complete(site, editor)
            _ = try await save(
                ["text": "Hur ofta är du i {place}?"], to: "/fraga/\(Self.own)", site, editor)
            var sent = try await sheet(site, editor)
            try write(["fi": "Kuinka usein olet puistossa?"], of: Self.question, in: &sent)
            try write(["fi": "Puisto"], of: "title", in: &sent)

            let page = try await takeBack(workbook(sent), site, editor)

            #expect(page.text.contains("{place}"))
            let kept = try await finnish(draft(site, editor))
            #expect(kept["title"] == "Puisto")
            #expect(kept[Self.question] != "Kuinka usein olet puistossa?")
        }
    }

    @Test("What is no file of texts changes nothing, and who may not translate sends none")
    func refusedFiles() async throws {
        try await withDraft { site, editor in
            let nonsense = try await takeBack(Array("no workbook".utf8), site, editor)
            let nothing = try await takeBack([], site, editor)
            let elsewhere = try await send(
                Array("x".utf8), [:], site, editor, to: "/arbete/fragor/nowhere/oversattning")

            #expect(nonsense.status == 422 && nothing.status == 422 && elsewhere.status == 404)
            let language = try await site.get(
                Self.path + "/oversattning/sv/xliff", as: editor)
            #expect(language.status == 404)
        }
    }
}
