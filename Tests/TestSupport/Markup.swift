/// Reads HTML as strictly as we write it: every tag closed in order, every attribute quoted, every
/// `&` an escape, every id once, every reference to an id kept.
public struct Markup {
    /// What is wrong, one sentence each.
    public private(set) var faults: [String] = []
    private var ids: Set<String> = []
    private var references: Set<String> = []
    private var open: [Substring] = []

    private static let void: Set<Substring> = ["meta", "link", "input", "br", "img", "hr"]

    public init(_ html: String) {
        // Only ASCII marks anything up. All else becomes a letter, so that no accent joins a mark.
        let plain = html.unicodeScalars.map { $0.isASCII ? Character($0) : "x" }
        var rest = String(plain)[...]
        if rest.hasPrefix("<!doctype html>") {
            rest = rest.dropFirst("<!doctype html>".count)
        } else {
            faults.append("There is no doctype.")
        }
        while let start = rest.firstIndex(of: "<") {
            readText(rest[..<start])
            guard let end = rest[start...].firstIndex(of: ">") else {
                faults.append("A tag has no end.")
                return
            }
            readTag(rest[rest.index(after: start)..<end])
            rest = rest[rest.index(after: end)...]
        }
        readText(rest)
        if !open.isEmpty { faults.append("Never closed: \(open.joined(separator: " ")).") }
        for missing in references.subtracting(ids).sorted() {
            faults.append("Nothing has the id \(missing).")
        }
    }

    private mutating func readText(_ text: Substring) {
        if text.contains(">") { faults.append("A > isn't escaped in: \(text.suffix(40))") }
        guard text.utf8.contains(UInt8(ascii: "&")) else { return }
        let bare = text.replacing(/&(?:amp|lt|gt|quot|nbsp|#[0-9]+|#x[0-9A-Fa-f]+);/, with: "")
        if bare.contains("&") { faults.append("An & isn't escaped in: \(text.suffix(40))") }
    }

    private mutating func readTag(_ tag: Substring) {
        if tag.hasPrefix("/") {
            let name = tag.dropFirst()
            if open.last == name {
                open.removeLast()
            } else {
                faults.append("</\(name)> closes \(open.last ?? "nothing").")
            }
            return
        }
        guard
            let match = tag.wholeMatch(
                of: /([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9-]*(?:="[^"]*")?)*)\s*(\/?)/)
        else {
            faults.append("This is no tag: <\(tag.prefix(60))>")
            return
        }
        readAttributes(match.2, of: match.1)
        if match.3.isEmpty, !Self.void.contains(match.1) { open.append(match.1) }
    }

    private mutating func readAttributes(_ text: Substring, of tag: Substring) {
        var names: Set<Substring> = []
        for attribute in text.matches(of: /([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"]*)")?/) {
            if !names.insert(attribute.1).inserted {
                faults.append("<\(tag)> has \(attribute.1) twice.")
            }
            let value = attribute.2 ?? ""
            readText(value)
            switch attribute.1 {
            case "id":
                if !ids.insert(String(value)).inserted {
                    faults.append("The id \(value) occurs twice.")
                }
            case "for", "form", "aria-labelledby", "aria-describedby":
                references.formUnion(value.split(separator: " ").map(String.init))
            case "href" where value.hasPrefix("#"): references.insert(String(value.dropFirst()))
            case "style":
                faults.append("<\(tag)> has a style of its own, which the policy forbids.")
            case let name where name.hasPrefix("on"):
                faults.append("<\(tag)> has a script: \(name).")
            default: break
            }
        }
        if tag == "script", !text.starts(with: " type=\"module\" src=\"/script-") {
            faults.append("There is a script that isn't one of the site's files.")
        }
    }
}
