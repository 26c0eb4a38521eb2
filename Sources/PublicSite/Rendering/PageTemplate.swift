import NIOCore
import SurveyDefinition

/// A page that was rendered once and is filled many times: ready bytes, and places where requests differ.
///
/// Rendering a page by its template takes a thousand times as long as copying bytes, so that each page of a
/// survey is rendered once per version and language, with marks in it, and cut at the marks.
struct PageTemplate: Sendable {
    indirect enum Piece: Sendable {
        case bytes(ByteBuffer)
        /// Something that a request fills in.
        case slot(Slot)
        /// Something that a request shows or leaves out.
        case group(Slot, [Piece])
    }

    private let pieces: [Piece]
    /// About as many bytes as a filled page has.
    private let usualSize: Int

    /// - Precondition: the marks in `html` were made by `marks` and every group is ended.
    init(_ html: String, cutAt marks: Marks) {
        var levels: [(slot: Slot?, pieces: [Piece])] = [(nil, [])]
        var text = ""
        var number: String?
        func endText() {
            guard !text.isEmpty else { return }
            levels[levels.count - 1].pieces.append(.bytes(ByteBuffer(string: text)))
            text = ""
        }
        for character in html {
            switch (character, number) {
            case (Marks.slotStart, nil), (Marks.groupStart, nil):
                endText()
                number = String(character)
            case (Marks.groupEnd, nil):
                endText()
                let group = levels.removeLast()
                guard let slot = group.slot, !levels.isEmpty else {
                    preconditionFailure("A group ends that never began.")
                }
                levels[levels.count - 1].pieces.append(.group(slot, group.pieces))
            case (Marks.end, let digits?):
                let slot = marks.slots[Int(digits.dropFirst()) ?? 0]
                if digits.first == Marks.groupStart {
                    levels.append((slot, []))
                } else {
                    levels[levels.count - 1].pieces.append(.slot(slot))
                }
                number = nil
            case (_, .some): number?.append(character)
            case (_, nil): text.append(character)
            }
        }
        endText()
        precondition(levels.count == 1, "A group has no end.")
        pieces = levels[0].pieces
        usualSize = html.utf8.count + 1024
    }

    /// The page with its slots filled.
    func filled(by values: some PageValues) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(usualSize)
        Self.write(pieces, filledBy: values, to: &buffer)
        return buffer
    }

    private static func write(
        _ pieces: [Piece], filledBy values: some PageValues, to buffer: inout ByteBuffer
    ) {
        for piece in pieces {
            switch piece {
            case .bytes(let bytes): buffer.writeImmutableBuffer(bytes)
            case .slot(let slot): values.write(slot, to: &buffer)
            case .group(let slot, let pieces):
                if values.shows(slot) { write(pieces, filledBy: values, to: &buffer) }
            }
        }
    }
}

/// What differs from request to request on a page of a survey.
enum Slot: Sendable, Hashable {
    /// The sealed journey.
    case journey
    case step
    case steps
    /// Shown when something on the page has to be put right.
    case problems
    case problemsHeading
    case problemList
    /// Shown when there is a page before this one.
    case previous
    /// Shown when the question is on the path.
    case question(QuestionID)
    /// Shown when one of the section's questions is on the path.
    case section(SectionID)
    /// Shown when the question has an error.
    case error(QuestionID)
    case errorText(QuestionID)
    /// The attribute that ties a question's hint and error to it.
    case describedBy(QuestionID, hasHint: Bool)
    case invalid(QuestionID)
    case checked(QuestionID, Code)
    case selected(QuestionID, rank: Int, Code)
    case value(QuestionID)
    /// The answer in words, on the last page; a text as it will be kept.
    case answer(QuestionID)
    /// Shown when something in the text looks like personal data and was masked.
    case masked(QuestionID)
    /// Shown when words in the text are such that a name often follows.
    case flagged(QuestionID)
    /// Shown when one of these two is.
    case warned(QuestionID)
    /// What is kept of who answers, in words.
    case respondentClass
    /// The invitation code as it was typed.
    case code
    /// The attribute that says that the code is wrong.
    case codeInvalid
    /// Shown when what was sent has to be sent again later.
    case held
    case heldText
    /// What the browser has to work on, in a guarded round.
    case challenge
}

/// Fills a template's slots.
protocol PageValues {
    func shows(_ slot: Slot) -> Bool
    func write(_ slot: Slot, to buffer: inout ByteBuffer)
}

/// Marks where slots are, as characters of the private use area that no text has.
struct Marks {
    static let slotStart: Character = "\u{E000}"
    static let groupStart: Character = "\u{E001}"
    static let end: Character = "\u{E002}"
    static let groupEnd: Character = "\u{E003}"

    fileprivate(set) var slots: [Slot] = []

    /// The mark of a slot.
    mutating func slot(_ slot: Slot) -> String {
        slots.append(slot)
        return "\(Self.slotStart)\(slots.count - 1)\(Self.end)"
    }

    /// The mark before what is shown or left out; `groupEnd` stands behind it.
    mutating func group(_ slot: Slot) -> String {
        slots.append(slot)
        return "\(Self.groupStart)\(slots.count - 1)\(Self.end)"
    }

    static var close: String { String(groupEnd) }
}
