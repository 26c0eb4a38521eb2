import SurveyDefinition
import TestSupport
import Testing

@testable import Answering

/// What counts as an answer to a question of each kind, and what is said of what doesn't.
struct ReadAnswerTests {
    private static let survey = SmallSurvey.make()

    private func read(
        _ given: GivenAnswer, to id: QuestionID, in survey: Survey = survey
    ) throws -> Answer? {
        let question = try #require(survey.question(id))
        return try readAnswer(given, to: question, in: survey)
    }

    @Test(
        "What a question takes becomes an answer of its kind",
        arguments: [
            ("safe-at-night", .text("very-safe"), .code("very-safe")),
            ("safe-at-night", .text(" dont-know\n"), .code(.dontKnow)),
            ("victim", .text("prefer-not-to-say"), .code(.preferNotToSay)),
            ("district", .text("south"), .code("south")),
            ("district", .text("prefer-not-to-say"), .code(.preferNotToSay)),
            ("why-unsafe", .text("dark"), .codes(["dark"])),
            ("why-unsafe", .texts(["", "none"]), .codes(["none"])),
            ("years-here", .text("0"), .number(0)),
            ("years-here", .text(" 110 "), .number(110)),
            ("years-here", .number(7), .number(7)),
            ("trust", .text("10"), .number(10)),
            ("trust", .number(0), .number(0)),
            ("trust", .text("dont-know"), .code(.dontKnow)),
            ("do-first", .texts(["schools", "", "light"]), .ranking(["schools", "light"])),
            ("do-first", .text("roads"), .ranking(["roads"])),
            ("wish", .text("  Fler bänkar \n"), .text("Fler bänkar")),
        ] as [(QuestionID, GivenAnswer, Answer)])
    func valid(id: QuestionID, given: GivenAnswer, expected: Answer) throws {
        #expect(try read(given, to: id) == expected)
    }

    @Test(
        "What a question doesn't take is refused with the reason",
        arguments: [
            ("safe-at-night", .text("Very-safe"), .unknownCode),
            ("safe-at-night", .text("prefer-not-to-say"), .unknownCode),
            ("safe-at-night", .texts(["very-safe"]), .wrongKind),
            ("safe-at-night", .number(1), .wrongKind),
            ("safe-at-night", .other, .wrongKind),
            ("district", .text("west"), .unknownCode),
            ("district", .number(0), .wrongKind),
            ("why-unsafe", .texts(["dark", "rain"]), .unknownCode),
            ("why-unsafe", .texts(["dark", "dark"]), .chosenTwice),
            ("why-unsafe", .texts(["dark", "none"]), .excludesOthers),
            ("why-unsafe", .texts(["dark", "traffic", "people"]), .tooMany(most: 2)),
            ("why-unsafe", .number(2), .wrongKind),
            ("why-unsafe", .other, .wrongKind),
            ("years-here", .text("5.5"), .notWhole),
            ("years-here", .text("5,5"), .notWhole),
            ("years-here", .text("5 år"), .notWhole),
            ("years-here", .text("-"), .notWhole),
            ("years-here", .text("--5"), .notWhole),
            ("years-here", .text("½"), .notWhole),
            ("years-here", .number(5.5), .notWhole),
            ("years-here", .number(.nan), .notWhole),
            ("years-here", .number(.infinity), .notWhole),
            ("years-here", .text("-1"), .outOfRange(0...110)),
            ("years-here", .text("111"), .outOfRange(0...110)),
            ("years-here", .number(-1), .outOfRange(0...110)),
            ("years-here", .texts(["5"]), .wrongKind),
            ("years-here", .text("dont-know"), .notWhole),
            ("trust", .text("11"), .outOfRange(0...10)),
            ("trust", .text("prefer-not-to-say"), .notWhole),
            ("trust", .texts(["dont-know"]), .wrongKind),
            ("trust", .other, .wrongKind),
            ("do-first", .texts(["light", "rain"]), .unknownCode),
            ("do-first", .texts(["light", "light"]), .chosenTwice),
            ("do-first", .texts(["light", "roads", "schools"]), .tooMany(most: 2)),
            ("do-first", .number(1), .wrongKind),
            ("wish", .texts(["Fler", "bänkar"]), .wrongKind),
            ("wish", .number(1), .wrongKind),
            ("wish", .other, .wrongKind),
        ] as [(QuestionID, GivenAnswer, AnswerError)])
    func refused(id: QuestionID, given: GivenAnswer, reason: AnswerError) {
        #expect(throws: reason) { try read(given, to: id) }
    }

    @Test("Nothing is nothing, whatever the question")
    func nothing() throws {
        for question in Self.survey.questions {
            for given in [GivenAnswer.nothing, .text("")] {
                #expect(try readAnswer(given, to: question, in: Self.survey) == nil)
            }
        }
        #expect(try read(.texts(["", ""]), to: "do-first") == nil)
        #expect(try read(.text(" \n\t"), to: "wish") == nil)
    }

    @Test(
        "The options of a multiple choice come in the survey's order, those of a ranking as given")
    func order() throws {
        #expect(
            try read(.texts(["traffic", "dark"]), to: "why-unsafe") == .codes(["dark", "traffic"]))
        #expect(
            try read(.texts(["roads", "light"]), to: "do-first") == .ranking(["roads", "light"]))
    }

    @Test(
        "Numbers are read in the digits of every script, and with a hyphen or a minus sign",
        arguments: [
            ("34", 34), ("٣٤", 34), ("۳۴", 34), ("३४", 34), ("-5", -5), ("\u{2212}5", -5),
            ("-٥", -5), ("-0", 0),
        ])
    func digits(text: String, number: Int) throws {
        #expect(try read(.text(text), to: "years-here", in: ChainSurvey.survey) == .number(number))
    }

    @Test("A text's length is counted in Unicode scalars, after cleaning")
    func length() throws {
        let family = "👨‍👩‍👧‍👦"
        #expect(family.unicodeScalars.count == 7)

        let fitting = String(repeating: family, count: 71)
        #expect(try read(.text(fitting), to: "wish") == .text(fitting))
        #expect(throws: AnswerError.tooLong(longest: 500)) {
            try read(.text(fitting + family), to: "wish")
        }

        let lines = Array(repeating: "a", count: 250)
        #expect(
            try read(.text(lines.joined(separator: "\r\n")), to: "wish")
                == .text(lines.joined(separator: "\n")))
        #expect(
            try read(.text(String(repeating: "a\u{0}", count: 500)), to: "wish")
                == .text(String(repeating: "a", count: 500)))
    }

    @Test(
        "Line breaks become line feeds, and control characters go",
        arguments: [
            ("ett\r\ntvå\rtre\nfyra", "ett\ntvå\ntre\nfyra"),
            ("a\u{0}b\u{1E}c\u{1F}d\u{7F}e\u{9F}f", "abcdef"),
            ("\u{0} ett \u{1F}", "ett"),
            ("e\u{301}\u{200F}نور", "e\u{301}\u{200F}نور"),
        ])
    func cleaning(given: String, kept: String) throws {
        let answer = try read(.text(given), to: "wish")

        #expect(answer == .text(kept))
    }

    @Test("A text of nothing but spaces and control characters is no answer")
    func blankText() throws {
        #expect(try read(.text("\u{0} \u{1F}\u{0}"), to: "wish") == nil)
    }

    @Test("Reading an answer again gives the same answer")
    func readingAgain() throws {
        var generator = SeededGenerator(seed: 1)

        for survey in allSurveys + [ChainSurvey.survey] {
            for question in survey.questions {
                for _ in 0..<50 {
                    let answer = Answer.random(to: question, in: survey, using: &generator)

                    let again = try readAnswer(answer.given, to: question, in: survey)

                    #expect(again == answer, "\(survey.id), \(question.id)")
                }
            }
        }
    }

    @Test(
        "Whatever is written, the outcome is an answer that reads as itself, nothing, or a refusal")
    func anything() throws {
        var generator = SeededGenerator(seed: 2)
        let pieces = [
            "dark", "none", "very-safe", "1", "٣", "-", "\u{2212}", "\r\n", "\u{1F}", "\u{0}", " ",
            "🌳",
            "e\u{301}", "dont-know", "百", "½", "+",
        ]
        var answers = 0

        for question in Self.survey.questions {
            for _ in 0..<300 {
                let texts = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                    (0..<Int.random(in: 0...2, using: &generator))
                        .compactMap { _ in pieces.randomElement(using: &generator) }.joined()
                }
                for given in [GivenAnswer.texts(texts), .text(texts.joined())] {
                    guard let answer = try? readAnswer(given, to: question, in: Self.survey) else {
                        continue
                    }
                    answers += 1
                    #expect(
                        try readAnswer(answer.given, to: question, in: Self.survey) == answer,
                        "\(question.id)")
                }
            }
        }

        #expect(answers > 150)
    }

    @Test("Each error has a name of its own, and the values of its text")
    func errors() {
        let errors: [AnswerError] = [
            .missing, .wrongKind, .unknownCode, .notWhole, .outOfRange(0...110), .tooMany(most: 2),
            .excludesOthers, .chosenTwice, .tooLong(longest: 500), .notOnPath,
        ]

        #expect(Set(errors.map(\.name)).count == errors.count)
        #expect(AnswerError.outOfRange(0...110).values == ["from": "0", "to": "110"])
        #expect(AnswerError.tooMany(most: 2).values == ["most": "2"])
        #expect(AnswerError.tooLong(longest: 500).values == ["longest": "500"])
        #expect(errors.filter { !$0.values.isEmpty }.count == 3)
    }
}
