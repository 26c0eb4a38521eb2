import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

private let path = "/sv/d/small-2026/svara"
private let attack = "\"><script>alert(1)</script>"
private let escapedAttack = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"

/// A resident's way through the form, without a script and without anything kept in between.
struct FormTests {
    private func answering(
        _ site: TestSite, _ page: Reply, _ given: [(String, String)] = [], action: String = "next",
        at address: String = path
    ) async throws -> Reply {
        try await site.post(try Form(page).fields(given, action: action), to: address)
    }

    @Test("Three pages, a review and a send store one response; sending again stores no other")
    func wholeWay() async throws {
        try await withSmallSite { site in
            let place = try await site.get(path)
            let council = try await answering(
                site, place, [("safe-at-night", "very-safe"), ("years-here", "12")])
            let aboutYou = try await answering(
                site, council,
                [("trust", "7"), ("do-first", "roads"), ("do-first", ""), ("wish", "Ljus")])
            let review = try await answering(
                site, aboutYou, [("gender", "woman"), ("district", "north")])
            let held = try await site.fixture.holdings(of: openRound)
            let sent = try await answering(site, review, action: "send")
            let again = try await answering(site, review, action: "send")

            #expect(held.accepted == 0)
            #expect(try Form(review).section == "review")
            #expect(sent.status == 303)
            #expect(sent["Location"] == "/sv/d/small-2026/tack")
            #expect(again.status == sent.status && again.headers == sent.headers)
            #expect(
                try await site.fixture.holdings(of: openRound)
                    == .init(accepted: 1, waiting: 1, mixed: 0))
        }
    }

    @Test("What was typed and is no answer comes back as it was typed, escaped")
    func keepsWhatWasTyped() async throws {
        try await withSmallSite { site in
            let place = try await site.get(path)
            let refused = try await answering(
                site, place, [("safe-at-night", "unsafe"), ("years-here", attack)])

            #expect(refused.status == 422)
            #expect(refused.text.contains("value=\"\(escapedAttack)\""))
            #expect(!refused.text.contains("<script"))
            #expect(refused.text.contains("aria-invalid=\"true\""))
            #expect(refused.text.contains("href=\"#i-years-here\""))
            #expect(try Form(refused).shown("safe-at-night") == ["unsafe"])
        }
    }

    @Test("A text is escaped on its own page and on the review, and long texts come back whole")
    func escapesTexts() async throws {
        try await withSmallSite { site in
            let council = try await answering(
                site, try await site.get(path), [("safe-at-night", "very-safe")])
            let long = attack + String(repeating: "å", count: 500)
            let refused = try await answering(site, council, [("wish", long)])
            let stayed = try await answering(site, council, [("wish", attack)], action: "stay")
            let aboutYou = try await answering(site, council, [("wish", attack)])
            let review = try await answering(site, aboutYou)

            #expect(refused.status == 422)
            #expect(
                try Form(refused).shown("wish") == [
                    escapedAttack + String(repeating: "å", count: 500)
                ])
            #expect(try Form(stayed).shown("wish") == [escapedAttack])
            #expect(review.text.contains("dir=\"auto\">\(escapedAttack)</span>"))
            for page in [refused, stayed, review] { #expect(!page.text.contains("<script>")) }
        }
    }

    /// The page before sending, after this text was written.
    private func review(
        of text: String, in language: String = "sv", _ site: TestSite
    ) async throws -> Reply {
        let address = "/\(language)/d/small-2026/svara"
        let council = try await answering(
            site, try await site.get(address), [("safe-at-night", "very-safe")], at: address)
        let aboutYou = try await answering(site, council, [("wish", text)], at: address)
        return try await answering(site, aboutYou, at: address)
    }

    @Test("A text is shown as it will be kept, with a warning and the way to change it")
    func warnsOfPersonalData() async throws {
        try await withSmallSite { site in
            let review = try await review(of: "Ring 070–123 45 67 om ljuset", site)
            let change = try await answering(site, review, action: "page:council")

            #expect(review.text.contains("dir=\"auto\">Ring [···] om ljuset</span>"))
            #expect(review.text.contains("Vi har tagit bort det som ser ut som personuppgifter."))
            #expect(!review.text.contains("Skriv helst inte namn"))
            #expect(review.text.matches(of: /value="page:council"/).count == 2)
            #expect(try Form(change).shown("wish") == ["Ring 070–123 45 67 om ljuset"])
        }
    }

    @Test(
        "Words before a name are warned of in the resident's language, and stay",
        arguments: [
            ("sv", "Jag heter Anna", "Skriv helst inte namn"),
            ("sv-simple", "Jag heter Anna", "Skriv helst inte namn."),
            ("fi", "Nimeni on Matti", "Vältä nimien kirjoittamista"),
            ("en", "My name is Sarah", "Please don’t write names"),
            ("ar", "اسمي أحمد", "يُفضَّل عدم كتابة الأسماء"),
        ])
    func warnsOfNames(language: String, text: String, warning: String) async throws {
        try await withSmallSite { site in
            let review = try await review(of: text, in: language, site)

            #expect(review.text.contains("dir=\"auto\">\(text)</span>"))
            #expect(review.text.contains(warning))
            #expect(review.text.matches(of: /value="page:council"/).count == 2)
            #expect(!review.text.contains("[···]"))
        }
    }

    @Test("A text without personal data meets no warning")
    func warnsOfNothing() async throws {
        try await withSmallSite { site in
            let review = try await review(of: "Fler bänkar, kl 18.30 är det mörkt", site)

            #expect(!review.text.contains("class=\"notice\""))
            #expect(review.text.matches(of: /value="page:council"/).count == 1)
        }
    }

    @Test(
        "A mark that joins the quotation mark to an accent doesn't get through",
        arguments: ["\u{301}", "\u{200D}", "\u{FE0F}", "\u{20DD}"])
    func escapesJoinedMarks(_ mark: String) async throws {
        try await withSmallSite { site in
            let typed = "\"\(mark) autofocus onfocus=\"\(mark)alert(1)<\(mark)b>&\(mark)"
            let refused = try await answering(
                site, try await site.get(path), [("years-here", typed)])

            let expected =
                "&quot;\(mark) autofocus onfocus=&quot;\(mark)alert(1)&lt;\(mark)b&gt;&amp;\(mark)"
            #expect(refused.text.unicodeScalars.contains("value=\"\(expected)\"".unicodeScalars))
        }
    }

    @Test("A change of language takes the answers along, those that are none yet too")
    func changesLanguage() async throws {
        try await withSmallSite { site in
            let place = try await site.get(path)
            let arabic = try await answering(
                site, place, [("safe-at-night", "unsafe"), ("years-here", "tolv")], action: "stay",
                at: "/ar/d/small-2026/svara")
            let finnish = try await answering(
                site, arabic, [("safe-at-night", "unsafe"), ("years-here", "12")], action: "stay",
                at: "/fi/d/small-2026/svara")

            #expect(arabic.status == 200)
            #expect(arabic.text.contains("<html lang=\"ar\" dir=\"rtl\">"))
            #expect(arabic["Content-Language"] == "ar")
            #expect(try Form(arabic).shown("safe-at-night") == ["unsafe"])
            #expect(try Form(arabic).shown("years-here") == ["tolv"])
            #expect(!arabic.text.contains("class=\"problems\""))
            #expect(try Form(finnish).section == "place")
            #expect(try Form(finnish).shown("years-here") == ["12"])
        }
    }

    @Test("Going back keeps the answers of both pages")
    func goesBack() async throws {
        try await withSmallSite { site in
            let council = try await answering(
                site, try await site.get(path),
                [("safe-at-night", "fairly-safe"), ("years-here", "3")])
            let back = try await answering(
                site, council, [("trust", "4"), ("do-first", "light"), ("do-first", "roads")],
                action: "back")
            let forth = try await answering(
                site, back, [("safe-at-night", "fairly-safe"), ("years-here", "3")])

            #expect(try Form(back).section == "place")
            #expect(try Form(back).shown("safe-at-night") == ["fairly-safe"])
            #expect(try Form(back).shown("years-here") == ["3"])
            #expect(try Form(forth).shown("trust") == ["4"])
            #expect(try Form(forth).shown("do-first") == ["light", "roads"])
        }
    }

    @Test(
        "An answer opens the question that depends on it, and taking it back leaves that answer out"
    )
    func conditions() async throws {
        try await withSmallSite { site in
            let place = try await site.get(path)
            let opened = try await answering(site, place, [("safe-at-night", "unsafe")])
            let council = try await answering(
                site, opened,
                [("safe-at-night", "unsafe"), ("why-unsafe", "dark"), ("why-unsafe", "people")])
            let back = try await answering(site, council, action: "back")
            let changed = try await answering(site, back, [("safe-at-night", "very-safe")])

            #expect(!(try Form(place).names.contains("q-why-unsafe")))
            #expect(try Form(opened).section == "place")
            #expect(try Form(opened).names.contains("q-why-unsafe"))
            #expect(try Form(council).section == "council")
            #expect(try Form(back).shown("why-unsafe") == ["dark", "people"])
            let review = try await answering(site, try await answering(site, changed))
            #expect(try Form(review).section == "review")
            #expect(!review.text.contains("question.why-unsafe.text"))
            #expect(try await answering(site, review, action: "send").status == 303)
        }
    }

    @Test("Sending without a required answer leads back to its question")
    func missingAtTheEnd() async throws {
        try await withSmallSite { site in
            let place = try await site.get(path)
            let forged = [
                ("journey", try Form(place).journey), ("section", "review"), ("action", "send"),
            ]
            let refused = try await site.post(forged, to: path)
            let unanswered = try await answering(site, place)

            for page in [refused, unanswered] {
                #expect(page.status == 422)
                #expect(try Form(page).section == "place")
                #expect(page.text.contains("href=\"#i-safe-at-night\""))
            }
            #expect(try await site.fixture.holdings(of: openRound).accepted == 0)
        }
    }

    @Test("Two values for one choice are no answer, and neither is one of another question")
    func forgedValues() async throws {
        try await withSmallSite { site in
            let place = try await site.get(path)
            let two = try await answering(
                site, place, [("safe-at-night", "unsafe"), ("safe-at-night", "very-safe")])
            let foreign = try await answering(site, place, [("safe-at-night", "woman")])
            let twoNumbers = try await answering(
                site, place,
                [("safe-at-night", "very-safe"), ("years-here", "1"), ("years-here", "2")])

            for page in [two, foreign, twoNumbers] {
                #expect(page.status == 422)
                #expect(try Form(page).section == "place")
                #expect(page.text.contains("class=\"problems\""))
            }
        }
    }

    @Test("An answer to a question of another page, or of a closed branch, is not taken")
    func answersOfOtherPages() async throws {
        try await withSmallSite { site in
            let council = try await answering(
                site, try await site.get(path),
                [("safe-at-night", "very-safe"), ("gender", "man"), ("wish", "X")])
            let aboutYou = try await answering(site, council)

            #expect(try Form(council).shown("wish") == [""])
            #expect(try Form(aboutYou).shown("gender") == [])
        }
    }

    @Test("Line breaks as browsers send them become one, and control characters go")
    func lineBreaks() async throws {
        try await withSmallSite { site in
            let council = try await answering(
                site, try await site.get(path), [("safe-at-night", "very-safe")])
            let stayed = try await answering(
                site, council, [("wish", "\r\nett\r\ntvå\rtre\u{0}\u{1B}[31m\n")], action: "stay")

            #expect(try Form(stayed).shown("wish") == ["ett\ntvå\ntre[31m"])
        }
    }

    @Test(
        "The review leads to each page, and nonsense leads nowhere",
        arguments: [
            ("page:place", "place"), ("page:about-you", "about-you"), ("back", "about-you"),
            ("page:", "review"),
            ("page:nowhere", "review"), ("page:\"><script>", "review"),
            ("page:page:place", "review"), ("", "review"),
            ("SEND", "review"), ("stay", "review"),
        ])
    func reviewActions(_ action: String, _ section: String) async throws {
        try await withSmallSite { site in
            let council = try await answering(
                site, try await site.get(path), [("safe-at-night", "very-safe")])
            let review = try await answering(site, try await answering(site, council))
            let page = try await answering(site, review, action: action)

            #expect(page.status == 200)
            #expect(try Form(page).section == section)
            #expect(!page.text.contains("<script>"))
            #expect(try await site.fixture.holdings(of: openRound).accepted == 0)
        }
    }

    @Test("A section that the survey doesn't have shows the review, and stores nothing")
    func unknownSection() async throws {
        try await withSmallSite { site in
            let journey = try Form(try await site.get(path)).journey
            let page = try await site.post(
                [("journey", journey), ("section", attack), ("action", "next")], to: path)

            #expect(page.status == 200)
            #expect(try Form(page).section == "review")
            #expect(!page.text.contains("<script>"))
        }
    }

    @Test(
        "A link that names a place answers for the place; one that names none of ours leaves it open"
    )
    func places() async throws {
        try await withShippedSite { site in
            let address = "/sv/d/anlaggning-2026/svara"
            let known = try await site.get(address + "?site=sydpoolen")
            let unknown = try await site.get(
                address + "?site=\(attack.replacing("\"", with: "%22"))")
            let review = try await answering(site, known, at: address)

            #expect(review.text.contains("Sydpoolen"))
            #expect(unknown.status == 200)
            #expect(!unknown.text.contains("<script>"))
            #expect(try !Form(known).names.contains("q-site"))
        }
    }
}
