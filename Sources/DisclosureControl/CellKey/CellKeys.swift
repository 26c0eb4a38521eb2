import Foundation
public import Indicators

/// The cell keys of a round: what decides a count's noise, the same wherever the same respondents
/// are counted.
///
/// The finest cell is those of one class who gave one answer to one question. Its key is derived
/// from what it is and how many it counts; the key of any union of finest cells is the sum of
/// theirs. So two tables that come to the same respondents by different ways show the same count,
/// and asking often averages nothing out.
///
/// The method as first described draws a key for every *record*. Here the key of a finest cell of
/// one would then be that record's own, in every question, and whoever held the counts and the keys
/// could join the answers of one response, which the anonymisation has just taken apart. A key per
/// finest cell keeps what the method needs, since every published count is a union of finest cells,
/// and belongs to no response.
///
/// Source: Fraser and Wooton (2005), "A proposed method for confidentialising tabular output to
/// protect against differencing", UNECE work session on statistical data confidentiality, Geneva.
public struct CellKeys: Sendable {
    /// Those of one class who gave one answer to one question.
    struct FinestCell: Sendable, Hashable {
        let question: String
        /// The class's own key.
        let respondentClass: String
        let answer: String
        /// How many they are.
        let count: Int
    }

    private let secret: CellKeySecret
    private let round: String

    /// - Parameter round: keys of different rounds have nothing to do with each other, so that the
    ///   noise does not cancel out of a change over time.
    public init(secret: CellKeySecret, round: String) {
        self.secret = secret
        self.round = round
    }

    /// The first 32 bits of HMAC-SHA256 over round, question, class, answer and count; zero for a
    /// cell of nobody, which adds nothing to a union.
    func key(of cell: FinestCell) -> UInt32 {
        if cell.count == 0 { return 0 }
        let fields = [round, cell.question, cell.respondentClass, cell.answer, String(cell.count)]
        return secret.authenticationCode(of: CellKeys.message(fields)).prefix(4)
            .reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The key of a union: the sum of the cells' keys modulo 2³², whatever their order.
    ///
    /// - Precondition: no cell is there twice.
    func key(of cells: some Sequence<FinestCell>) -> UInt32 {
        cells.reduce(0) { $0 &+ key(of: $1) }
    }

    /// The keys as `tabulate` asks for them: of a question's answer in a class, from its count.
    public var keying: CellKeying {
        { cell, count in
            key(
                of: FinestCell(
                    question: cell.question.value,
                    respondentClass: cell.respondentClass?.key ?? "", answer: cell.answer.key,
                    count: count))
        }
    }

    /// Every field after its length, so that different fields are different messages.
    private static func message(_ fields: [String]) -> Data {
        fields.reduce(into: Data()) { message, field in
            message.append(contentsOf: "\(field.utf8.count):".utf8)
            message.append(contentsOf: field.utf8)
        }
    }
}
