import Foundation
import TestSupport

/// A Swift file under `Sources/`, read as text.
struct Source {
    /// The path below the checkout.
    let name: String
    let text: String

    static func files(of target: String) throws -> [Source] {
        try files(in: Project.sources.appending(path: target))
    }

    static func files(in folder: URL) throws -> [Source] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            let url = folder.appending(path: path)
            return Source(
                name: url.path.replacing(Project.root.path + "/", with: ""),
                text: try String(contentsOf: url, encoding: .utf8))
        }
    }

    /// The modules that the file imports.
    var imports: [String] {
        text.split(separator: "\n").compactMap { line in
            line.wholeMatch(
                of: #/(?:public |internal |package |private |@testable )*import ([A-Za-z]+)/#
            )
            .map { String($0.1) }
        }
    }

    /// The lines that are code, numbered from 1: comments and the contents of texts are left out.
    var code: [(number: Int, line: String)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
            index, line in
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            return trimmed.hasPrefix("//") ? nil : (index + 1, String(line))
        }
    }
}
