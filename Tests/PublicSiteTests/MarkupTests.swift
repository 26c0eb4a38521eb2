import TestSupport
import Testing

struct MarkupTests {
    @Test(
        "The reader of markup finds what is wrong",
        arguments: [
            "<p>", "<p></b></p>", "</p>", "<p a=b></p>", "<p>a & b</p>", "<p>a > b</p>",
            "<p a=\"1\" a=\"2\"></p>",
            "<p id=\"x\"></p><p id=\"x\"></p>", "<a href=\"#x\"></a>", "<label for=\"x\"></label>",
            "<p style=\"a\"></p>", "<p>&\u{301}amp;</p>", "<p a=\"\"\u{301} b=\"\"></p>",
            "<\u{301}p>", "<p onclick=\"a\"></p>", "<script></script>",
            "<script src=\"/x.js\"></script>",
            "<script type=\"module\" src=\"https://x/script-1/a.js\"></script>", "<p \"></p>",
            "<p a=\"\"\"></p>",
        ])
    func findsFaults(_ html: String) {
        #expect(!Markup("<!doctype html>" + html).faults.isEmpty)
    }

    @Test("The reader of markup has nothing against good markup")
    func acceptsGood() {
        let html =
            "<!doctype html>\n<p id=\"x\" hidden>a &amp; b<br><svg a=\"1\"/></p><a href=\"#x\">c</a>\n"
            + "<script type=\"module\" src=\"/script-1/a.js\"></script>"

        #expect(Markup(html).faults == [])
        #expect(Markup("<p></p>").faults == ["There is no doctype."])
    }
}
