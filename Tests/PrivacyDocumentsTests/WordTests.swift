import Dialogues
import Foundation
import FoundationXML
import Localization
import TestSupport
import Testing

@testable import PrivacyDocuments

/// The Word file is a whole package of well-formed parts that refer to one another.
struct WordTests {
    private func document(_ language: LanguageTag) throws -> PrivacyDocument {
        let survey = try Sample.survey("trygghet")
        return impactAssessment(
            Sample.context(
                survey, Sample.round(of: survey, level: .code),
                population: Sample.shipped.population(for: survey)),
            in: Sample.localizer(language))
    }

    @Test(
        "Every part is well-formed XML, listed once, and as long and with the sum that the archive says",
        arguments: Sample.languages)
    func parts(language: LanguageTag) throws {
        let entries = try ZipEntries(try document(language).docx).entries

        #expect(
            entries.map(\.name) == [
                "[Content_Types].xml", "_rels/.rels", "docProps/core.xml",
                "word/_rels/document.xml.rels", "word/document.xml", "word/footer.xml",
                "word/numbering.xml", "word/settings.xml", "word/styles.xml",
            ])
        for entry in entries {
            #expect(checksum(entry.content) == entry.checksum, "\(entry.name)")
            #expect(try Elements(entry.content).names.count > 1, "\(entry.name)")
        }
    }

    @Test("Every part that a relationship or a content type names is there")
    func references() throws {
        let entries = try ZipEntries(try document("sv").docx)
        let types = try Elements(entries["[Content_Types].xml"])
        let root = try Elements(entries["_rels/.rels"])
        let inner = try Elements(entries["word/_rels/document.xml.rels"])

        let named =
            types.values("PartName").map { String($0.dropFirst()) } + root.values("Target")
            + inner.values("Target").map { "word/" + $0 }
        let body = try Elements(entries["word/document.xml"])

        #expect(Set(named).subtracting(entries.entries.map(\.name)) == [])
        #expect(Set(body.values("r:id")).subtracting(inner.values("Id")) == [])
    }

    @Test(
        "Headings, lists and tables have Word's own styles, and every style that is used is there")
    func styles() throws {
        let entries = try ZipEntries(try document("sv").docx)
        let used = Set(try Elements(entries["word/document.xml"]).values("w:val", of: "w:pStyle"))
        let known = Set(try Elements(entries["word/styles.xml"]).values("w:styleId"))

        #expect(used.subtracting(known) == [])
        #expect(used.isSuperset(of: ["Title", "Heading1", "Heading2", "ListBullet", "Gap"]))
    }

    @Test("Each table says which row is its header, and has as many cells in each row as columns")
    func tables() throws {
        let document = try document("sv")
        let body = try Elements(try ZipEntries(document.docx)["word/document.xml"])
        let tables = document.blocks.compactMap {
            if case .table(let table) = $0 { table } else { nil }
        }

        #expect(body.count("w:tbl") == tables.count)
        #expect(body.count("w:tblHeader") == tables.count)
        #expect(body.count("w:gridCol") == tables.map(\.columns.count).reduce(0, +))
        #expect(
            body.count("w:tc") == tables.map { $0.columns.count * ($0.rows.count + 1) }.reduce(0, +)
        )
        #expect(
            tables.allSatisfy { table in table.rows.allSatisfy { $0.count == table.columns.count } }
        )
    }

    @Test("Arabic is from right to left throughout, and Swedish is not")
    func direction() throws {
        let arabic = try Elements(
            try ZipEntries(try document("ar").docx)["word/document.xml"])
        let swedish = try Elements(
            try ZipEntries(try document("sv").docx)["word/document.xml"])

        #expect(arabic.count("w:p") == arabic.count("w:pStyle"))
        // Each paragraph, and the section.
        #expect(arabic.count("w:bidi") == arabic.count("w:p") + 1)
        #expect(arabic.count("w:rtl") == arabic.count("w:t"))
        #expect(arabic.count("w:bidiVisual") == arabic.count("w:tbl"))
        #expect(
            swedish.count("w:bidi") + swedish.count("w:rtl") + swedish.count("w:bidiVisual") == 0)
    }

    @Test("Title and language are among the properties, and the language is that of the spelling")
    func properties() throws {
        for (tag, language, attribute) in [
            ("sv", "sv-SE", "w:val"), ("sv-simple", "sv-SE", "w:val"), ("fi", "fi-FI", "w:val"),
            ("en", "en-GB", "w:val"), ("ar", "ar-SA", "w:bidi"),
        ] {
            let document = try document(try #require(LanguageTag(tag)))
            let entries = try ZipEntries(document.docx)
            let properties = try Elements(entries["docProps/core.xml"])
            let styles = try Elements(entries["word/styles.xml"])

            #expect(properties.text(of: "dc:title") == document.title.string)
            #expect(properties.text(of: "dc:language") == language)
            #expect(styles.values(attribute, of: "w:lang") == [language])
        }
    }

    @Test("Every text of the document is in the file, in order, whatever characters it has")
    func content() throws {
        let nasty = "<&>\"'\u{301}\u{0}\u{B}å 😀 ]]>"
        let text = LocalizedText(string: nasty, language: "ar", direction: .rightToLeft)
        let language = SiteFixture.shippedLocales.localizer(for: "sv").language
        let document = PrivacyDocument(
            title: text, subtitle: text, language: language,
            blocks: [.paragraph(text), .gap(label: text, text), .list([text])])

        let body = try Elements(try ZipEntries(document.docx)["word/document.xml"])

        let kept = nasty.replacing("\u{0}", with: "").replacing("\u{B}", with: "")
        #expect(body.texts(of: "w:t").filter { $0 != ": " } == Array(repeating: kept, count: 6))
        // The other language and direction, in a Swedish document.
        #expect(Set(body.values("w:bidi", of: "w:lang")) == ["ar-SA"])
        #expect(body.count("w:rtl") == 6)
    }

    @Test("The same document gives the same bytes")
    func reproducible() throws {
        #expect(try document("sv").docx == (try document("sv").docx))
    }
}

/// A zip archive as its central directory has it.
private struct ZipEntries {
    struct Entry {
        let name: String
        let checksum: UInt32
        let content: Data
    }

    struct Damaged: Error {}

    let entries: [Entry]

    init(_ archive: Data) throws {
        let bytes = [UInt8](archive)
        func number(_ offset: Int, _ length: Int) -> Int {
            bytes[offset..<offset + length].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        let end = bytes.count - 22
        guard end >= 0, number(end, 4) == 0x0605_4B50 else { throw Damaged() }
        var place = number(end + 16, 4)
        var entries: [Entry] = []
        for _ in 0..<number(end + 10, 2) {
            guard number(place, 4) == 0x0201_4B50, number(place + 10, 2) == 0 else {
                throw Damaged()
            }
            let size = number(place + 20, 4)
            let nameLength = number(place + 28, 2)
            let name = Array(bytes[place + 46..<place + 46 + nameLength])
            let header = number(place + 42, 4)
            let start = header + 30 + nameLength
            guard number(header, 4) == 0x0403_4B50, number(place + 24, 4) == size,
                Array(bytes[header + 30..<start]) == name
            else { throw Damaged() }
            entries.append(
                Entry(
                    name: String(decoding: name, as: UTF8.self),
                    checksum: UInt32(number(place + 16, 4)),
                    content: Data(bytes[start..<start + size])))
            place += 46 + nameLength
        }
        guard place == end else { throw Damaged() }
        self.entries = entries
    }

    subscript(name: String) -> Data { entries.first { $0.name == name }?.content ?? Data() }
}

/// CRC-32 bit by bit, by another way than the code's.
private func checksum(_ content: Data) -> UInt32 {
    ~content.reduce(0xFFFF_FFFF) { sum, byte in
        (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
            sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
        }
    }
}

/// The elements of a well-formed XML document, in order.
private struct Elements {
    struct Malformed: Error {}

    private let all: [(name: String, attributes: [String: String], text: String)]

    init(_ content: Data) throws {
        let reader = Reader()
        let parser = XMLParser(data: content)
        parser.delegate = reader
        guard parser.parse() else { throw Malformed() }
        all = reader.elements
    }

    var names: [String] { all.map(\.name) }
    func count(_ name: String) -> Int { all.count { $0.name == name } }
    func values(_ attribute: String) -> [String] { all.compactMap { $0.attributes[attribute] } }
    func values(_ attribute: String, of name: String) -> [String] {
        all.filter { $0.name == name }.compactMap { $0.attributes[attribute] }
    }
    func texts(of name: String) -> [String] { all.filter { $0.name == name }.map(\.text) }
    func text(of name: String) -> String? { texts(of: name).first }

    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [(name: String, attributes: [String: String], text: String)] = []
        private var open: [Int] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String]
        ) {
            open.append(elements.count)
            elements.append((name, attributes, ""))
        }

        func parser(_ parser: XMLParser, foundCharacters characters: String) {
            if let index = open.last { elements[index].text += characters }
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
            qualifiedName: String?
        ) {
            open.removeLast()
        }
    }
}
