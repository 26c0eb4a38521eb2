import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Localization

/// Files of texts are changed text by text, and stay otherwise as somebody wrote them.
struct RewriteTextsTests {
    private static let source = """
        # What every page says.

        # Start page
        start.title: Börja
        start.lead: "Läs: {name}"

        # About a round
        round.minutes: {one: En minut, other: "{count} minuter"}
        round.end: Slut

        """

    private static func rewritten(_ yaml: String?, _ messages: [String: Message]) -> String? {
        let faults = FaultCollector()
        let text = rewrittenTexts(
            yaml, source: source, with: messages, language: finnish, named: "fi/interface.yaml",
            reportingTo: faults)
        #expect((text == nil) == !faults.diagnostics.isEmpty)
        return text
    }

    private static let finnish = Language(
        tag: "fi", name: "Suomi", direction: .leftToRight,
        numbers: NumberFormat(
            decimalMark: ",", groupMark: " ", minus: "−", percentPattern: "{number} %"))

    @Test(
        "A changed text keeps its place, an added one comes where the Swedish has it, and comments stay"
    )
    func changes() {
        let yaml = """
            # Own comment
            start.title: 'Vanha'
            # About a round
            "round.end":
              Loppu

            """

        let changed = Self.rewritten(
            yaml,
            [
                "start.title": Message("Alku"), "start.lead": Message("Lue: \"{name}\"\n"),
                "round.minutes": Message(forms: [.one: "Minuutti", .other: "{count} min"]),
            ])

        #expect(
            changed == """
                # Own comment
                start.title: "Alku"
                start.lead: "Lue: \\"{name}\\"\\n"
                round.minutes: {one: "Minuutti", other: "{count} min"}
                # About a round
                "round.end":
                  Loppu

                """)
    }

    @Test("A file that isn't there gets the order and the comments of the Swedish one")
    func newFile() {
        #expect(
            Self.rewritten(nil, ["round.end": Message("Loppu"), "start.title": Message("Alku")])
                == """
                # What every page says.

                # Start page
                start.title: "Alku"

                # About a round
                round.end: "Loppu"

                """)
    }

    @Test(
        "A file that can't be changed line by line is left alone, with a fault",
        arguments: [
            "{start.title: Vanha}\n", "start.title: Vanha\nstart.title: Toinen\n",
            "? start.title\n: Vanha\n",
            "start.title: 'Va\n\n  nha'\n",
        ])
    func unusual(yaml: String) throws {
        let changed = Self.rewritten(yaml, ["start.title": Message("Alku")])

        if let changed {
            let faults = FaultCollector()
            let node = try #require(
                DocumentNode.parse(changed, named: "", reportingTo: faults))
            #expect(readMessages(node, language: Self.finnish) == ["start.title": Message("Alku")])
        }
    }

    @Test("Every character of a text comes back from the file")
    func characters() throws {
        let scalars = [0x20...0x7E, 0x7F...0x2FF, 0x600...0x6FF, 0x1F600...0x1F610]
            .flatMap { $0.compactMap(Unicode.Scalar.init) }
        let more = [UInt32(0x1), 0x9, 0xA, 0xD, 0x2028, 0x2029, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF]
            .compactMap(Unicode.Scalar.init)
        let text = String(String.UnicodeScalarView(scalars + more)) + " =\u{0}'#: {count}\u{202E} "

        let yaml = try #require(Self.rewritten(nil, ["start.title": Message(text)]))

        let node = try #require(
            DocumentNode.parse(yaml, named: "", reportingTo: FaultCollector()))
        let read = readMessages(node, language: Self.finnish)["start.title"]?.forms[.other]
        #expect(read.map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test("Every shipped file can be changed at every text, with nothing else changed")
    func shipped() throws {
        for tag in ["fi", "ar", "sv-simple"] {
            let folder = Project.locales.appending(path: tag)
            for name in ["interface", "workspace", "trygghet", "results"] {
                let yaml = try String(
                    contentsOf: folder.appending(path: "\(name).yaml"), encoding: .utf8)
                let file = TextFile(yaml)
                #expect(file.yaml == yaml)
                #expect(file.keys.count > 50)
                let key = file.keys[file.keys.count / 2]

                let changed = try #require(Self.rewritten(yaml, [key: Message("Uusi")]))

                let before = yaml.split(separator: "\n", omittingEmptySubsequences: false)
                let after = changed.split(separator: "\n", omittingEmptySubsequences: false)
                #expect(before.count == after.count)
                #expect(zip(before, after).count { $0 != $1 } <= 1)
            }
        }
    }

    @Test("The comment above the texts says where they are shown")
    func headings() {
        #expect(
            textHeadings(in: Self.source) == [
                "start.title": "Start page", "start.lead": "Start page",
                "round.minutes": "About a round", "round.end": "About a round",
            ])
    }
}
