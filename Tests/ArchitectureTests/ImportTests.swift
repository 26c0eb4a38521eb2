import Foundation
import TestSupport
import Testing

/// Who may import whom. SwiftPM alone lets a transitive import through, so that the sources are read here.
@Suite("The import table")
struct ImportTests {
    /// Per target: the targets of ours and the modules of others that its files may import.
    static let table: [String: (ours: Set<String>, outside: Set<String>)] = [
        "Diagnostics": ([], ["Yams"]),
        "Localization": (["Diagnostics"], ["Crypto", "Synchronization"]),
        "SurveyDefinition": (["Diagnostics", "Localization"], ["Crypto"]),
        "Answering": (["SurveyDefinition"], []),
        "Tickets": (["Answering"], ["Crypto", "CryptoExtras"]),
        "Issuing": (
            ["Anonymization", "Answering", "SurveyDefinition", "Tickets"], ["Crypto", "GRDB"]
        ),
        "FreeText": ([], []),
        "Anonymization": (
            ["Answering", "FreeText", "SurveyDefinition", "Tickets"], ["Crypto"]
        ),
        "Dialogues": (
            ["Diagnostics", "Localization", "SurveyDefinition", "Tickets"], ["Crypto"]
        ),
        "Staff": (["Localization", "SurveyDefinition"], ["Crypto", "CryptoExtras"]),
        "SingleSignOn": ([], ["AsyncHTTPClient", "Crypto", "JWTKit", "NIOCore"]),
        "PopulationImport": (["Diagnostics", "SurveyDefinition"], []),
        "Estimation": ([], []),
        "Indicators": (["Anonymization", "Estimation", "SurveyDefinition"], []),
        "DisclosureControl": (["Estimation", "Indicators", "SurveyDefinition"], ["Crypto"]),
        "Storage": (
            [
                "Anonymization", "Dialogues", "DisclosureControl", "Localization", "Staff",
                "SurveyDefinition", "Tickets",
            ], ["GRDB"]
        ),
        "Reports": (
            ["DisclosureControl", "Dialogues", "SurveyDefinition", "Localization"], ["Mustache"]
        ),
        "Pipeline": (
            [
                "Answering", "Anonymization", "Diagnostics", "Dialogues", "FreeText", "Indicators",
                "DisclosureControl",
                "Localization", "SingleSignOn", "Staff", "Storage", "SurveyDefinition",
                "SurveyDrafts", "Tickets",
            ], []
        ),
        "SurveyDrafts": (["Diagnostics", "Localization", "SurveyDefinition", "Zip"], []),
        "PrivacyDocuments": (["Dialogues", "Localization", "SurveyDefinition", "Zip"], []),
        "TranslationExchange": (["Diagnostics", "Localization", "Zip"], ["CExpat"]),
        "Zip": ([], ["CZlib"]),
        "Pages": (
            ["Localization"],
            [
                "Hummingbird", "HTTPTypes", "NIOCore", "Mustache", "Crypto", "CZlib", "CQRencode",
                "Logging", "ServiceLifecycle",
            ]
        ),
        "PublicSite": (
            [
                "Answering", "Dialogues", "DisclosureControl", "FreeText", "Pages",
                "PrivacyDocuments", "Reports", "SurveyDefinition", "Localization", "Tickets",
            ],
            ["Crypto", "Hummingbird", "HTTPTypes", "NIOCore", "Logging", "ServiceLifecycle"]
        ),
        "CodedAnswers": (["Diagnostics", "Estimation"], []),
        "Workspace": (
            [
                "Answering", "Diagnostics", "Dialogues", "DisclosureControl", "Localization",
                "Pages",
                "Pipeline", "Reports", "SingleSignOn", "Staff", "SurveyDefinition", "SurveyDrafts",
                "TranslationExchange",
            ], ["Hummingbird", "HTTPTypes", "Logging", "NIOCore"]
        ),
        "Wiring": (
            [
                "Anonymization", "Issuing", "Localization", "Pipeline", "PublicSite", "Staff",
                "Storage", "SurveyDefinition", "Workspace",
            ], []
        ),
    ]

    /// What every target may import.
    static let everywhere: Set<String> = ["Foundation"]

    @Test("Every stage imports only what the table allows", arguments: table.keys.sorted())
    func importsAreAllowed(target: String) throws {
        let allowed = try #require(Self.table[target])

        let found = try Set(Source.files(of: target).flatMap(\.imports))

        #expect(!found.isEmpty)
        let forbidden = found.subtracting(allowed.ours).subtracting(allowed.outside)
            .subtracting(Self.everywhere)
        #expect(forbidden.isEmpty, "\(target) may not import \(forbidden.sorted())")
    }

    @Test("Everything in the table is really imported", arguments: table.keys.sorted())
    func tableHasNoDeadEntries(target: String) throws {
        let allowed = try #require(Self.table[target])

        let found = try Set(Source.files(of: target).flatMap(\.imports))

        #expect(allowed.ours.union(allowed.outside).subtracting(found).isEmpty)
    }

    @Test("Every target under Sources is in the table, or wires the others together")
    func tableIsComplete() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Project.sources.path)

        #expect(
            Set(folders)
                == Set(Self.table.keys).union([
                    "CExpat", "CZlib", "CQRencode", "radslag", "radslag-bench",
                ]))
    }

    @Test("The Architecture page has the same table")
    func pageAgrees() throws {
        let page = try String(
            contentsOf: Project.sources.appending(
                path: "radslag/Documentation.docc/Architecture.md"),
            encoding: .utf8)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
        var onPage: [String: [Set<String>]] = [:]
        for row in rows {
            let cells = row.split(separator: "|").map { cell in
                cell.matches(of: /`([A-Za-z-]+)`/).map { String($0.1) }
            }
            guard cells.count == 4, let name = cells[0].first else { continue }
            onPage[name] = [Set(cells[2]), Set(cells[3])]
        }

        for (target, allowed) in Self.table {
            let row = try #require(onPage[target], "\(target) is missing on the Architecture page")
            #expect(row[0] == allowed.ours, "\(target): targets of ours")
            #expect(row[1] == allowed.outside, "\(target): outside")
        }
    }

    /// The two that are mounted on a web server, and what takes requests to the one or the other.
    private static let servers = [
        "Sources/PublicSite/PublicSite.swift", "Sources/Workspace/Workspace.swift",
        "Sources/Workspace/WorkspaceContext.swift", "Sources/Workspace/BothSites.swift",
    ]

    @Test("No public signature shows a store or a web server")
    func nothingOutsideLeaks() throws {
        for target in Self.table.keys {
            for file in try Source.files(of: target) {
                #expect(!file.text.contains("public import GRDB"), "\(file.name)")
                let showsServer = file.text.contains("public import Hummingbird")
                #expect(
                    !showsServer || Self.servers.contains(file.name),
                    "\(file.name)")
            }
        }
    }
}
