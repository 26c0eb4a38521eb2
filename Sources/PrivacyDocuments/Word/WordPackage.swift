import Localization

/// The parts of a Word file around the document itself.
enum WordPackage {
    static let prolog = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
    static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let word =
        "application/vnd.openxmlformats-officedocument.wordprocessingml"

    static let contentTypes: String = {
        let parts = [
            ("/word/document.xml", "\(word).document.main+xml"),
            ("/word/footer.xml", "\(word).footer+xml"),
            ("/word/numbering.xml", "\(word).numbering+xml"),
            ("/word/settings.xml", "\(word).settings+xml"),
            ("/word/styles.xml", "\(word).styles+xml"),
            ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ]
        let overrides = parts.map { #"<Override PartName="\#($0.0)" ContentType="\#($0.1)"/>"# }
        return prolog + #"<Types xmlns="\#(package)/content-types">"#
            + #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
            + #"<Default Extension="xml" ContentType="application/xml"/>"#
            + overrides.joined() + "</Types>"
    }()

    static let relationships = relationships([
        ("\(office)/officeDocument", "word/document.xml"),
        ("\(package)/relationships/metadata/core-properties", "docProps/core.xml"),
    ])

    /// The footer is the first of these: the document's section refers to it.
    static let documentRelationships = relationships([
        ("\(office)/footer", "footer.xml"), ("\(office)/numbering", "numbering.xml"),
        ("\(office)/settings", "settings.xml"), ("\(office)/styles", "styles.xml"),
    ])

    /// The relationship of the footer, as the section names it.
    static let footerID = "r1"
    static let officeNamespace = office

    private static func relationships(_ targets: [(type: String, path: String)]) -> String {
        let entries = targets.enumerated().map { index, target in
            #"<Relationship Id="r\#(index + 1)" Type="\#(target.type)" Target="\#(target.path)"/>"#
        }
        return prolog + #"<Relationships xmlns="\#(package)/relationships">"#
            + entries.joined() + "</Relationships>"
    }

    /// Title and language, without author and time.
    static func properties(of document: PrivacyDocument) -> String {
        prolog
            + #"<cp:coreProperties xmlns:cp="\#(package)/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">"#
            + "<dc:title>\(escaped(document.title.string))</dc:title>"
            + "<dc:subject>\(escaped(document.subtitle.string))</dc:subject>"
            + "<dc:language>\(wordLanguage(document.language.tag))</dc:language>"
            + "</cp:coreProperties>"
    }

    /// The title and the number of the page.
    static func footer(of document: PrivacyDocument) -> String {
        let body = WordBody(of: document)
        let paragraph = body.paragraph(
            style: "Footer",
            body.run(document.title) + body.run(document.language, " · ")
                + #"<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>"#)
        return prolog + #"<w:ftr xmlns:w="\#(namespace)">\#(paragraph)</w:ftr>"#
    }

    static let numbering =
        prolog
            + """
            <w:numbering xmlns:w="\(namespace)"><w:abstractNum w:abstractNumId="0">\
            <w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>\
            <w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="283"/></w:pPr></w:lvl>\
            </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>
            """

    static let settings =
        prolog
            + """
            <w:settings xmlns:w="\(namespace)"><w:defaultTabStop w:val="720"/><w:compat>\
            <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>\
            </w:compat></w:settings>
            """
}

/// The language as Word's spelling knows it: the tag's first part, with the region of the offices that write
/// it here.
func wordLanguage(_ tag: LanguageTag) -> String {
    let language = tag.value.split(separator: "-").first.map(String.init) ?? tag.value
    let regions = ["sv": "SE", "fi": "FI", "en": "GB", "ar": "SA"]
    return regions[language].map { "\(language)-\($0)" } ?? language
}
