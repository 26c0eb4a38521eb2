import Foundation
import Localization
import TestSupport
import Testing
import Zip

@testable import TranslationExchange

/// Workbooks as we write them, and as spreadsheet programs save them.
struct WorkbookTests {
    private static let sheet = TranslationSheet(
        languages: ["fi", "ar"],
        rows: [
            TranslationRow(
                id: TextID(file: "interface", key: "start"), source: "Börja", digest: "0a0b0c0d",
                note: "Start page",
                translations: [
                    "fi": Translation(text: "=Aloita", state: .current),
                    "ar": Translation(text: nil, state: .missing),
                ])
        ])
    private static let languages = [RandomTexts.swedish, RandomTexts.finnish, RandomTexts.arabic]

    private static func part(_ name: String, of workbook: Data) throws -> String {
        let content = try ZipReader(workbook).content(of: name, atMost: 1 << 20)
        return String(decoding: try #require(content), as: UTF8.self)
    }

    @Test(
        "The heading stays in sight, digests are hidden, Arabic is from right to left, and nothing is a formula"
    )
    func look() throws {
        let workbook = Self.sheet.xlsx(RoundTripTests.words, languages: Self.languages)

        let texts = try Self.part("xl/worksheets/sheet1.xml", of: workbook)
        let styles = try Self.part("xl/styles.xml", of: workbook)

        #expect(
            texts.contains(
                #"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#))
        #expect(texts.contains(#"<col min="4" max="4" width="10" customWidth="1" hidden="1"/>"#))
        #expect(
            texts.contains(#"<c r="G2" s="3" t="inlineStr"><is><t xml:space="preserve">=Aloita<"#))
        #expect(texts.contains(#"<c r="I2" s="6"/>"#))
        #expect(!texts.contains("<f>"))
        let formats = styles.split(separator: "<xf numFmtId=\"49\"").dropFirst()
        #expect(formats.count == 7)
        #expect(formats.last?.contains(#"readingOrder="2""#) == true)
    }

    @Test("Every part is XML that a content type and a relationship name")
    func parts() throws {
        let workbook = Self.sheet.xlsx(RoundTripTests.words, languages: Self.languages)
        let reader = try ZipReader(workbook)

        for name in reader.names {
            let content = try #require(try reader.content(of: name, atMost: 1 << 20))
            _ = try readXML(content)
        }

        let types = try Self.part("[Content_Types].xml", of: workbook)
        for name in reader.names where !name.hasSuffix(".rels") && !name.hasPrefix("[") {
            #expect(types.contains("PartName=\"/\(name)\""), "\(name)")
        }
    }

    @Test(
        "Shared texts, runs, numbers, truth values, moved and added columns and other sheets are read"
    )
    func savedByAnotherProgram() throws {
        let read = try readXLSX(
            Self.workbook(
                shared: [
                    "<t>Avain [key]</t>", "<t>[file]</t>", "<t>[sv]</t>", "<t>suomi [fi]</t>",
                    "<t>Oma sarake</t>", "<t>interface</t>", "<t>start</t>", "<t>Börja</t>",
                    #"<r><t xml:space="preserve">Al</t></r><r><rPr><b/></rPr><t>oita _x0041_</t></r><rPh sb="0" eb="1"><t>x</t></rPh>"#,
                    "<t>b</t>", "<t>c</t>",
                ],
                rows: """
                    <row r="3"><c r="A3" t="s"><v>4</v></c><c r="B3" t="s"><v>3</v></c><c r="C3" t="s"><v>2</v></c>\
                    <c r="D3" t="s"><v>0</v></c><c r="F3" t="s"><v>1</v></c></row>\
                    <row r="5" hidden="1"><c r="A5"><f>1+1</f><v>2</v></c><c r="B5" t="s"><v>8</v></c>\
                    <c r="C5" t="s"><v>7</v></c><c r="D5" t="s"><v>6</v></c><c r="F5" t="s"><v>5</v></c></row>\
                    <row r="9"><c r="B9"><v>3</v></c><c r="D9" t="s"><v>9</v></c><c r="F9" t="s"><v>5</v></c></row>\
                    <row><c r="B10" t="b"><v>1</v></c><c/><c t="s"><v>10</v></c><c/><c t="s"><v>5</v></c></row>\
                    <row/><row r="12"><c r="B12"/></row>
                    """))

        #expect(read.languages == ["fi"])
        #expect(read.rows.map(\.id.key) == ["start", "b", "c"])
        #expect(read.rows.map { $0.translations["fi"]?.text } == ["Aloita A", "3", "TRUE"])
        #expect(read.rows.map { $0.translations["fi"]?.state } == [.stale, .stale, .stale])
        #expect(read.rows.map(\.source) == ["Börja", "", ""])
        #expect(read.rows.map(\.digest) == [nil, nil, nil])
        #expect(
            read.rows.map(\.place) == ["Blad & 1, row 5", "Blad & 1, row 9", "Blad & 1, row 10"])
    }

    @Test(
        "A formula or an error among the texts is told with sheet, row and column",
        arguments: [
            "<c r=\"D2\"><f>A1</f><v>1</v></c>", "<c r=\"D2\" t=\"e\"><v>#N/A</v></c>",
            "<c r=\"D2\" t=\"s\"><v>99</v></c>", "<c r=\"D2\" t=\"s\"><v>-1</v></c>",
        ])
    func unreadable(cell: String) {
        let workbook = Self.workbook(
            shared: ["<t>[file]</t>", "<t>[key]</t>", "<t>[sv]</t>", "<t>[fi]</t>"],
            rows:
                #"<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>"#
                + "<row r=\"2\">\(cell)</row>")

        #expect(throws: ExchangeError.unreadableCell(sheet: "Blad & 1", row: 2, column: "D")) {
            try readXLSX(workbook)
        }
    }

    @Test("A workbook without our headings, or with one twice, is refused")
    func headings() {
        #expect(throws: ExchangeError.noHeadings) {
            try readXLSX(Self.workbook(shared: [], rows: "<row><c><v>1</v></c></row>"))
        }
        #expect(throws: ExchangeError.repeatedHeading(sheet: "Blad & 1", heading: "sv")) {
            try readXLSX(
                Self.workbook(
                    shared: ["<t>[file]</t>", "<t>[key]</t>", "<t>[sv]</t>"],
                    rows:
                        #"<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>2</v></c></row>"#
                ))
        }
    }

    /// The texts of `libreoffice.xlsx`: exported by `radslag translations export` as Swedish, Finnish and Arabic alike;
    /// then a sheet and a column with a formula were added, the Arabic moved, a row hidden and the last three Finnish cells
    /// written as a number, a truth value and a text (openpyxl 3.1); then LibreOffice 7.4 opened and saved it.
    private static let odd = [
        "=1+1", "=cmd|' /C calc'!A0", "+46", "@SUM(A1)", "'apostrof", "  blanka  ", "rad\nrad\n",
        "\ttab\t", "_x0041_", "\u{1}\u{B}\u{1F}\u{7F}", "\u{85}\u{2028}\u{2029}", "x",
        "\u{FFFE}y\u{FFFF}", "😀👩🏽‍🚒🇸🇪", "مرحبا \u{202B}\u{200F}\u{2066}x\u{2069}", "a\u{30A} å",
        "&<>]]>&amp;<!-- \"x\"", "001", "2026-01-01", "{count}{name}",
    ]

    @Test("A workbook that LibreOffice saved has every text byte for byte, and what was typed")
    func libreOffice() throws {
        let file = Project.fixtures.appending(path: "translations/libreoffice.xlsx")

        let read = try readXLSX(Data(contentsOf: file))

        let rows = Dictionary(uniqueKeysWithValues: read.rows.map { ($0.id.key, $0) })
        #expect(rows.count == Self.odd.count)
        var finnish = Self.odd
        finnish.replaceSubrange(17..., with: ["42", "TRUE", "{name} ja {count}"])
        for (index, text) in Self.odd.enumerated() {
            let row = try #require(rows["n.\(index)"])
            #expect(Array(row.source.utf8) == Array(text.utf8), "\(index)")
            #expect(row.translations["ar"]?.text.map { Array($0.utf8) } == Array(text.utf8))
            #expect(
                row.translations["fi"]?.text.map { Array($0.utf8) } == Array(finnish[index].utf8))
            #expect(row.translations["fi"]?.state == .current)
            #expect(row.digest == Message(text).digest && row.note.hasPrefix("Odd characters"))
        }
    }

    /// A workbook with shared texts and one sheet, made by hand.
    static func workbook(shared: [String], rows: String) -> Data {
        let main = WorkbookPackage.namespace
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
        var archive = ZipArchive()
        for (name, content) in [
            (
                "_rels/.rels",
                "<Relationships xmlns=\"\(relationships)\"><Relationship Id=\"a\" Type=\"\(office)/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(main)\" xmlns:x=\"\(office)\"><sheets><sheet name=\"Gone\" sheetId=\"7\" x:id=\"nowhere\"/><sheet name=\"Blad &amp; 1\" sheetId=\"3\" x:id=\"b\"/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"\(relationships)\"><Relationship Id=\"b\" Type=\"\(office)/worksheet\" Target=\"worksheets/blad.xml\"/><Relationship Id=\"c\" Type=\"\(office)/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
            (
                "xl/worksheets/blad.xml",
                "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData></worksheet>"
            ),
            (
                "xl/sharedStrings.xml",
                "<sst xmlns=\"\(main)\">\(shared.map { "<si>\($0)</si>" }.joined())</sst>"
            ),
        ] {
            archive.add(name, Data(content.utf8))
        }
        return archive.bytes
    }
}
