import Foundation
import Localization
import TestSupport
import Testing
import Zip

@testable import TranslationExchange

/// Files that were made or damaged to do harm: they are refused, and nothing crashes or grows.
struct HostileFileTests {
    @Test(
        "A document type is refused before any entity is expanded or fetched",
        arguments: [
            #"<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>"#,
            #"<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>"#,
            #"<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>"#,
            #"<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;]><x/>"#,
            "<!DOCTYPE x><x/>",
        ])
    func documentType(document: String) {
        #expect(throws: XMLFault.documentType) { try readXML(Data(document.utf8)) }
        #expect(throws: ExchangeError.documentType(part: "The file")) {
            try readXLIFF(Data(document.utf8))
        }
    }

    @Test("Entities that would grow to gigabytes are never expanded")
    func billionLaughs() {
        let levels = (1...40).map { "<!ENTITY e\($0) \"&e\($0 - 1);&e\($0 - 1);\">" }.joined()
        let document = "<!DOCTYPE x [<!ENTITY e0 \"ha\">\(levels)]><x>&e40;</x>"

        #expect(throws: XMLFault.documentType) { try readXML(Data(document.utf8)) }
    }

    @Test(
        "An entity that nobody declared, depth without end and bytes that are no text are refused")
    func malformed() {
        #expect(throws: XMLFault.malformed(line: 2)) { try readXML(Data("<x>\n&a;</x>".utf8)) }
        #expect(throws: XMLFault.malformed(line: 1)) { try readXML(Data([0x3C, 0xFF, 0x3E])) }
        #expect(throws: XMLFault.malformed(line: 1)) { try readXML(Data()) }
        #expect(throws: XMLFault.tooLarge) {
            try readXML(Data(String(repeating: "<x>", count: 100_000).utf8))
        }
    }

    @Test("Names of an archive are never paths: one that leads outside is no part of the workbook")
    func paths() {
        var archive = ZipArchive()
        archive.add("../../../etc/passwd", Data("x".utf8))
        archive.add(
            "_rels/.rels",
            Data(
                #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="x/officeDocument" Target="../../../../etc/passwd"/></Relationships>"#
                    .utf8))

        #expect(throws: ExchangeError.notAWorkbook) { try readXLSX(archive.bytes) }
    }

    @Test("Files that were cut off or altered anywhere are read or refused, and never crash")
    func damage() throws {
        var random = RandomTexts(seed: 71)
        let locales = random.locales(texts: 6)
        let sheet = TranslationSheet(of: locales, into: [RandomTexts.arabic])
        let workbook = sheet.xlsx(RoundTripTests.words, languages: locales.languages)
        let xliff = sheet.xliff(into: "ar")
        var generator = SeededGenerator(seed: 72)

        for whole in [workbook, xliff] {
            for _ in 0..<600 {
                let length = Int.random(in: 0..<whole.count, using: &generator)
                #expect(throws: ExchangeError.self) { try readTranslations(whole.prefix(length)) }
                var altered = whole
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    let place = Int.random(in: 0..<whole.count, using: &generator)
                    altered[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                }
                if let read = try? readTranslations(altered) {
                    let taken = TranslationImport(read, into: RandomTexts.arabic, of: locales)
                    #expect(taken.faults.count <= read.rows.count)
                }
            }
        }
    }

    @Test("Sheets whose XML was altered behind the archive's checksums never crash")
    func damagedXML() throws {
        var random = RandomTexts(seed: 73)
        let locales = random.locales(texts: 4)
        let sheet = TranslationSheet(of: locales, into: [RandomTexts.arabic])
        let reader = try ZipReader(sheet.xlsx(RoundTripTests.words, languages: locales.languages))
        var generator = SeededGenerator(seed: 74)
        var readable = 0

        for _ in 0..<600 {
            var archive = ZipArchive()
            for name in reader.names {
                var content = try #require(try reader.content(of: name, atMost: 1 << 20))
                if !name.hasSuffix("styles.xml"), Bool.random(using: &generator) {
                    let place = Int.random(in: 0..<content.count, using: &generator)
                    content[place] = UInt8.random(in: 0x20...0x7E, using: &generator)
                }
                archive.add(name, content)
            }
            if (try? readXLSX(archive.bytes)) != nil { readable += 1 }
        }

        #expect(readable > 20)
    }

    @Test("Numbers of rows and columns beyond any sheet neither trap nor reserve memory")
    func places() throws {
        for place in ["ZZZZZZZZZZZZ1", "ZZZ99999999999999999999", "1", "", "a1"] {
            let workbook = WorkbookTests.workbook(
                shared: ["<t>[file]</t>", "<t>[key]</t>", "<t>[sv]</t>"],
                rows:
                    #"<row r="9223372036854775807"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>"#
                    + "<row><c r=\"\(place)\"><v>1e999</v></c><c><v>-9e18</v></c></row>")
            #expect(throws: Never.self) { try readXLSX(workbook) }
        }
    }
}
