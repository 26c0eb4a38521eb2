import CQRencode

/// A link as a QR code (ISO/IEC 18004), drawn as SVG: by libqrencode, with error correction of level M,
/// which reads on when a seventh of it is dirty.
package struct QRCode: Sendable {
    /// Row by row, `true` for dark.
    package let modules: [[Bool]]

    /// - Returns: `nil` when the text doesn't fit into one code, which takes 2331 bytes.
    package init?(_ text: String) {
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else {
            return nil
        }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let data = code.pointee.data else { return nil }
        modules = (0..<width).map { row in
            // The lowest bit of each byte says whether the module is dark.
            (0..<width).map { data[row * width + $0] & 1 == 1 }
        }
    }

    /// The code as a file, one unit a module, with the quiet zone of four modules that the standard asks for.
    package var svg: String {
        let size = modules.count + 8
        let dark = modules.enumerated().flatMap { row, modules in
            Self.runs(of: modules).map {
                "M\($0.lowerBound + 4) \(row + 4)h\($0.count)v1h-\($0.count)z"
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" shape-rendering="crispEdges">\
            <path fill="#fff" d="M0 0h\(size)v\(size)h-\(size)z"/><path d="\(dark.joined())"/></svg>

            """
    }

    /// The stretches of dark modules in a row.
    private static func runs(of modules: [Bool]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for (place, isDark) in modules.enumerated() where isDark {
            if let last = runs.last, last.upperBound == place {
                runs[runs.count - 1] = last.lowerBound..<place + 1
            } else {
                runs.append(place..<place + 1)
            }
        }
        return runs
    }
}
