/// How a cell looks; the raw value is its place in `WorkbookPackage.styles`.
enum CellStyle: Int {
    case plain, heading, fixed, text, openText, rightToLeftText, openRightToLeftText
}

/// The parts of a workbook around its sheets.
struct WorkbookPackage {
    /// The names of the sheets, in their order.
    let sheets: [String]

    static let prolog = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
    static let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    static func path(ofSheet index: Int) -> String { "xl/worksheets/sheet\(index + 1).xml" }

    /// By name; the content types come first, as readers expect.
    var parts: [(name: String, content: String)] {
        [
            ("[Content_Types].xml", contentTypes),
            (
                "_rels/.rels",
                Self.relationships([("\(Self.office)/officeDocument", "xl/workbook.xml")])
            ),
            ("xl/workbook.xml", workbook),
            (
                "xl/_rels/workbook.xml.rels",
                Self.relationships(
                    sheets.indices.map {
                        ("\(Self.office)/worksheet", "worksheets/sheet\($0 + 1).xml")
                    }
                        + [("\(Self.office)/styles", "styles.xml")])
            ),
            ("xl/styles.xml", Self.styles),
        ]
    }

    private var contentTypes: String {
        let parts =
            [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
            + sheets.indices.map { ("/" + Self.path(ofSheet: $0), "worksheet") }
        let overrides = parts.map {
            #"<Override PartName="\#($0.0)" ContentType="\#(Self.spreadsheet).\#($0.1)+xml"/>"#
        }
        return Self.prolog + #"<Types xmlns="\#(Self.package)/content-types">"#
            + #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
            + #"<Default Extension="xml" ContentType="application/xml"/>"#
            + overrides.joined() + "</Types>"
    }

    private var workbook: String {
        let sheets = sheets.enumerated().map { index, name in
            #"<sheet name="\#(escapedForAttribute(Self.sheetName(name)))" sheetId="\#(index + 1)" r:id="r\#(index + 1)"/>"#
        }
        return Self.prolog
            + #"<workbook xmlns="\#(Self.namespace)" xmlns:r="\#(Self.office)">"#
            + #"<bookViews><workbookView activeTab="0"/></bookViews><sheets>\#(sheets.joined())</sheets></workbook>"#
    }

    /// Spreadsheet programs refuse longer names, and some characters.
    private static func sheetName(_ name: String) -> String {
        String(name.filter { !"[]:*?/\\'".contains($0) }.prefix(31))
    }

    private static func relationships(_ targets: [(type: String, path: String)]) -> String {
        let entries = targets.enumerated().map { index, target in
            #"<Relationship Id="r\#(index + 1)" Type="\#(target.type)" Target="\#(target.path)"/>"#
        }
        return prolog + #"<Relationships xmlns="\#(package)/relationships">"#
            + entries.joined() + "</Relationships>"
    }

    /// Number format 49 is text, as it is typed. The order of the cell formats is that of `CellStyle`.
    static let styles: String = {
        let fills = ["FFE7E6E6", "FFD0CECE", "FFFFF2CC"].map {
            #"<fill><patternFill patternType="solid"><fgColor rgb="\#($0)"/><bgColor indexed="64"/></patternFill></fill>"#
        }
        func format(_ fill: Int, font: Int = 0, _ alignment: String) -> String {
            #"<xf numFmtId="49" fontId="\#(font)" fillId="\#(fill)" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">"#
                + #"<alignment vertical="top" wrapText="1"\#(alignment)/></xf>"#
        }
        let toTheRight = #" readingOrder="1""#
        let toTheLeft = #" horizontal="right" readingOrder="2""#
        let formats = [
            format(0, ""), format(3, font: 1, ""), format(2, ""), format(0, toTheRight),
            format(4, toTheRight), format(0, toTheLeft), format(4, toTheLeft),
        ]
        return prolog + #"<styleSheet xmlns="\#(namespace)">"#
            + #"<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>"#
            + #"<fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\#(fills.joined())</fills>"#
            + #"<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"#
            + #"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#
            + #"<cellXfs count="\#(formats.count)">\#(formats.joined())</cellXfs>"#
            + #"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#
    }()
}
