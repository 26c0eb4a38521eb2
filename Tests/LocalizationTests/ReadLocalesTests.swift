import Diagnostics
import Localization
import TestSupport
import Testing

/// A folder of languages, read and compared with its Swedish.
struct ReadLocalesTests {
    private static let swedish = """
        next: Nästa
        answers: {one: "{count} svar", other: "{count} svar"}
        """
    private static let nextDigest = Message("Nästa").digest
    private static let answersDigest = Message(forms: [
        .one: "{count} svar", .other: "{count} svar",
    ]).digest
    private static let digests = ["next": nextDigest, "answers": answersDigest]

    /// Swedish and Finnish, with the given texts and digests in Finnish.
    private static func files(
        finnish: String =
            "next: Seuraava\nanswers: {one: \"{count} vastaus\", other: \"{count} vastausta\"}",
        digests: [String: String] = digests
    ) -> LocaleFiles {
        var files = LocaleFiles()
        files.add("sv", interface: swedish)
        files.add("fi", order: 2, interface: finnish)
        files.accept("fi", digests: digests)
        return files
    }

    /// What reading the files gives.
    private func read(_ files: LocaleFiles) async throws -> (
        locales: Locales?, diagnostics: [Diagnostic]
    ) {
        try await withTemporaryFolder { folder in
            try files.write(to: folder)
            let faults = FaultCollector()
            let locales = readLocales(from: folder, reportingTo: faults)
            return (locales, faults.diagnostics)
        }
    }

    @Test("A complete translation has no fault")
    func complete() async throws {
        let (locales, diagnostics) = try await read(Self.files())

        #expect(diagnostics == [])
        #expect(locales?.languages.map(\.tag) == ["sv", "fi"])
        #expect(
            locales?.localizer(for: "fi").string("answers", count: 2, ["count": "2"])
                == "2 vastausta")
    }

    @Test("A language is added by adding a folder")
    func newLanguage() async throws {
        var files = Self.files()
        files.add("so", order: 3, interface: "next: Xiga")

        let (locales, _) = try await read(files)

        #expect(locales?.languages.map(\.tag) == ["sv", "fi", "so"])
        #expect(locales?.localizer(for: "so").string("next") == "Xiga")
        #expect(locales?.language(accepting: "so").tag == "so")
    }

    @Test("A right-to-left language says so, and has its own plural forms")
    func arabic() async throws {
        var files = Self.files()
        files.add(
            "ar", direction: "rtl", plurals: "arabic", order: 3,
            interface: """
                next: التالي
                answers: {zero: "0", one: "1", two: "2", few: "3–10", many: "11–99", other: "{count}"}
                """)
        files.accept("ar", digests: Self.digests)

        let (locales, diagnostics) = try await read(files)

        #expect(diagnostics == [])
        #expect(locales?.language("ar")?.direction == .rightToLeft)
        #expect(locales?.localizer(for: "ar").string("answers", count: 12) == "11–99")
    }

    @Test("A missing translation is found, and doesn't stop the service")
    func missing() async throws {
        let (locales, diagnostics) = try await read(
            Self.files(finnish: "next: Seuraava", digests: ["next": Self.nextDigest]))

        #expect(locales != nil)
        #expect(diagnostics.map(\.path) == ["answers"])
        #expect(diagnostics.map(\.file) == ["fi/interface.yaml"])
        #expect(diagnostics.map(\.consequence) == [.untranslated])
    }

    @Test("A translation of an older Swedish is found")
    func stale() async throws {
        let (_, diagnostics) = try await read(
            Self.files(digests: ["next": Message("Vidare").digest, "answers": Self.answersDigest]))

        #expect(diagnostics.map(\.path) == ["next"])
        #expect(diagnostics.first?.problem.contains("has changed since") == true)
    }

    @Test("A translation that says nothing of its Swedish is found")
    func withoutDigest() async throws {
        let (_, diagnostics) = try await read(Self.files(digests: ["answers": Self.answersDigest]))

        #expect(diagnostics.map(\.path) == ["next"])
        #expect(diagnostics.first?.remedy.contains("radslag translations accept fi") == true)
    }

    @Test("A text that isn't in the Swedish is found")
    func unused() async throws {
        var files = Self.files()
        files.texts["fi/interface.yaml"]?.append("\nprevious: Edellinen")

        let (_, diagnostics) = try await read(files)

        #expect(diagnostics.map(\.path) == ["previous"])
    }

    @Test("Placeholders that differ from the Swedish are found")
    func placeholders() async throws {
        let (_, diagnostics) = try await read(
            Self.files(
                finnish:
                    "next: Seuraava\nanswers: {one: \"{number} vastaus\", other: \"{number} vastausta\"}"
            ))

        #expect(diagnostics.map(\.path) == ["answers"])
        #expect(diagnostics.first?.remedy == "Use exactly {count}.")
    }

    @Test("A missing plural form is found")
    func pluralForms() async throws {
        let (_, diagnostics) = try await read(
            Self.files(finnish: "next: Seuraava\nanswers: {other: \"{count} vastausta\"}"))

        #expect(diagnostics.map(\.path) == ["answers"])
        #expect(diagnostics.first?.problem.contains("one") == true)
    }

    @Test("The digests that accepting writes make the translation complete")
    func accepting() async throws {
        var files = Self.files(digests: [:])
        let before = try await read(files)
        let locales = try #require(before.locales)

        files.texts["fi/source.yaml"] = sourceDigests(of: locales, for: "fi")

        let after = try await read(files)
        #expect(before.diagnostics.count == 2)
        #expect(after.diagnostics == [])
    }

    @Test("Without the source language there is nothing to read")
    func noSource() async throws {
        var files = LocaleFiles()
        files.add("fi", interface: "next: Seuraava")

        let (locales, diagnostics) = try await read(files)

        #expect(locales == nil)
        #expect(
            diagnostics.contains { $0.file == "sv/language.yaml" && $0.consequence == .unusable })
    }

    @Test(
        "A fault of a language is found where it is",
        arguments: [
            ("direction: ltr", "direction: left", "direction must be"),
            ("tag: fi", "tag: se", "folder's name"),
            ("plurals: one-other", "plurals: slavic", "plural rule is unknown"),
            ("fallback: [sv]", "fallback: [sv, se]", "no language 'se'"),
            ("reviewed: false", "reviewed: perhaps", "true or false"),
        ])
    func language(from: String, to: String, problem: String) async throws {
        var files = Self.files()
        let text = try #require(files.texts["fi/language.yaml"])
        files.texts["fi/language.yaml"] = text.replacing(from, with: to)

        let (_, diagnostics) = try await read(files)

        let found = diagnostics.filter { $0.file == "fi/language.yaml" }
        #expect(found.count == 1)
        #expect(found.first?.problem.contains(problem) == true, "\(found)")
    }
}
