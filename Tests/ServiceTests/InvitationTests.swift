import Answering
import Foundation
import GRDB
import TestSupport
import Testing

/// A round of level `code`, from the commands that issue its codes to the disk when it has closed.
extension ServiceTests {
    @Suite("Invitation codes")
    struct InvitationTests {
        private static let round = "urval-2026"
        private static let base = "https://radslag.example.se"

        /// Runs `body` with a service whose round has codes, and the codes as the letter service gets them.
        private func withCodes(
            _ count: Int, body: (RunningService, [String]) async throws -> Void
        ) async throws {
            try await withService { service in
                let installation = service.installation
                try await installation.succeed(
                    "round", "create", Self.round, "--survey", "medborgardialog", "--period",
                    "2026", "--sampling", "census", "--anonymity", "code")
                try await installation.succeed(
                    "invitations", "create", Self.round, "--count", "\(count)", "--output",
                    "codes.csv", "--link-base", Self.base)
                let file = installation.folder.appending(path: "codes.csv")
                let lines = try String(contentsOf: file, encoding: .utf8).split(
                    whereSeparator: \.isNewline)
                // The letter service has the list; the disk that is searched has not.
                try FileManager.default.removeItem(at: file)
                try await installation.succeed("round", "open", Self.round)
                try await body(service, lines.dropFirst().map { String($0.prefix { $0 != "," }) })
            }
        }

        @Test("The file of codes is new, its owner's alone, and has a link and a drawing for each")
        func file() async throws {
            try await withInstallation { installation in
                let round = [
                    "round", "create", Self.round, "--survey", "trygghet", "--period", "2026",
                    "--anonymity", "code",
                ]
                let create = [
                    "invitations", "create", Self.round, "--count", "12", "--output", "codes.csv",
                    "--qr", "drawings", "--link-base", Self.base,
                ]
                #expect(try await installation.run(round).status != 0)
                try await installation.succeed(round + ["--sampling", "probability"])
                try await installation.succeed(create)
                let again = try await installation.run(create)

                let file = installation.folder.appending(path: "codes.csv")
                let rows = try String(contentsOf: file, encoding: .utf8)
                    .components(separatedBy: "\r\n").map { $0.components(separatedBy: ",") }
                #expect(rows.first == ["code", "link", "qr", "key"])
                #expect(rows.count == 14 && rows.last == [""])
                for (number, row) in rows.dropFirst().dropLast().enumerated() {
                    #expect(row[1] == "\(Self.base)/d/\(Self.round)?kod=\(row[0])")
                    #expect(row[3].isEmpty)
                    #expect(Int(row[2].replacing(".svg", with: "")) == number + 1)
                    let drawing = installation.folder.appending(path: "drawings/\(row[2])")
                    let svg = try String(contentsOf: drawing, encoding: .utf8)
                    // The three corners by which a camera finds the code begin after the quiet zone.
                    #expect(svg.contains("M4 4h7v1h-7z"))
                }
                for path in [file, installation.folder.appending(path: "drawings/0000001.svg")] {
                    let attributes = try FileManager.default.attributesOfItem(atPath: path.path)
                    #expect(attributes[.posixPermissions] as? Int == 0o600)
                }
                #expect(again.status != 0)
                #expect(again.complaints.contains("exists already"))
                let list = try await installation.succeed("invitations", "list", Self.round)
                #expect(list == "\(Self.round): 12 codes issued, at least 0 used\n")
            }
        }

        @Test(
            "Codes are found nowhere on the disk: not used ones, unused ones, refused or mistyped ones"
        )
        func canaries() async throws {
            try await withCodes(30) { service, codes in
                var never = Canaries(seed: 4)
                for (index, code) in codes.prefix(24).enumerated() {
                    try await submit(code, text: "text \(index)", 201, service.wire)
                }
                try await submit(codes[0], text: "again", 403, service.wire)
                try await submit(
                    never.plant(in: "a code that is none"), text: "none", 403, service.wire)
                for page in ["", "/svara"] {
                    _ = try await service.wire.get("/sv/d/\(Self.round)\(page)?kod=\(codes[25])")
                }
                try expectNone(of: codes, in: service.installation)
                #expect(never.found(in: try DiskSearch(below: service.installation.folder)) == [])

                try await service.installation.succeed("round", "close", Self.round)
                #expect(try await service.stop() == 0)

                try expectNone(of: codes, in: service.installation)
                #expect(never.found(in: try DiskSearch(below: service.installation.folder)) == [])
                #expect(try service.installation.keptTexts().count == 24)
                let left = try service.installation.read { database in
                    try Int.fetchOne(
                        database,
                        sql: "SELECT count(*) + (SELECT count(code_key) FROM round) FROM invitation"
                    )
                }
                #expect(left == 0)
            }
        }

        @Test("The invitations lie in no order of use, and nothing of them lies beside an answer")
        func order() async throws {
            try await withCodes(120) { service, codes in
                let before = try digests(in: service.installation)
                for (index, code) in codes.prefix(60).enumerated() {
                    try await submit(code, text: "text \(index)", 201, service.wire)
                }

                let after = try digests(in: service.installation)
                let counts = try await service.installation.succeed(
                    "invitations", "list", Self.round)
                #expect(after.map(\.digest) == before.map(\.digest))
                #expect(before.allSatisfy { !$0.isUsed })
                #expect(after.count(where: \.isUsed) == 60)
                #expect(counts == "\(Self.round): 120 codes issued, at least 50 used\n")
                let columns = try service.installation.read { database in
                    try database.columns(in: "invitation").map(\.name)
                }
                #expect(columns == ["round", "digest", "is_used"])

                try await service.installation.succeed("round", "close", Self.round)
                let bytes = try Data(contentsOf: service.installation.database)
                #expect(after.filter { bytes.range(of: $0.digest) != nil }.isEmpty)
            }
        }

        // MARK: Parts

        private func submit(
            _ code: String, text: String, _ status: Int, _ wire: Wire,
            sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let document: [String: any Sendable] = [
                "submissionKey": UUID().uuidString, "code": code,
                "answers": ["area-change": text],
            ]
            let reply = try await wire.send(
                .init(
                    method: "POST", path: "/api/v1/rounds/\(Self.round)/responses",
                    headers: [("Content-Type", "application/json")],
                    body: try JSONSerialization.data(withJSONObject: document)))
            #expect(reply.status == status, sourceLocation: sourceLocation)
        }

        /// Looks for the codes as they are printed and without their hyphens, in every disguise, and for
        /// their bytes.
        private func expectNone(
            of codes: [String], in installation: Installation,
            sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let search = try DiskSearch(below: installation.folder)
            for code in codes {
                for text in [code.lowercased(), code.lowercased().replacing("-", with: "")] {
                    #expect(search.places(of: text) == [], sourceLocation: sourceLocation)
                }
                let bytes = Data(try #require(InvitationCode(typed: code)).bytes)
                let holding = search.files.filter { $0.bytes.range(of: bytes) != nil }
                #expect(holding.map(\.path) == [], sourceLocation: sourceLocation)
            }
        }

        private func digests(in installation: Installation) throws -> [(digest: Data, isUsed: Bool)]
        {
            try installation.read { database in
                try Row.fetchAll(database, sql: "SELECT digest, is_used FROM invitation").map {
                    ($0[0], $0[1])
                }
            }
        }
    }
}
