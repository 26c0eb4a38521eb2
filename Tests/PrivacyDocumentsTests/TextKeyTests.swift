import Foundation
import TestSupport
import Testing

/// The texts of the documents are those that the sources ask for, no fewer and no more.
struct TextKeyTests {
    /// Every whole text key in the sources; the documents never build a key of their own out of parts.
    private func keysInSources() throws -> Set<String> {
        let folder = Project.sources.appending(path: "PrivacyDocuments")
        let files = try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var keys: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let source = try String(contentsOf: file, encoding: .utf8)
            keys.formUnion(source.matches(of: /"(privacy\.[a-z.-]+)"/).map { String($0.1) })
            #expect(!source.contains("\"privacy.\\("), "\(file.lastPathComponent) builds a key")
        }
        return keys
    }

    @Test("Every key in the sources has a Swedish text, and every Swedish text is used")
    func keysAreTheTexts() throws {
        let texts = Set(
            (SiteFixture.shippedLocales.catalogue(of: "sv").files["privacy"] ?? [:]).keys)
        let used = try keysInSources()

        #expect(used.subtracting(texts).sorted() == [])
        #expect(texts.subtracting(used).sorted() == [])
        #expect(used.count > 200)
    }

    @Test("Every language has all the texts with the same placeholders")
    func translations() throws {
        let locales = SiteFixture.shippedLocales
        let swedish = locales.catalogue(of: "sv").files["privacy"] ?? [:]
        for language in locales.languages {
            let texts = locales.catalogue(of: language.tag).files["privacy"] ?? [:]

            #expect(Set(texts.keys) == Set(swedish.keys), "\(language.tag)")
            for (key, message) in swedish {
                #expect(texts[key]?.placeholders == message.placeholders, "\(language.tag): \(key)")
            }
        }
    }
}
