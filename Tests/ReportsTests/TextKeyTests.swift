import Diagnostics
import Foundation
import Localization
import TestSupport
import Testing

/// The texts of the reports are those that the sources ask for, no fewer and no more.
struct TextKeyTests {
    /// Every whole text key in the sources; the reports never build a key out of parts.
    private func keysInSources() throws -> Set<String> {
        let folder = Project.sources.appending(path: "Reports")
        let files = try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var keys: Set<String> = []
        for case let file as URL in files where ["swift", "mustache"].contains(file.pathExtension) {
            let source = try String(contentsOf: file, encoding: .utf8)
            keys.formUnion(source.matches(of: /"(results\.[a-z.-]+)"/).map { String($0.1) })
            #expect(!source.contains("\"results.\\("), "\(file.lastPathComponent) builds a key")
        }
        return keys
    }

    private func catalogue(of tag: LanguageTag) throws -> [String: Message] {
        let locales = try #require(
            readLocales(from: Project.locales, reportingTo: FaultCollector()))
        return try #require(locales.catalogue(of: tag).files["results"])
    }

    @Test("Every key in the sources has a Swedish text, and every Swedish text is used")
    func keysAreTheTexts() throws {
        let texts = Set(try catalogue(of: "sv").keys)
        let used = try keysInSources()

        #expect(used.subtracting(texts).sorted() == [])
        #expect(texts.subtracting(used).sorted() == [])
        #expect(used.count > 80)
    }

    @Test("Every translation has the same texts with the same placeholders")
    func translations() throws {
        let swedish = try catalogue(of: "sv")
        for tag in ["en", "sv-simple", "fi", "ar"] as [LanguageTag] {
            let texts = try catalogue(of: tag)

            #expect(Set(texts.keys) == Set(swedish.keys))
            for (key, message) in swedish {
                #expect(texts[key]?.placeholders == message.placeholders, "\(tag): \(key)")
            }
        }
    }
}
