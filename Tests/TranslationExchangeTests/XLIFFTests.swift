import Foundation
import Localization
import Testing

@testable import TranslationExchange

/// XLIFF as we write it, and as programs of translators save it.
struct XLIFFTests {
    private static func file(_ units: String, root: String = #"srcLang="sv" trgLang="fi""#) -> Data
    {
        Data(
            """
            <?xml version="1.0"?>
            <x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" xmlns:tool="urn:other" version="2.1" \(root)>
            <x:file original="a.yaml" id="interface"><x:skeleton href="none"/><tool:settings><x:unit id="no"/></tool:settings>
            \(units)</x:file></x:xliff>
            """.utf8)
    }

    @Test(
        "Placeholders are elements, control characters are code points, blanks are kept, and states are said"
    )
    func written() {
        let sheet = TranslationSheet(
            languages: ["fi"],
            rows: [
                TranslationRow(
                    id: TextID(file: "interface", key: "a.b", form: .one),
                    source: " {n} av {n}\u{1}",
                    digest: "0a0b0c0d", note: "n < 2",
                    translations: ["fi": Translation(text: "{n}", state: .stale)])
            ])

        let text = String(decoding: sheet.xliff(into: "fi"), as: UTF8.self)

        #expect(
            text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="sv" trgLang="fi">
                <file id="interface" original="interface.yaml">
                <unit id="a.b::one" name="a.b">
                <notes><note>n &lt; 2</note><note category="source-digest" appliesTo="source">0a0b0c0d</note></notes>
                <originalData><data id="d1">{n}</data></originalData>
                <segment state="initial">
                <source xml:space="preserve"> <ph id="p1-1" canDelete="no" canCopy="no" dataRef="d1" disp="{n}"/> av \
                <ph id="p1-2" canDelete="no" canCopy="no" dataRef="d1" disp="{n}"/><cp hex="0001"/></source>
                <target xml:space="preserve"><ph id="p1-1" canDelete="no" canCopy="no" dataRef="d1" disp="{n}"/></target>
                </segment>
                </unit>
                </file>
                </xliff>

                """)
    }

    @Test(
        "Segments, ignorables, groups, marks, spans and elements of other programs are put together again"
    )
    func savedByAnotherProgram() throws {
        let read = try readXLIFF(
            Self.file(
                """
                <x:group id="g"><x:unit tool:x="1" id="text::few">
                  <tool:glossary>ord</tool:glossary>
                  <x:notes><x:note category="source-digest">0a0b0c0d</x:note></x:notes>
                  <x:originalData><x:data id="d">{name}</x:data><x:data id="e"><x:cp hex="0002"/></x:data></x:originalData>
                  <x:segment state="final" id="s1"><x:source>Hej <x:ph dataRef="d" id="1"/>.</x:source>
                    <x:target order="3"><x:mrk id="m" type="term">Hei</x:mrk> <x:ph id="1" dataRef="d"/><tool:note>x</tool:note>!</x:target></x:segment>
                  <x:ignorable><x:source xml:space="preserve">  </x:source></x:ignorable>
                  <x:segment state="reviewed"><x:source>Ja</x:source>
                    <x:target order="1"><x:sm id="n" type="term"/>K<x:pc id="2" dataRefEnd="e">yll</x:pc>ä<x:em startRef="n"/></x:target></x:segment>
                </x:unit></x:group>
                """))

        let row = try #require(read.rows.first)
        #expect(read.rows.count == 1)
        #expect(row.id == TextID(file: "interface", key: "text", form: .few))
        #expect(row.source == "Hej {name}.  Ja")
        #expect(row.digest == "0a0b0c0d")
        #expect(
            row.translations["fi"] == Translation(text: "Kyll\u{2}ä  Hei {name}!", state: .current))
    }

    @Test("A unit of which a segment isn't translated is missing; a state that isn't said is stale")
    func states() throws {
        let read = try readXLIFF(
            Self.file(
                """
                <x:unit id="a"><x:segment state="translated"><x:source>A</x:source><x:target>B</x:target></x:segment>
                <x:segment><x:source>A</x:source><x:target/></x:segment></x:unit>
                <x:unit id="b"><x:segment><x:source>A</x:source><x:target>B</x:target></x:segment></x:unit>
                """))

        #expect(
            read.rows.map { $0.translations["fi"] } == [
                Translation(text: nil, state: .missing), Translation(text: "B", state: .stale),
            ])
    }

    @Test("Another version, other languages, and codes that stand for nothing are refused")
    func refused() {
        #expect(throws: ExchangeError.notXLIFF) {
            try readXLIFF(Data(#"<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"/>"#.utf8))
        }
        #expect(throws: ExchangeError.wrongLanguages) {
            try readXLIFF(Self.file("", root: #"srcLang="en" trgLang="fi""#))
        }
        #expect(throws: ExchangeError.wrongLanguages) {
            try readXLIFF(Self.file("", root: #"srcLang="sv""#))
        }
        for inline in [
            "<x:ph id=\"1\"/>", "<x:ph dataRef=\"d\" id=\"1\"/>", "<x:cp hex=\"D800\"/>", "<x:b/>",
        ] {
            #expect(throws: ExchangeError.unreadableText(unit: "a", line: 4)) {
                try readXLIFF(
                    Self.file(
                        "<x:unit id=\"a\"><x:segment><x:source>\(inline)</x:source></x:segment></x:unit>"
                    ))
            }
        }
    }

    @Test(
        "Every key comes back from the id of its unit, which is a name token",
        arguments: [
            "round.minutes", "a:b", "::one", "å ä", "<&>", "", "😀", "a::few", ":61:",
        ])
    func ids(key: String) {
        for form in [nil, PluralCategory.few] {
            let id = UnitID.encoded(key, form: form)

            #expect(id.wholeMatch(of: /[A-Za-z0-9._:-]*/) != nil)
            #expect(UnitID.decoded(id)?.key == key)
            #expect(UnitID.decoded(id)?.form == form)
        }
    }
}
