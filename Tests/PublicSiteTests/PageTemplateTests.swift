import NIOCore
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

/// Shows some slots and writes others by name.
private struct SomeValues: PageValues {
    var shown: Set<Slot> = []

    func shows(_ slot: Slot) -> Bool { shown.contains(slot) }
    func write(_ slot: Slot, to buffer: inout ByteBuffer) {
        buffer.writeString(Self.name(of: slot))
    }

    static func name(of slot: Slot) -> String { "<\(slot)>" }
}

struct PageTemplateTests {
    private func filled(_ template: PageTemplate, showing shown: Set<Slot> = []) -> String {
        String(buffer: template.filled(by: SomeValues(shown: shown)))
    }

    @Test("A template without marks is its own text")
    func plain() {
        let html = "<p>å 😀 \r\n &amp;</p>"

        #expect(filled(PageTemplate(html, cutAt: Marks())) == html)
        #expect(filled(PageTemplate("", cutAt: Marks())) == "")
    }

    @Test("Slots are filled where their marks stand, also when they touch or repeat")
    func slots() {
        var marks = Marks()
        let html = marks.slot(.step) + "a" + marks.slot(.steps) + marks.slot(.step) + "b"

        #expect(filled(PageTemplate(html, cutAt: marks)) == "<step>a<steps><step>b")
    }

    @Test("A group within a group is shown only when both are")
    func nested() {
        var marks = Marks()
        let outer = marks.group(.problems)
        let inner = marks.group(.previous)
        let html =
            "1" + outer + "2" + inner + "3" + marks.slot(.step) + Marks.close + "4" + Marks.close
            + "5"
        let template = PageTemplate(html, cutAt: marks)

        #expect(filled(template) == "15")
        #expect(filled(template, showing: [.previous]) == "15")
        #expect(filled(template, showing: [.problems]) == "1245")
        #expect(filled(template, showing: [.problems, .previous]) == "123<step>45")
    }

    /// A page made of random pieces: once with marks, once as it must come out.
    private struct RandomPage {
        var marks = Marks()
        let shown: Set<Slot>
        private(set) var marked = ""
        private(set) var rendered = ""

        init(using generator: inout SeededGenerator) {
            let groups: [Slot] = [.problems, .previous, .question("a"), .section("b")]
            shown = Set(groups.filter { _ in Bool.random(using: &generator) })
            add(depth: 0, isShown: true, groups, using: &generator)
        }

        private mutating func add(
            depth: Int, isShown: Bool, _ groups: [Slot], using generator: inout SeededGenerator
        ) {
            for _ in 0..<Int.random(in: 0...4, using: &generator) {
                switch Int.random(in: 0...2, using: &generator) {
                case 0:
                    let text =
                        ["<p>", "å", "e\u{301}", "😀", "\r\n", "12", "&amp;"].randomElement(
                            using: &generator) ?? ""
                    marked += text
                    if isShown { rendered += text }
                case 1:
                    let slot: Slot = Bool.random(using: &generator) ? .step : .value("q")
                    marked += marks.slot(slot)
                    if isShown { rendered += SomeValues.name(of: slot) }
                default:
                    guard depth < 4, let group = groups.randomElement(using: &generator) else {
                        continue
                    }
                    marked += marks.group(group)
                    add(
                        depth: depth + 1, isShown: isShown && shown.contains(group), groups,
                        using: &generator)
                    marked += Marks.close
                }
            }
        }
    }

    @Test("Cutting and filling give what rendering would have given")
    func splicing() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<500 {
            let page = RandomPage(using: &generator)

            #expect(
                filled(PageTemplate(page.marked, cutAt: page.marks), showing: page.shown)
                    == page.rendered)
        }
    }
}
