import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import Pages
import SurveyDefinition
import TestSupport
import Testing

@testable import Answering
@testable import PublicSite

/// The description of the API and the API are the same.
struct OpenAPITests {
    private func description() throws -> DocumentNode {
        let file = Project.sources.appending(path: "PublicSite/Templates/openapi.yaml")
        return try #require(
            DocumentNode.read(file, named: "openapi.yaml", reportingTo: FaultCollector()))
    }

    private func schema(_ name: String) throws -> DocumentNode {
        try #require(description().optional("components")?.optional("schemas")?.optional(name))
    }

    @Test("Every route of the API is described, and nothing else is")
    func routes() async throws {
        try await withSmallSite { site in
            let served = site.fixture.site.routes
                .filter { route in
                    ["/api/", "/health/", "/openapi.yaml"].contains { route.pattern.hasPrefix($0) }
                }
                .map { "\($0.method.rawValue) \($0.pattern)" }

            let described = try #require(description().optional("paths")).entries.flatMap {
                path, methods in
                methods.entries.map { "\($0.key.uppercased()) \(path)" }
            }

            #expect(Set(described) == Set(served))
            #expect(described.count == 13)
        }
    }

    /// Every problem there is; the switch below refuses to compile when one is added.
    private static let problems: [Problem] = [
        .unknownPage, .unknownRound, .unknownRelease, .notOpen("r"), .closedRound("r"),
        .rejectedResponse([]), .badJSON, .badUTF8, .badForm, .badSubmissionKey, .brokenJourney("r"),
        .tooLarge, .wrongMethod(allowed: []), .unsupportedType, .unavailable, .codeNotValid,
        .tooMany(retryAfter: 1), .ticketNotValid("r"), .badTicketRequest, .unknownTicketRound,
        .mistypedCode,
    ]

    private func isListed(_ problem: Problem) -> Bool {
        switch problem {
        case .unknownPage, .unknownRound, .unknownRelease, .notOpen, .closedRound,
            .rejectedResponse,
            .badJSON, .badUTF8, .badForm, .badSubmissionKey, .brokenJourney, .tooLarge,
            .wrongMethod,
            .unsupportedType, .unavailable, .codeNotValid, .ticketNotValid, .badTicketRequest,
            .unknownTicketRound, .mistypedCode, .tooMany:
            Self.problems.contains { $0.code == problem.code }
        }
    }

    @Test("Every type of problem is named with its status")
    func problemTypes() throws {
        let prose = try #require(description().optional("info")?.optional("description")?.string)

        for problem in Self.problems {
            #expect(isListed(problem))
            #expect(prose.contains("| `\(problem.type)` | \(problem.status.code) |"))
        }
        #expect(prose.matches(of: /\| `urn:radslag:problem:/).count == Self.problems.count)
    }

    @Test("Every error of an answer is named")
    func faultErrors() throws {
        let errors: [AnswerError] = [
            .missing, .wrongKind, .unknownCode, .notWhole, .outOfRange(0...1), .tooMany(most: 1),
            .excludesOthers, .chosenTwice, .tooLong(longest: 1), .notOnPath,
        ]

        let named = try #require(
            schema("Fault").optional("properties")?.optional("error")?.optional("enum")
        ).strings

        #expect(Set(named) == Set(errors.map(\.name) + ["unknown-question"]))
    }

    @Test("What the API answers has the described keys, no fewer and no others")
    func liveAnswers() async throws {
        try await withShippedSite { site in
            for (path, name) in [
                ("/api/v1/rounds", "RoundSummary"),
                ("/api/v1/rounds/medborgardialog-2026", "Round"),
                ("/api/v1/rounds/trygghet-2026", "Round"),
                ("/api/v1/rounds/anlaggning-2026", "Round"),
                ("/api/v1/rounds/trygghet-2026/participation", "Participation"),
                ("/api/v1/rounds/trygghet-2026/releases", "ReleaseSummary"),
                ("/api/v1/rounds/trygghet-2026/releases/1", "Release"), ("/api/v1/goals", "Goal"),
                ("/api/v1/indicators", "Indicator"), ("/api/v1/nowhere/else", "Problem"),
            ] {
                let reply = try await site.get(path)

                let value = try JSONSerialization.jsonObject(with: Data(reply.bytes))
                let items = value as? [Any] ?? [value]
                #expect(!items.isEmpty, "\(path)")
                for item in items { try expect(item, fits: schema(name), at: path) }
            }
        }
    }

    @Test("The receipt and the faults of a submission have the described keys")
    func submissionAnswers() async throws {
        try await withSmallSite { site in
            let receipt = try await site.submit(
                #"{"submissionKey": "0123456789abcdef", "answers": {"safe-at-night": "unsafe"}}"#)
            let problem = try await site.submit(
                #"{"submissionKey": "0123456789abcdef", "answers": {"trust": 11}}"#)

            try expect(
                JSONSerialization.jsonObject(with: Data(receipt.bytes)), fits: schema("Receipt"),
                at: "receipt")
            try expect(
                JSONSerialization.jsonObject(with: Data(problem.bytes)), fits: schema("Problem"),
                at: "problem")
        }
    }

    @Test("The CSV has the described columns in the described order")
    func columns() async throws {
        try await withShippedSite { site in
            let reply = try await site.get("/api/v1/rounds/trygghet-2026/releases/latest.csv")

            let header = try #require(reply.text.split(whereSeparator: \.isNewline).first)
            let operation = try #require(
                description().optional("paths")?.optional(
                    "/api/v1/rounds/{round}/releases/{number}")?
                    .optional("get"))
            let prose = try #require(operation.optional("description")?.string)
            let list = try #require(prose.split(separator: "columns are").last)
            let named = list.matches(of: /`([a-z_]+)`/).map { String($0.1) }
            #expect(named.joined(separator: ",") == header)
        }
    }

    /// Follows the schema through the value: objects, lists, enumerations and alternatives.
    private func expect(_ value: Any, fits schema: DocumentNode, at path: String) throws {
        if let reference = schema.optional("$ref")?.string {
            let name = try #require(reference.split(separator: "/").last)
            return try expect(value, fits: self.schema(String(name)), at: path)
        }
        if let alternatives = schema.optional("oneOf")?.elements {
            let isWithheld = (value as? [String: Any])?["withheld"] as? Bool == true
            return try expect(value, fits: alternatives[isWithheld ? 1 : 0], at: path)
        }
        if let list = value as? [Any] {
            let items = try #require(schema.optional("items"), "\(path) is described as no list")
            for (index, item) in list.enumerated() {
                try expect(item, fits: items, at: "\(path)[\(index)]")
            }
        } else if let object = value as? [String: Any] {
            let properties = try #require(
                schema.optional("properties"), "\(path) is described as no object")
            let required = schema.optional("required")?.strings ?? []
            #expect(Set(required).isSubset(of: object.keys), "\(path)")
            for (key, item) in object {
                let property = try #require(
                    properties.optional(key), "\(path).\(key) isn't described")
                try expect(item, fits: property, at: "\(path).\(key)")
            }
        } else if let text = value as? String, let values = schema.optional("enum")?.strings {
            #expect(values.contains(text), "\(path): \(text)")
        }
    }
}
