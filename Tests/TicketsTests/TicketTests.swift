import Foundation
import TestSupport
import Testing

@testable import Tickets

@Suite("Tickets")
struct TicketTests {
    private static let key = Result { try TicketSigningKey() }
    private let message = (1...32).map { UInt8($0) }

    @Test("A ticket of the round's key is good, and one of another round's isn't")
    func ownKeyOnly() throws {
        let (key, other) = (try Self.key.get(), try TicketSigningKey())

        let ticket = try key.ticket(of: message)

        #expect(key.publicKey.hasSigned(ticket))
        #expect(!other.publicKey.hasSigned(ticket))
    }

    @Test("A ticket with any single bit changed is no ticket")
    func alteredTickets() throws {
        let key = try Self.key.get()
        let bytes = try key.ticket(of: message).bytes

        for place in stride(from: 0, to: bytes.count, by: 7) {
            var altered = bytes
            altered[place] ^= 1 << UInt8(place % 8)

            #expect(try !key.publicKey.hasSigned(#require(Ticket(altered))), "byte \(place)")
        }
    }

    @Test("A ticket is the same after it was carried as text, and a text of another length is none")
    func textAndBack() throws {
        let ticket = try Self.key.get().ticket(of: message)

        #expect(Ticket(text: ticket.text) == ticket)
        #expect(ticket.text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
        #expect(Ticket(text: String(ticket.text.dropLast(4))) == nil)
        #expect(Ticket(text: ticket.text + "AAAA") == nil)
        #expect(Ticket(text: "*") == nil)
    }

    @Test("The issuer signs the same blinded message the same way, and nothing that isn't one")
    func signing() throws {
        let key = try Self.key.get()
        let blinded = [0] + (1..<256).map { UInt8($0) }

        #expect(try key.sign(blinded: blinded) == key.sign(blinded: blinded))
        #expect(throws: TicketError.notBlinded) { try key.sign(blinded: [1, 2, 3]) }
        #expect(throws: TicketError.notBlinded) {
            try key.sign(blinded: [UInt8](repeating: 0xFF, count: 256))
        }
    }

    @Test("A key is the same after it was written as PEM or kept as DER, and other keys are refused")
    func keyFiles() throws {
        let key = try Self.key.get()

        #expect(try TicketKey(pem: key.publicKey.pem) == key.publicKey)
        #expect(try TicketKey(der: key.publicKey.der) == key.publicKey)
        #expect(try TicketSigningKey(der: key.der).publicKey == key.publicKey)
        #expect(throws: TicketError.notAKey) { try TicketKey(pem: "-----BEGIN PUBLIC KEY-----") }
        #expect(throws: TicketError.notAKey) { try TicketKey(der: key.der) }
    }

    /// The key and its digest are from Python's `cryptography` and `hashlib`.
    @Test("The printed digest is five groups of the key's SHA-256")
    func printedDigest() throws {
        let pem = """
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvnZ5FZHVE4IygFdUYRb0
            CnA/wsWh+oKd5pTfnI9CDYomBjNiKQgybyfqefzqTGZvlj94X1XSW+CHCgdc6DSf
            n/biKqPpje1De5wQvR5qH1qP5L5+PbWl7Q0OgJOLtugE2Iu8cYvdetad0Q9Awev6
            PuHT46i+34lSdk/9R0kwzLtirVGoOv+a/rolSmgBvUdCpskoXXG2z8xjpoXFpj5W
            iLT7Nm67r7ekWkx9sfwqEgQUMCPM5Uli2PJQbLEFmY+uibHnUSXJWNlOvmise9aX
            w2V1exTpwysWMC3/i0BiKxi3EgRak+70/wZppqG+iotJpdvL0UD21hMes9jEoSvR
            NQIDAQAB
            -----END PUBLIC KEY-----

            """

        #expect(try TicketKey(pem: pem).printedDigest == "D9B5-4B44-1B18-ADC4-273A")
        #expect(try TicketKey(pem: pem).pem == pem)
    }

    @Test("Tickets, keys and admissions describe themselves as nothing")
    func silence() throws {
        let key = try Self.key.get()
        let ticket = try key.ticket(of: message)

        for text in [
            "\(ticket)", String(reflecting: ticket), "\(key)", "\(Admission.ticket(ticket))",
        ] {
            #expect(text == "•••")
        }
        var dumped = ""
        dump(Admission.ticket(ticket), to: &dumped)
        dump(key, to: &dumped)
        #expect(dumped.filter { $0.isNumber || $0.isLetter } == "")
    }
}
