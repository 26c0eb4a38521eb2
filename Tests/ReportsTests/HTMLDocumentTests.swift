import Localization
import Reports
import Testing

struct HTMLDocumentTests {
    @Test("A document has its language, direction, escaped title and stylesheet")
    func document() {
        let arabic = Language(
            tag: "ar", name: "العربية", direction: .rightToLeft,
            numbers: NumberFormat(
                decimalMark: ".", groupMark: ",", minus: "-", percentPattern: "{number}%"))

        let text = htmlDocument(
            body: "<h1>A</h1>", title: "A < B", language: arabic, stylesheet: "h1 > p { margin: 0 }"
        )

        #expect(text.hasPrefix("<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">"))
        #expect(text.contains("<title>A &lt; B</title>"))
        #expect(text.contains("<main>\n<h1>A</h1>\n</main>"))
        #expect(text.contains("<style>\nh1 > p { margin: 0 }\n</style>"))
    }
}
