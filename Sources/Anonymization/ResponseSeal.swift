public import Foundation
public import SurveyDefinition

/// Seals anonymous responses for the mixing pool (AES-256-GCM), bound to their round.
///
/// Every sealed response is padded to a multiple of 512 bytes, so that its length says next to nothing.
public struct ResponseSeal: Sendable {
    private let seal: PaddedSeal

    public init(_ master: MasterKey) {
        seal = PaddedSeal(master, for: "pool")
    }

    /// The response sealed; opening needs the same survey version and round.
    public func seal(_ response: AnonymousResponse, of survey: Survey, in round: RoundID) -> Data {
        seal.seal(PoolCoding.encode(response, of: survey), for: round.value)
    }

    /// Restores what `anonymize` once made.
    ///
    /// - Throws: `BrokenSeal` when it was altered, or sealed for another round or under another key.
    public func open(_ sealed: Data, of survey: Survey, in round: RoundID) throws(BrokenSeal)
        -> AnonymousResponse
    {
        try PoolCoding.decode(try seal.open(sealed, for: round.value), of: survey)
    }
}

/// An anonymous response as text: records with a letter for their kind, fields parted by control characters
/// that no text holds.
enum PoolCoding {
    private static let record: Character = "\u{1E}"
    private static let field: Character = "\u{1F}"

    static func encode(_ response: AnonymousResponse, of survey: Survey) -> String {
        var records = ["C\(response.respondentClass.key)"]
        for block in survey.blocks {
            let answers = FragmentCoding.encode(
                response.blocks[block.id] ?? [], to: survey.keptQuestions(in: block.id), in: survey)
            records.append("B\(block.id)\(field)\(answers)")
        }
        records += response.detachedAnswers.map { "D\($0.key)\(field)\($0.value.key)" }
        records += response.texts.map { "T\($0.key)\(field)\($0.value)" }
        return records.joined(separator: String(record))
    }

    static func decode(_ text: String, of survey: Survey) throws(BrokenSeal) -> AnonymousResponse {
        var respondentClass = RespondentClass()
        var blocks: [BlockID: [KeptAnswer]] = [:]
        var detached: [QuestionID: KeptAnswer] = [:]
        var texts: [QuestionID: String] = [:]
        for line in text.split(separator: record) {
            let fields = line.dropFirst().split(
                separator: field, maxSplits: 1, omittingEmptySubsequences: false
            )
            .map(String.init)
            switch (line.first, fields.count) {
            case ("C", 1): respondentClass = RespondentClass(key: fields[0])
            case ("B", 2):
                let block = BlockID(fields[0])
                blocks[block] = FragmentCoding.decode(
                    fields[1], to: survey.keptQuestions(in: block), in: survey)
            case ("D", 2): detached[QuestionID(fields[0])] = KeptAnswer(key: fields[1])
            case ("T", 2): texts[QuestionID(fields[0])] = fields[1]
            default: throw BrokenSeal()
            }
        }
        return AnonymousResponse(
            respondentClass: respondentClass, blocks: blocks, detachedAnswers: detached,
            texts: texts)
    }
}

extension Survey {
    /// The questions whose answers make a fragment of this block, in order.
    public func keptQuestions(in block: BlockID) -> [Question] {
        questions(in: block).filter { !$0.isDetached }
    }
}
