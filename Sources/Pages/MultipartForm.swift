import Foundation

/// A form with a file, as a browser sends it (`multipart/form-data`): its fields, and the content of each file.
///
/// Source: RFC 7578, and RFC 2046, section 5.1, for the boundaries. Names of files are not read: nothing is kept by one.
package struct MultipartForm: Sendable {
    /// The last value of each field that is no file.
    package private(set) var fields: [String: String] = [:]
    package private(set) var files: [String: [UInt8]] = [:]

    /// - Parameter contentType: the header `Content-Type`.
    /// - Returns: `nil` for what is no form of this kind.
    package init?(decoding body: [UInt8], contentType: String) {
        guard let boundary = Self.boundary(of: contentType) else { return nil }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // The first boundary has no line before it.
        var rest = (Array("\r\n".utf8) + body)[...]
        guard let first = Self.range(of: delimiter, in: rest) else { return nil }
        rest = rest[first.upperBound...]
        while !rest.starts(with: Array("--".utf8)) {
            guard rest.starts(with: Array("\r\n".utf8)),
                let end = Self.range(of: delimiter, in: rest)
            else { return nil }
            guard take(rest[rest.startIndex + 2..<end.lowerBound]) else { return nil }
            rest = rest[end.upperBound...]
        }
    }

    /// Takes one part: its headers, an empty line, its content.
    private mutating func take(_ part: ArraySlice<UInt8>) -> Bool {
        guard fields.count + files.count < 50,
            let gap = Self.range(of: Array("\r\n\r\n".utf8), in: part)
        else { return false }
        let headers = String(decoding: part[..<gap.lowerBound], as: UTF8.self)
        let content = part[gap.upperBound...]
        guard let name = Self.parameter("name", of: headers) else { return false }
        if Self.parameter("filename", of: headers) != nil {
            files[name] = Array(content)
        } else {
            guard let text = String(validating: content, as: UTF8.self) else { return false }
            fields[name] = text
        }
        return true
    }

    /// Whether the header announces such a form.
    package static func isAnnounced(by contentType: String?) -> Bool {
        contentType?.lowercased().hasPrefix("multipart/form-data") ?? false
    }

    private static func boundary(of contentType: String) -> String? {
        guard isAnnounced(by: contentType), let start = contentType.range(of: "boundary=") else {
            return nil
        }
        let value = contentType[start.upperBound...].prefix { $0 != ";" }
            .filter { $0 != "\"" && !$0.isWhitespace }
        return (1...70).contains(value.utf8.count) ? value : nil
    }

    /// The quoted value of a parameter of `Content-Disposition`.
    private static func parameter(_ name: String, of headers: String) -> String? {
        guard
            let line = headers.split(whereSeparator: \.isNewline)
                .first(where: { $0.lowercased().hasPrefix("content-disposition:") })
        else { return nil }
        for part in line.split(separator: ";").dropFirst() {
            let pieces = part.split(separator: "=", maxSplits: 1)
            guard pieces.count == 2, pieces[0].filter({ !$0.isWhitespace }) == name else { continue }
            return pieces[1].filter { $0 != "\"" }
        }
        return nil
    }

    private static func range(
        of pattern: [UInt8], in bytes: ArraySlice<UInt8>
    ) -> Range<Int>? {
        guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
        let last = bytes.endIndex - pattern.count
        var place = bytes.startIndex
        while place <= last {
            guard let found = bytes[place...last].firstIndex(of: first) else { return nil }
            if bytes[found..<found + pattern.count].elementsEqual(pattern) {
                return found..<found + pattern.count
            }
            place = found + 1
        }
        return nil
    }
}
