/// An element of an XML document, with everything in it, in the order of the document.
struct XMLElement {
    /// A part of an element's content.
    enum Node {
        case element(XMLElement)
        case text(String)
    }

    /// The namespace's address; empty when there is none.
    let namespace: String
    /// The name without prefix.
    let name: String
    /// By name; those of a namespace as the address, a space and the name.
    let attributes: [String: String]
    /// The line in the document, from 1.
    let line: Int
    var content: [Node] = []

    /// The elements directly in this one.
    var children: [XMLElement] {
        content.compactMap { if case .element(let child) = $0 { child } else { nil } }
    }

    /// The elements of that name directly in this one, in the same namespace.
    func children(_ name: String) -> [XMLElement] {
        children.filter { $0.name == name && $0.namespace == namespace }
    }

    func child(_ name: String) -> XMLElement? { children(name).first }

    /// The text directly in this element.
    var text: String {
        content.map { if case .text(let text) = $0 { text } else { "" } }.joined()
    }
}
