import CExpat
import Foundation

/// Why a document can't be read as XML.
enum XMLFault: Error, Hashable {
    /// Not well-formed at the line.
    case malformed(line: Int)
    /// It has a document type: entities, which may grow without end or fetch files, are declared there.
    case documentType
    /// It has more elements, or they lie deeper in one another, than any file that we exchange.
    case tooLarge
}

/// The root element of an XML document that came from elsewhere.
///
/// A document type is refused as soon as it begins, before any entity can be declared: none is ever expanded but XML's
/// own five, and nothing is fetched. Expat reads the bytes; what it is told to do stands in this file.
func readXML(_ document: Data) throws(XMLFault) -> XMLElement {
    guard let parser = XML_ParserCreateNS(nil, CChar(bitPattern: separator)) else {
        preconditionFailure("Expat can't begin: is there memory?")
    }
    defer { XML_ParserFree(parser) }
    let builder = TreeBuilder(parser: parser)
    let status = withExtendedLifetime(builder) {
        listen(to: parser, for: builder)
        return document.withUnsafeBytes { bytes in
            XML_Parse(
                parser, bytes.bindMemory(to: CChar.self).baseAddress, Int32(clamping: bytes.count),
                1)
        }
    }
    if let fault = builder.fault { throw fault }
    guard status == XML_STATUS_OK, let root = builder.root else {
        throw .malformed(line: Int(XML_GetCurrentLineNumber(parser)))
    }
    return root
}

/// Between a namespace and a name. No XML document can have it, neither in a name nor in an address.
private let separator: UInt8 = 1

/// Joins expat's events to the builder, which must outlive the parsing.
private func listen(to parser: XML_Parser, for builder: TreeBuilder) {
    XML_SetUserData(parser, Unmanaged.passUnretained(builder).toOpaque())
    XML_SetStartDoctypeDeclHandler(parser) { builder, _, _, _, _ in
        treeBuilder(builder)?.refuse(.documentType)
    }
    XML_SetElementHandler(
        parser,
        { builder, name, attributes in
            guard let name, let attributes else { return }
            treeBuilder(builder)?.begin(name, attributes)
        },
        { builder, _ in treeBuilder(builder)?.end() })
    XML_SetCharacterDataHandler(parser) { builder, characters, length in
        guard let characters else { return }
        treeBuilder(builder)?.add(UnsafeBufferPointer(start: characters, count: Int(length)))
    }
}

private func treeBuilder(_ pointer: UnsafeMutableRawPointer?) -> TreeBuilder? {
    pointer.map { Unmanaged<TreeBuilder>.fromOpaque($0).takeUnretainedValue() }
}

/// Puts the elements together as they come. A class, because expat calls back with a pointer to it; it stays inside
/// one reading.
private final class TreeBuilder {
    private(set) var root: XMLElement?
    private(set) var fault: XMLFault?
    private let parser: XML_Parser
    /// The elements that haven't ended, the outermost first.
    private var open: [XMLElement] = []
    /// The text since the last tag.
    private var text: [UInt8] = []
    private var count = 0

    private static let mostElements = 1_000_000
    private static let deepest = 256

    init(parser: XML_Parser) { self.parser = parser }

    func refuse(_ fault: XMLFault) {
        self.fault = self.fault ?? fault
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    func begin(
        _ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>
    ) {
        count += 1
        guard count <= Self.mostElements, open.count < Self.deepest else {
            return refuse(.tooLarge)
        }
        endText()
        var values: [String: String] = [:]
        var place = 0
        while let key = attributes[place], let value = attributes[place + 1] {
            let (namespace, name) = Self.parts(key)
            values[namespace.isEmpty ? name : "\(namespace) \(name)"] = String(cString: value)
            place += 2
        }
        let (namespace, local) = Self.parts(name)
        open.append(
            XMLElement(
                namespace: namespace, name: local, attributes: values,
                line: Int(XML_GetCurrentLineNumber(parser))))
    }

    func end() {
        endText()
        guard let element = open.popLast() else { return }
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].content.append(.element(element))
        }
    }

    func add(_ characters: UnsafeBufferPointer<CChar>) {
        text.append(contentsOf: UnsafeRawBufferPointer(characters))
    }

    private func endText() {
        guard !text.isEmpty else { return }
        if !open.isEmpty {
            open[open.count - 1].content.append(.text(String(decoding: text, as: UTF8.self)))
        }
        text.removeAll(keepingCapacity: true)
    }

    private static func parts(_ name: UnsafePointer<CChar>) -> (namespace: String, name: String) {
        let whole = String(cString: name)
        guard let split = whole.utf8.firstIndex(of: separator) else { return ("", whole) }
        return (String(whole[..<split]), String(whole[whole.utf8.index(after: split)...]))
    }
}
