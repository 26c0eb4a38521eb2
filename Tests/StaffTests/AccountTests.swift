import TestSupport
import Testing

@testable import Staff

struct AccountTests {
    @Test("A name is one line, whatever letters it has")
    func names() throws {
        #expect(try Account.checkedName("  Åsa   Öberg\n") == "Åsa Öberg")
        #expect(try Account.checkedName("<b>Bo</b>") == "<b>Bo</b>")
        #expect(try Account.checkedName("ليلى") == "ليلى")
        for name in [
            "", "  ", String(repeating: "a", count: 81), "a\u{0}b", "a\u{202E}b", "a\u{200B}b",
            "a\u{E000}",
        ] {
            #expect(throws: StaffError.badName) { try Account.checkedName(name) }
        }
    }

    @Test("An address is written in small letters, without spaces around it")
    func addresses() throws {
        #expect(try EmailAddress(" Anna.Berg@Kommun.Example ").text == "anna.berg@kommun.example")
        #expect(try EmailAddress("åsa@södertälje.se").text == "åsa@södertälje.se")
        for address in [
            "", "anna", "@kommun.se", "anna@", "anna@kommun", "a b@kommun.se", "a@b@kommun.se",
            "anna@kommun.se\r\nBcc: x", "<anna@kommun.se>", "anna@-.",
            String(repeating: "a", count: 250) + "@kommun.se",
        ] {
            #expect(throws: StaffError.badEmail, "\(address)") { try EmailAddress(address) }
        }
    }

    @Test("Ids are random and of sixteen digits")
    func ids() {
        var generator = SeededGenerator(seed: 8)
        let ids = (0..<100).map { _ in AccountID.random(using: &generator).value }

        #expect(Set(ids).count == 100)
        #expect(ids.allSatisfy { $0.count == 16 && $0.allSatisfy(\.isHexDigit) })
    }

    @Test("Nothing that was typed describes itself")
    func silence() {
        let attempt = SignInAttempt(email: "anna", password: "hemligt", network: "n", browser: nil)
        let new = NewAccount(
            name: "Anna", email: "anna", password: "hemligt", repeatedPassword: "hemligt",
            language: "sv")
        for value: Any in [
            attempt, new, PasswordChange(current: "hemligt", new: "hemligt", repeated: "hemligt"),
            CodeAttempt(ticket: "hemligt", code: "hemligt", network: "hemligt", browser: nil),
        ] {
            var dumped = ""
            dump(value, to: &dumped)
            #expect("\(value)" == "•••")
            #expect(!dumped.contains("hemligt") && !dumped.contains("anna"))
        }
    }
}
