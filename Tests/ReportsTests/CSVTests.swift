import Foundation
import Testing

@testable import Reports

struct CSVTests {
    private let release = Sample.release()
    private let context = Sample.context()

    private func people(_ language: String = "sv") -> String {
        csv(
            release, context, style: .people,
            in: Sample.localizer(language == "en" ? "en" : "sv"))
    }

    private var machines: String {
        csv(release, context, style: .machines, in: Sample.localizer("sv"))
    }

    @Test("The people's file begins with a byte order mark, the machine file doesn't")
    func byteOrderMark() {
        #expect(people().utf8.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(machines.utf8.starts(with: "row,round,release,".utf8))
    }

    @Test("Every line of both files ends with CRLF and no line feed stands alone")
    func lineEnds() {
        for file in [people(), machines] {
            let bytes = Array(file.utf8)
            let feeds = bytes.indices.filter { bytes[$0] == 0x0A }

            #expect(feeds.count > 20)
            #expect(feeds.allSatisfy { $0 > 0 && bytes[$0 - 1] == 0x0D })
            #expect(file.hasSuffix("\r\n"))
        }
    }

    @Test("People get the language's decimal mark and the release's decimals, machines a point")
    func decimalMarks() {
        #expect(people().contains(";2026;32,4;procent;30,5;34,4;2412;8,1;"))
        #expect(people("en").contains(";2026;32.4;per cent;30.5;34.4;2412;8.1;"))
        #expect(people().contains(";29;procent;20;40;85;31;"))
        #expect(people().contains(";6,4;poäng;6,2;6,6;800;"))
        #expect(machines.contains(",share,2412,0.324,0.305,0.344,,,0.081,false,"))
        #expect(machines.contains(",share,41,,,,0.13,,,false,"))
    }

    @Test("A small count is a bound in both files")
    func bounds() {
        #expect(people().contains(";<13;procent;;;41;"))
        #expect(people().contains(";>86;procent;;;38;"))
        #expect(machines.contains(",share,38,,,,,0.86,,false,"))
    }

    @Test("Published values stand as printed, in rows of their own")
    func publishedValues() {
        #expect(
            people().contains(
                "Publicerat värde;Inflytande;Valdeltagande i senaste valen;;Kommunval;Länet;2022;79,4;procent;"
            ))
        #expect(
            machines.contains(
                "published,trygghet-2026,2,G,active-participation,,,,,41,,,,,,,percent,county,2025,kolada,,,,"
            ))
    }

    @Test("Every line has as many cells as the heading")
    func rectangular() {
        for (file, separator) in [(people(), ";"), (machines, ",")] {
            let counts = Set(
                file.components(separatedBy: "\r\n").dropLast().map { line in
                    line.replacingOccurrences(
                        of: "\"(?:[^\"]|\"\")*\"", with: "", options: .regularExpression
                    ).components(separatedBy: separator).count
                })
            #expect(counts.count == 1)
        }
    }

    @Test(
        "A text that a spreadsheet would run gets an apostrophe for people, and none for machines")
    func formulaGuard() {
        for text in ["=1+1", "+46", "-2", "@Järna", "\tx", "\rx"] {
            let people = csvText(header: ["a"], rows: [[.text(text)]], style: .people)
            let machines = csvText(header: ["a"], rows: [[.text(text)]], style: .machines)

            #expect(people.contains("'" + text))
            #expect(!machines.contains("'"))
        }
        #expect(people().contains(";'@Järna;"))
    }

    @Test("A negative number is no formula")
    func negativeNumbers() {
        let file = csvText(header: ["a"], rows: [[.number("-2,5")]], style: .people)

        #expect(file == "\u{FEFF}a\r\n-2,5\r\n")
    }

    @Test("Cells with separators, quotes or line breaks are quoted after RFC 4180")
    func quoting() {
        let cells: [CSVCell] = [
            .text("a,b"), .text("a;b"), .text("say \"x\""), .text("a\r\nb"), .empty,
        ]

        let machines = csvText(header: [], rows: [cells], style: .machines)
        let people = csvText(header: [], rows: [cells], style: .people)

        #expect(machines == "\r\n\"a,b\",a;b,\"say \"\"x\"\"\",\"a\r\nb\",\r\n")
        #expect(people == "\u{FEFF}\r\na,b;\"a;b\";\"say \"\"x\"\"\";\"a\r\nb\";\r\n")
    }
}
