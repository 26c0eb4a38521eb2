import Anonymization
import ArgumentParser
import Diagnostics
import Dialogues
import Foundation
import Issuing
import Localization
import Pipeline
import Storage
import SurveyDefinition
import SurveyDrafts
import Tickets

/// Definitions and texts, read and checked.
struct Reading {
    let definitions: Definitions
    let locales: Locales
    let templates: DialogueTemplates
    let diagnostics: [Diagnostic]

    /// Reads both folders; every fault is in `diagnostics`.
    ///
    /// - Throws: `ExitCode.failure` after saying what is wrong, when the service can't run on what is there.
    static func read(_ folders: FolderOptions) throws -> Reading {
        let faults = FaultCollector()
        let (definitions, locales, templates) = read(folders, reportingTo: faults)
        let unusable = faults.diagnostics.filter { $0.consequence == .unusable }
        guard let definitions, let locales, unusable.isEmpty else {
            for diagnostic in unusable { Console.complain("\(diagnostic)") }
            throw ExitCode.failure
        }
        return Reading(
            definitions: definitions, locales: locales, templates: templates,
            diagnostics: faults.diagnostics)
    }

    /// The files of the surveys, which drafts begin with.
    static func shipped(_ reading: Reading, in folders: FolderOptions) -> [SurveyID: SurveyDraft] {
        let settings = Settings()
        return shippedDrafts(
            of: reading.definitions,
            in: settings.folder("surveys", flag: folders.surveys, usual: "Surveys"),
            texts: settings.folder("locales", flag: folders.locales, usual: "Locales"),
            locales: reading.locales)
    }

    /// The texts in a language that somebody asks for by its tag.
    ///
    /// - Throws: `ValidationError`, which lists the languages that there are.
    func localizer(of language: String) throws -> Localizer {
        guard let tag = LanguageTag(language), locales.language(tag) != nil else {
            let known = locales.languages.map(\.tag.value).joined(separator: ", ")
            throw ValidationError("There are no texts in '\(language)'. Use one of: \(known).")
        }
        return locales.localizer(for: tag)
    }

    static func read(
        _ folders: FolderOptions, reportingTo faults: FaultCollector
    ) -> (Definitions?, Locales?, DialogueTemplates) {
        let settings = Settings()
        let surveys = settings.folder("surveys", flag: folders.surveys, usual: "Surveys")
        let definitions = readDefinitions(from: surveys, reportingTo: faults)
        let locales = readLocales(
            from: settings.folder("locales", flag: folders.locales, usual: "Locales"),
            reportingTo: faults)
        guard let definitions, let locales else { return (definitions, locales, .none) }
        checkTexts(of: definitions, in: locales, reportingTo: faults)
        let templates = readDialogueTemplates(
            from: surveys, naming: definitions, in: locales, reportingTo: faults)
        return (definitions, locales, templates)
    }
}

/// The service's data folder: one database and one secret, and the same of the issuer of tickets.
struct DataFolder {
    let url: URL

    init(_ options: DataOptions) {
        url = Settings().folder("data", flag: options.data, usual: ".radslag")
    }

    private init(url: URL) { self.url = url }

    /// The folder that somebody names, with a database in it; `nil` when nobody does, or when the service that the
    /// environment names hasn't started yet.
    ///
    /// - Throws: `CommandFault` when there is no database where the flag says.
    static func given(_ flag: String?) throws(CommandFault) -> DataFolder? {
        guard let url = Settings().givenFolder("data", flag: flag) else { return nil }
        let folder = DataFolder(url: url)
        if folder.hasService { return folder }
        guard flag == nil else {
            throw CommandFault("There is no database in \(url.path). Is it the service's folder?")
        }
        return nil
    }

    var database: URL { url.appending(path: "radslag.sqlite") }
    var secret: SecretFile { SecretFile(url: url.appending(path: "secret")) }

    var issuerDatabase: URL { url.appending(path: "issuer.sqlite") }
    var issuerSecret: SecretFile { SecretFile(url: url.appending(path: "issuer-secret")) }
    var hasService: Bool { FileManager.default.fileExists(atPath: database.path) }
    var hasIssuer: Bool { FileManager.default.fileExists(atPath: issuerDatabase.path) }

    /// Opens the issuer's database and its secret, making both the first time.
    func openIssuer() throws -> TicketIssuer {
        try makeFolder()
        return try TicketIssuer(
            path: issuerDatabase.path, key: try issuerSecret.read(besideDatabase: issuerDatabase))
    }

    /// The issuer in this folder, if it has prepared the round.
    func issuer(of round: RoundID) async throws -> (issuer: TicketIssuer, terms: TicketTerms)? {
        guard hasIssuer else { return nil }
        let issuer = try openIssuer()
        return try await issuer.terms(of: round).map { (issuer, $0) }
    }

    private func makeFolder() throws {
        // Nobody else reads what is made here: not the database, not the secret.
        umask(0o077)
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw CommandFault("The folder \(url.path) can't be made. Choose another with --data.")
        }
    }

    /// Opens the database and the secret, making both at the first start.
    func open(_ reading: Reading) throws -> Consultation {
        try makeFolder()
        let key = try secret.read(besideDatabase: database)
        return Consultation(
            definitions: reading.definitions,
            store: try Store(path: database.path, sealingTextsBy: TextSeal(key)), key: key,
            languages: reading.locales.languages.map(\.tag.value), locales: reading.locales)
    }
}

/// What keeps a command from being carried out, told in a sentence that says what to do.
struct CommandFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// What a person at the terminal reads: results on standard output, everything else on standard error.
enum Console {
    static func complain(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// Says something at once, also where standard output is a file or a journal, which `print` fills in blocks.
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// Rewrites the last line, when somebody is watching.
    static func progress(_ line: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data(("\r" + line).utf8))
    }

    static func endProgress() {
        guard isatty(STDERR_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data("\n".utf8))
    }
}
