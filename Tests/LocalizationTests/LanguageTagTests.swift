import Foundation
import Localization
import Testing

/// What has the shape of a language tag.
struct LanguageTagTests {
    @Test(
        "Tags of the languages that we may speak are tags",
        arguments: ["sv", "sv-simple", "tru-Latn", "aii", "ckb"])
    func wellFormed(text: String) {
        #expect(LanguageTag(text)?.value == text)
    }

    @Test(
        "Other texts are none",
        arguments: ["", "s", "sv_SE", "sv-", "-sv", "svenska-språket", "../sv", "averylongtag"])
    func illFormed(text: String) {
        #expect(LanguageTag(text) == nil)
    }

    @Test("Decoding refuses what is no tag")
    func decoding() throws {
        #expect(try JSONDecoder().decode([LanguageTag].self, from: Data(#"["sv"]"#.utf8)) == ["sv"])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([LanguageTag].self, from: Data(#"["../sv"]"#.utf8))
        }
    }
}
