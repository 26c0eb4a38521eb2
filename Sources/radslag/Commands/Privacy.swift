import ArgumentParser
import Dialogues
import Foundation
import Localization
import Pages
import Pipeline
import PrivacyDocuments
import PublicSite
import Reports
import SurveyDefinition

/// `radslag privacy`: what a round keeps and how it is protected, as a document for who has to judge it.
struct PrivacyCommand: AsyncParsableCommand {
    enum Document: String, ExpressibleByArgument, CaseIterable {
        case sheet, dpia
    }

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case html, docx
    }

    static let configuration = CommandConfiguration(
        commandName: "privacy",
        abstract: "Writes what a round keeps, for the data-protection officer or as a draft DPIA.",
        discussion: """
            Everything in it is read off the survey that the round asks, the round's level of anonymity, the policy \
            and the population table. What only the municipality knows is a marked gap.

            Examples:
              radslag privacy trygghet-2026 --document sheet --format html --output blad.html
              radslag privacy trygghet-2026 --document dpia --format docx --output konsekvensbedomning.docx
            """)

    @Argument(help: "The round's id.") var id: String
    @ArgumentParser.Option(
        help:
            "sheet for the data-protection officer, or dpia for the draft of an impact assessment.")
    var document: Document
    @ArgumentParser.Option(help: "html or docx.") var format: Format = .docx
    @ArgumentParser.Option(help: "The language's tag.") var language: String = Locales.source.value
    @ArgumentParser.Option(help: "The file to write; standard output when left out.") var output:
        String?
    @OptionGroup var folders: FolderOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        let reading = try Reading.read(folders)
        let text = try reading.localizer(of: language)
        let consultation = try DataFolder(data).open(reading)
        let round = try await consultation.round(RoundID(id))
        let survey = try await consultation.survey(of: round)
        let facts = PrivacyFacts(
            of: survey, in: round,
            among: round.sampling.isOfResidents
                ? reading.definitions.population(for: survey) : nil)
        let settings = Settings()
        let context = PrivacyContext(
            facts,
            controller: DataController(name: settings.municipality, contact: settings.contact),
            languages: reading.locales.languages,
            pageAddress: settings.address.map {
                privacyAddress(of: round.id, in: text.language.tag, at: $0)
            },
            softwareVersion: Consultation.softwareVersion)
        try write(content(of: context, in: text))
    }

    private func content(of context: PrivacyContext, in text: Localizer) throws -> Data {
        let made =
            switch document {
            case .sheet: dataProtectionSheet(context, in: text)
            case .dpia: impactAssessment(context, in: text)
            }
        switch format {
        case .docx: return made.docx
        case .html:
            let style = SiteStyle.text(for: try SiteColour(Settings().colour))
            let page = htmlDocument(
                body: made.html, title: made.title.string, language: made.language,
                stylesheet: style + PrivacyDocument.ownStyle)
            return Data(page.utf8)
        }
    }

    /// A file is written whole or not at all.
    private func write(_ content: Data) throws {
        guard let output else { return FileHandle.standardOutput.write(content) }
        do {
            try content.write(to: URL(filePath: output), options: .atomic)
        } catch {
            throw CommandFault("\(output) can't be written. Is the folder there, and writable?")
        }
    }
}
