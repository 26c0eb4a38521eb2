import TestSupport
import Testing

@testable import Staff

struct PasswordTests {
    private let common = CommonPasswords(also: ["Hovsjö", "Lina hage", "Brunnsäng"])

    @Test(
        "A password that everybody tries first is refused, with a year or a sign at its end as well",
        arguments: [
            "password1234", "Password1234", "P@ssw0rd1234", "PASSWORD!!!!", "lösenord2026",
            "Losenord2026!", "sommarsommar", "sommar2026!!", "Välkommen2026", "qwertyuiopåa",
            "qwertyuiop[]", "asdfghjklzxcv", "123456789012", "abcdefghijkl", "aaaaaaaaaaaa",
            "abababababab", "södertälje2026", "sodertalje123", "SödertäljeKommun", "hovsjö202620",
            "linahage2026", "brunnsäng!2026", "administratör", "sunshine2026", "iloveyou1234",
            "1qaz2wsx3edc", "trustno1trustno1", "dragonmonkey", "fotbollhockey1",
        ])
    func refusesCommon(_ password: String) {
        #expect(throws: StaffError.passwordTooCommon, "\(password)") {
            try Password(password, unlike: common)
        }
    }

    @Test(
        "Words that have nothing to do with each other are taken, without a digit or a sign",
        arguments: [
            "korrekt häst batteri", "blåbär under trappan", "x7#kQ!v0zRp2",
            "tio lila gäddor dansar",
            "ثلاث قطط زرقاء", "kolme sinistä kissaa", "gratis asfalt krona",
        ])
    func takesOthers(_ password: String) throws {
        _ = try Password(password, unlike: common)
    }

    @Test("The length counts in characters as a person sees them, and nothing else is asked for")
    func length() throws {
        #expect(throws: StaffError.passwordTooShort) {
            try Password("xk zq vw pt", unlike: common)
        }
        _ = try Password("xk zq vw ptj", unlike: common)
        // Twelve signs of four bytes each, and eleven.
        _ = try Password("🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧", unlike: common)
        #expect(throws: StaffError.passwordTooShort) {
            try Password("🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔", unlike: common)
        }
        #expect(throws: StaffError.passwordTooLong) {
            try Password(String(repeating: "xk zq vw pt ", count: 50), unlike: common)
        }
    }

    @Test("One's own name and address are words that others try")
    func own() {
        for password in ["AnnaLindqvist1", "lindqvist2026", "anna.lindqvist@"] {
            #expect(throws: StaffError.passwordTooCommon, "\(password)") {
                try Password(
                    password, unlike: common,
                    and: ["Anna Lindqvist", "anna.lindqvist@kommun.example"])
            }
        }
    }

    @Test("The shipped list has more than a thousand passwords of eight signs or more")
    func shippedList() {
        let list = String(decoding: PackageResources.CommonPasswords_txt, as: UTF8.self)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }

        #expect(list.filter { $0.count >= 8 }.count > 1500)
        #expect(Set(list).count == list.count)
        #expect(list.allSatisfy { $0.allSatisfy(\.isASCII) && $0 == $0.lowercased() })
        #expect(CommonPasswords().count == list.count)
    }

    @Test("A hash is its password's, however the keyboard wrote it, and no other's")
    func hashing() throws {
        let cost = PasswordHash.Cost(logRounds: 4, blockSize: 8, parallelism: 1)
        var generator = SeededGenerator(seed: 6)
        let password = try Password("blåbär under trappan", unlike: common)

        let hash = PasswordHash(of: password, cost: cost, using: &generator)
        let again = PasswordHash(of: password, cost: cost, using: &generator)

        #expect(hash.matches("blåbär under trappan"))
        // The same letters, each followed by its accent.
        #expect(hash.matches("bla\u{30A}ba\u{308}r under trappan"))
        for other in ["", "blåbär under trappa", "Blåbär under trappan", "blåbär under trappan "] {
            #expect(!hash.matches(other), "\(other)")
        }
        #expect(hash.encoded != again.encoded)
        #expect(PasswordHash(encoded: hash.encoded) == hash)
        #expect("\(hash)" == "•••" && "\(password)" == "•••")
        #expect(hash.isOutdated(at: .usual) && !hash.isOutdated(at: cost))
    }

    @Test("What is no hash isn't read as one")
    func badHashes() {
        for text in [
            "", "$scrypt$", "$2b$12$abc", "$scrypt$ln=99,r=8,p=1$AAAA$AAAA",
            "$scrypt$ln=15,r=8,p=3$AAAA$AAAA",
            "$scrypt$ln=0,r=8,p=3$AAAA$" + String(repeating: "A", count: 43),
        ] {
            #expect(PasswordHash(encoded: text) == nil, "\(text)")
        }
    }

    @Test("Nobody has a password: whatever is tried on an unknown account is wrong")
    func nobody() {
        #expect(!PasswordHash.ofNobody.matches(""))
    }

    /// Source: RFC 7914, section 12, third vector.
    @Test("Scrypt is RFC 7914's")
    func vector() throws {
        let expected = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        let bytes = try #require(
            PasswordHash.scrypt(
                Array("pleaseletmein".utf8), salt: Array("SodiumChloride".utf8),
                cost: .init(logRounds: 14, blockSize: 8, parallelism: 1)) as [UInt8]?)

        #expect(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == expected)
    }
}
