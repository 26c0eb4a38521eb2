import Localization
import TestSupport
import Testing

@testable import PrivacyDocuments

/// The document as the body of a page.
struct HTMLTests {
    private let language = SiteFixture.shippedLocales.localizer(for: "sv").language

    private func text(_ string: String, _ tag: LanguageTag = "sv") -> LocalizedText {
        LocalizedText(
            string: string, language: tag, direction: tag == "ar" ? .rightToLeft : .leftToRight)
    }

    @Test(
        "A text in another language carries its language and direction; the characters of HTML are escaped"
    )
    func marks() {
        let document = PrivacyDocument(
            title: text("A & B"), subtitle: text("ع", "ar"), language: language,
            blocks: [.paragraph(text("<b>\"'"))])

        #expect(
            document.html == """
                <h1>A &amp; B</h1>
                <p class="lead"><span lang="ar" dir="rtl">ع</span></p>
                <p>&lt;b&gt;&quot;&#39;</p>

                """)
    }

    @Test("A table has a caption, column headers and row headers, and can be reached by keyboard")
    func table() {
        let document = PrivacyDocument(
            title: text("T"), subtitle: text("S"), language: language,
            blocks: [
                .table(
                    .init(
                        caption: text("Tabell"),
                        columns: [
                            .init(title: text("Vem"), width: 1),
                            .init(title: text("Vad"), width: 1),
                        ],
                        rows: [[[text("Alla")], [text("ett"), text("två")]]]))
            ])

        let html = document.html

        #expect(html.contains(#"role="group" aria-labelledby="t0" tabindex="0""#))
        #expect(html.contains(#"<caption id="t0">Tabell</caption>"#))
        #expect(html.contains(#"<th scope="col">Vem</th>"#))
        #expect(html.contains(#"<th scope="row">Alla</th>"#))
        #expect(html.contains("<td>ett<br>\ntvå</td>"))
    }

    @Test("The caption of a table right under a heading isn't shown twice, and still names it")
    func caption() {
        let table = PrivacyDocument.Block.table(
            .init(caption: text("Tabell"), columns: [.init(title: text("Vem"), width: 1)], rows: [])
        )
        let document = PrivacyDocument(
            title: text("T"), subtitle: text("S"), language: language,
            blocks: [.heading(text("Tabell")), table])

        #expect(
            document.html.contains(
                #"<caption id="t1" class="visually-hidden">Tabell</caption>"#))
    }
}
