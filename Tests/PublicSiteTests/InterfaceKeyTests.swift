import Dialogues
import Foundation
import Localization
import TestSupport
import Testing

@testable import Answering
@testable import PublicSite

/// The texts of the interface are those that the sources ask for, no fewer and no more.
struct InterfaceKeyTests {
    /// Keys that are put together from parts, with what each part can be.
    private static let built: [String: [String]] = [
        "dialogue-stage.": DialogueStage.allCases.map(\.rawValue),
        "dialogue-promise.": Promise.Status.allCases.map(\.rawValue),
        "observation-kind.": Observation.Kind.allCases.map(\.rawValue),
        "observation-group.": Observation.Group.allCases.map(\.rawValue),
        "observation-event.": Observation.Event.allCases.map(\.rawValue),
        // The error of an answer, by its name; `unknown-question` is the API's own.
        "error.": [
            "missing", "wrong-kind", "unknown-code", "not-whole", "out-of-range", "too-many",
            "excludes-others", "chosen-twice", "too-long", "not-on-path", "unknown-question",
        ],
        // The title of a problem document, by the problem's code.
        "problem.": [
            "unknown-page", "unknown-round", "unknown-release", "not-open", "closed-round",
            "rejected-response", "bad-json", "bad-utf8", "bad-form", "bad-submission-key",
            "too-large",
            "wrong-method", "unsupported-type", "unavailable", "code-not-valid", "ticket-not-valid",
            "bad-ticket-request", "unknown-ticket-round", "mistyped-code", "too-many",
        ],
        // The part of the class that a background question gives, by the variable.
        "kept.part.": ["gender", "age", "district", "site"],
        // What is not kept, always the same list.
        "not-kept.": ["identity", "device", "time", "language", "code", "ticket", "unfinished"],
        // How anonymous a round is, by its level.
        "level.": ["open", "code", "blind"],
        // The special codes, whose labels are the same in every survey (`Question.textKey`).
        "answer.": ["dont-know", "prefer-not-to-say"],
        // The text of a problem page beside its heading (`Problem.pageKey`).
        "page.": [
            "closed-text", "prepared-text", "unknown-text", "broken-journey-text", "too-large-text",
            "unreadable-text", "method-text", "failure-text", "ticket-text", "no-tickets-text",
        ],
        // What the script of the page that gives tickets may have to say (`TicketFault`).
        "ticket.": ["refused", "wrong-key", "unsupported", "network", "busy"],
    ]

    /// Keys of a survey's own texts, which look like the interface's.
    private static let ofSurveys: Set<String> = ["help.intro"]
    /// Names of files, which look like keys.
    private static let files: Set<String> = [
        "blind-signature.js", "proof-of-work.js", "ticket.js", "personal-data.js", "kiosk.js",
        "interview.js",
    ]

    private func sources() throws -> [String] {
        let folder = Project.sources.appending(path: "PublicSite")
        let files = try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var sources: [String] = []
        for case let file as URL in files where file.pathExtension == "swift" {
            sources.append(try String(contentsOf: file, encoding: .utf8))
        }
        return sources
    }

    @Test("Every key in the sources has a Swedish text, and every Swedish text is used")
    func keysAreTheTexts() throws {
        let texts =
            SiteFixture.shippedLocales.catalogue(of: Locales.source).files["interface"] ?? [:]
        let written = try sources().flatMap { source in
            source.matches(of: /"([a-z-]+(?:\.[a-z-]+)+)"/).map { String($0.1) }
        }
        let built = Self.built.flatMap { prefix, ends in ends.map { prefix + $0 } }

        let used = Set(written).subtracting(Self.ofSurveys).subtracting(Self.files)
            .union(built)

        #expect(used.subtracting(texts.keys).sorted() == [])
        #expect(Set(texts.keys).subtracting(used).sorted() == [])
        #expect(used.count > 100)
    }

    @Test("Every key that is put together from parts is one of those listed here")
    func builtKeys() throws {
        let ofOtherFiles = ["question.", "section.", "goal.", "indicator.", "help."]
        for source in try sources() {
            for match in source.matches(of: /"([a-z-]+\.(?:[a-z-]+\.)*)\\\(/) {
                let prefix = String(match.1)
                #expect(
                    Self.built[prefix] != nil || ofOtherFiles.contains { prefix.hasPrefix($0) },
                    "\(prefix)")
            }
        }
    }

    @Test("Every language has the interface's texts with the same placeholders, or none")
    func translations() throws {
        let swedish =
            SiteFixture.shippedLocales.catalogue(of: Locales.source).files["interface"] ?? [:]
        for language in SiteFixture.shippedLocales.languages {
            let texts =
                SiteFixture.shippedLocales.catalogue(of: language.tag).files["interface"] ?? [:]

            #expect(Set(texts.keys).subtracting(swedish.keys) == [], "\(language.tag)")
            for (key, text) in texts {
                #expect(text.placeholders == swedish[key]?.placeholders, "\(language.tag): \(key)")
            }
        }
    }
}
