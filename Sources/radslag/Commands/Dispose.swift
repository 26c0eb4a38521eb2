import ArgumentParser
import Dialogues
import Foundation
import Pipeline
import SurveyDefinition

/// `radslag dispose`: disposes of what a closed round holds, with a written proof.
struct DisposeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispose",
        abstract: "Disposes of a closed round's texts or answers for good, with a written proof.",
        discussion: """
            Releases that are published stay. Copies of the database that were made before still hold what \
            is disposed of here: delete them too.

            Examples:
              radslag dispose --due
              radslag dispose trygghet-2024 --what texts --proof trygghet-2024-texts.json
              radslag dispose trygghet-2024 --proof trygghet-2024.json
              radslag dispose --list
            """)

    @Argument(help: "The round's id.") var id: String?
    @ArgumentParser.Option(help: "What of it: texts, answers or all.")
    var what: String = DisposalScope.all.rawValue
    @ArgumentParser.Option(help: "The file that the proof is written to, besides being printed.")
    var proof: String?
    @Flag(help: "Also dispose of answers of which no figure was ever published.")
    var unreleased = false
    @Flag(help: "List every proof of disposal instead.") var list = false
    @Flag(help: "List what is to be disposed of now instead.") var due = false
    @OptionGroup var folders: FolderOptions
    @OptionGroup var data: DataOptions

    func validate() throws {
        guard [id != nil, list, due].count(where: { $0 }) == 1 else {
            throw ValidationError("Give either a round, or --list, or --due.")
        }
        guard DisposalScope(rawValue: what) != nil else {
            throw ValidationError("What is disposed of must be texts, answers or all.")
        }
    }

    func run() async throws {
        let consultation = try DataFolder(data).open(try Reading.read(folders))
        let today = CalendarDay(of: Date())
        if let id {
            try await dispose(of: RoundID(id), today, by: consultation)
        } else if list {
            try await printProofs(of: consultation)
        } else {
            try await printDue(in: today.month, by: consultation)
        }
    }

    private func dispose(
        of round: RoundID, _ today: CalendarDay, by consultation: Consultation
    ) async throws {
        let proof = try await consultation.dispose(
            DisposalScope(rawValue: what) ?? .all, of: round, on: today,
            isUnreleasedAllowed: unreleased)
        let document = try proof.json() + Data("\n".utf8)
        FileHandle.standardOutput.write(document)
        if let file = self.proof { try write(document, to: file) }
    }

    private func write(_ document: Data, to file: String) throws {
        do {
            try document.write(to: URL(filePath: file), options: .atomic)
        } catch {
            throw CommandFault(
                "It is disposed of and the proof is kept, but \(file) can't be written. Run the same command again with another --proof."
            )
        }
    }

    private func printProofs(of consultation: Consultation) async throws {
        for proof in try await consultation.disposals() {
            let deletion = proof.deletion
            let rows = deletion.rows.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            print(
                "\(deletion.round) \(deletion.number): \(deletion.what.rawValue), \(deletion.date), "
                    + "\(rows.joined(separator: ", ")), digest \(proof.digest)")
        }
    }

    private func printDue(in month: CalendarMonth, by consultation: Consultation) async throws {
        let due = try await consultation.dueDisposals(in: month)
        for each in due {
            let closed =
                each.closedIn.map { "closed in \($0)" }
                ?? "closed before the month was kept: see in your own papers whether it is due"
            print(
                "\(each.round): \(each.what.rawValue), \(closed). "
                    + "Dispose of it with: radslag dispose \(each.round) --what \(each.what.rawValue)"
            )
        }
        if due.isEmpty { print("Nothing is due.") }
    }
}
