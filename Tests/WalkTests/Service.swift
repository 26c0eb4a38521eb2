import Anonymization
import Diagnostics
import Foundation
import Hummingbird
import HummingbirdTesting
import Localization
import Logging
import Pages
import Pipeline
import PublicSite
import Storage
import SurveyDefinition
import TestSupport
import Testing
import Wiring

/// The service as `radslag serve` wires it, with the shipped surveys and a real database.
struct Service {
    let consultation: Consultation
    private let publicSite: PublicSite

    init(in folder: URL) async throws {
        let faults = FaultCollector()
        let definitions = try #require(readDefinitions(from: Project.surveys, reportingTo: faults))
        let locales = try #require(readLocales(from: Project.locales, reportingTo: faults))
        let key = try #require(MasterKey(Array(repeating: 7, count: 32)))
        consultation = Consultation(
            definitions: definitions,
            store: try Store(path: folder.appending(path: "walk.sqlite").path), key: key)
        publicSite = try PublicSite(
            PublicVerbs(of: consultation, sealedBy: PageSeal(key)), locales: locales,
            goals: definitions.goals,
            identity: SiteIdentity(
                municipality: "Södertälje kommun", contact: "kontakt@example.se",
                colour: try SiteColour("#0b5563")),
            rules: .none, logger: Logger(label: "walk") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Runs `body` with a client of the site.
    func site(_ body: @Sendable @escaping (Browser) async throws -> Void) async throws {
        try await browse(publicSite, body)
    }
}

/// Runs `body` with a client of a site.
func browse(
    _ site: PublicSite, _ body: @Sendable @escaping (Browser) async throws -> Void
) async throws {
    try await Application(router: site.router()).test(.router) { client in
        try await body(Browser(client: client))
    }
}

/// A client that does what a browser without JavaScript does.
struct Browser {
    let client: any TestClientProtocol

    func get(_ path: String) async throws -> String {
        let response = try await client.execute(uri: path, method: .get)
        #expect(response.status == .ok, "GET \(path)")
        return String(buffer: response.body)
    }

    /// Sends a form; a redirect is followed.
    func post(_ path: String, _ fields: [(String, String)]) async throws -> String {
        let body = fields.map { "\($0.0.formEncoded)=\($0.1.formEncoded)" }.joined(separator: "&")
        let response = try await client.execute(
            uri: path, method: .post, headers: [.contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: body))
        if response.status == .seeOther, let location = response.headers[.location] {
            return try await get(location)
        }
        #expect(response.status == .ok, "POST \(path)")
        return String(buffer: response.body)
    }
}

extension String {
    var formEncoded: String {
        addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

/// Somebody who answers some questions of a survey and skips the others, page by page.
struct Resident {
    let language: String
    let answers: [String: String]

    func answer(_ round: RoundID, through browser: Browser) async throws {
        let path = "/\(language)/d/\(round)/svara"
        var page = try await browser.get(path)
        while let section = page.value(of: "section"), section != "review" {
            let direction = language == "ar" ? "rtl" : "ltr"
            #expect(page.contains("<html lang=\"\(language)\" dir=\"\(direction)\">"))
            var fields = [
                ("journey", try #require(page.value(of: "journey"))), ("section", section),
                ("action", "next"),
            ]
            for (question, code) in answers where page.contains("name=\"q-\(question)\"") {
                fields.append(("q-\(question)", code))
            }
            page = try await browser.post(path, fields)
        }
        let journey = try #require(page.value(of: "journey"))
        page = try await browser.post(
            path, [("journey", journey), ("section", "review"), ("action", "send")])
        #expect(page.contains("/\(language)/d/\(round)/resultat"))
    }
}

extension String {
    /// The value of a hidden field.
    func value(of field: String) -> String? {
        firstMatch(of: try! Regex("name=\"\(field)\" value=\"([^\"]*)\"")).flatMap {
            $0.output[1].substring.map(String.init)
        }
    }
}
