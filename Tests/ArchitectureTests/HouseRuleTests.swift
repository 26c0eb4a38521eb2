import Foundation
import TestSupport
import Testing

/// House rules that a machine can hold.
@Suite("House rules")
struct HouseRuleTests {
    static let forbidden = [
        "@unchecked Sendable", "Task.detached", "try!", "as!", "fatalError(", "TODO", "FIXME",
        "nonisolated(unsafe)",
    ]

    @Test("No source forces, leaves undone or hides from the compiler", arguments: forbidden)
    func nothingForbidden(pattern: String) throws {
        let places = try Source.files(in: Project.sources).flatMap { file in
            file.code.filter { $0.line.contains(pattern) }.map { "\(file.name):\($0.number)" }
        }

        #expect(places.isEmpty)
    }

    @Test("Every public and package declaration is documented, but for what a protocol asks")
    func publicIsDocumented() throws {
        let declaration =
            #/^\s*(?:public|package) (?:static |final |mutating |nonisolated |indirect )*/#
        let kinds = ["func ", "struct ", "enum ", "class ", "actor ", "protocol ", "typealias "]
        var undocumented: [String] = []
        for file in try Source.files(in: Project.sources) {
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() {
                guard let start = line.prefixMatch(of: declaration),
                    kinds.contains(where: line[start.range.upperBound...].hasPrefix)
                else { continue }
                let above = lines[..<index].reversed().first {
                    !$0.trimmingCharacters(in: .whitespaces).hasPrefix("@")
                }
                let isDocumented =
                    above?.trimmingCharacters(in: .whitespaces).hasPrefix("///") ?? false
                let isAsked = ["func encode(", "func <", "func ==", "func hash(", "func +="]
                    .contains {
                        line.contains($0)
                    }
                if !isDocumented, !isAsked { undocumented.append("\(file.name):\(index + 1)") }
            }
        }

        #expect(undocumented.isEmpty)
    }

    @Test("The gates have no public initialiser")
    func gatesAreClosed() throws {
        for (file, type) in [
            ("Anonymization/Anonymize.swift", "AnonymousResponse"),
            ("DisclosureControl/ProtectedTable.swift", "ProtectedTable"),
            ("Answering/Journey.swift", "CompletedResponse"),
        ] {
            let text = try String(
                contentsOf: Project.sources.appending(path: file), encoding: .utf8)
            let start = try #require(text.range(of: "public struct \(type)"))
            let end =
                text.range(of: "\n}", range: start.upperBound..<text.endIndex)?.lowerBound
                ?? text.endIndex

            #expect(!text[start.lowerBound..<end].contains("public init"), "\(type)")
        }
    }

    @Test("The top of the repository holds only what its frame names")
    func topLevel() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Project.root.path)
            .filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }

        #expect(
            Set(names).subtracting([
                "Package.swift", "Sources", "Tests", "Surveys", "Locales", "Deploy", "README.md",
                "LICENSE",
            ]).isEmpty)
    }
}
