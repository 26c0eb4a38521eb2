import Answering
import Dialogues
import FreeText
import Localization
import NIOCore
import Pages
import SurveyDefinition

/// The pages of one round in one language, rendered once.
struct SurveyPages: Sendable {
    let round: RoundID
    let survey: Survey
    let text: PageText
    private let sections: [SectionID: PageTemplate]
    private let review: PageTemplate
    private let code: PageTemplate
    private let contact: String
    private let isGuarded: Bool
    private let mode: CollectionMode

    /// - Parameter arrival: what the addresses of its forms carry on.
    init(
        for round: Round, asking survey: Survey, _ arrival: Arrival = Arrival(), in text: PageText,
        frame: Frame
    ) {
        self.round = round.id
        self.survey = survey
        self.text = text
        contact = frame.identity.contact
        let tag = text.language.tag
        let title = text.localizer.string("title", in: survey.textFile)
        let path = SitePath.answer(round.id, tag, arrival)
        isGuarded = round.isGuarded
        mode = arrival.mode
        func template(
            _ script: String?, _ content: (inout Marks) -> String
        ) -> PageTemplate {
            var marks = Marks()
            let prefix = marks.group(.problems) + text.html("section.error-title") + Marks.close
            let main = content(&marks)
            let page = Frame.Page(
                title: title, titlePrefix: prefix,
                path: { SitePath.answer(round.id, $0, arrival) }, isForm: true, mode: arrival.mode,
                idle: arrival.mode == .kiosk
                    ? KioskIdle(round.id, arrival, seconds: 90, asks: true) : nil,
                scripts: [script, arrival.mode.script].compactMap { $0 })
            return PageTemplate(frame.html(page, content: main, in: text), cutAt: marks)
        }
        sections = Dictionary(
            uniqueKeysWithValues: survey.sections.map { section in
                let page = SectionPage(survey: survey, section: section, text: text, path: path)
                let script = section.hasFreeText ? "personal-data.js" : nil
                return (section.id, template(script) { page.html(by: frame.templates, marks: &$0) })
            })
        review = template(round.isGuarded ? "proof-of-work.js" : nil) {
            ReviewPage(
                survey: survey, round: round, text: text, path: path
            )
            .html(by: frame.templates, marks: &$0)
        }
        code = template(nil) {
            CodePage(text: text, path: path).html(by: frame.templates, marks: &$0)
        }
    }

    /// Whether the browser has to be told that a page has scripts.
    func isScripted(_ page: SurveyPage) -> Bool {
        if mode.script != nil { return true }
        return switch page {
        case .section(let id): survey.section(id)?.hasFreeText == true
        case .review: isGuarded
        case .code: false
        }
    }

    func section(_ state: SectionState) -> ByteBuffer {
        guard let template = sections[state.section] else {
            preconditionFailure("A journey leads only to sections of its survey.")
        }
        return template.filled(by: SectionValues(state: state, text: text))
    }

    func code(_ state: CodeState) -> ByteBuffer {
        code.filled(by: CodeValues(state: state, text: text, contact: contact))
    }

    /// - Parameter held: why what was sent has to be sent again.
    func review(_ journey: Journey, sealed: String, held: HeldBack? = nil) -> ByteBuffer {
        review.filled(
            by: ReviewValues(
                journey: journey, sealed: sealed, held: held, round: round, text: text))
    }
}

/// Which page of a survey.
enum SurveyPage {
    case section(SectionID)
    case review, code
}

extension Section {
    /// Whether its page has a field to write in freely.
    fileprivate var hasFreeText: Bool { questions.contains(where: \.isFreeText) }
}

/// Where a resident is: a section, what is on it, and what is wrong with what was sent.
struct SectionState {
    let journey: Journey
    let sealed: String
    let section: SectionID
    /// What was sent for this section and can't be an answer yet: shown again as it was sent.
    var given: [QuestionID: GivenAnswer] = [:]
    var errors: [QuestionID: AnswerError] = [:]
}

/// Fills a section's page.
private struct SectionValues: PageValues {
    let state: SectionState
    let text: PageText
    private let shown: Set<QuestionID>
    private let questions: [Question]
    private let step: Int
    private let steps: Int

    init(state: SectionState, text: PageText) {
        self.state = state
        self.text = text
        let pages = state.journey.pages
        let index = pages.firstIndex { $0.section.id == state.section } ?? 0
        questions = pages.isEmpty ? [] : pages[index].questions
        shown = Set(questions.map(\.id))
        step = index + 1
        steps = pages.count + 1
    }

    func shows(_ slot: Slot) -> Bool {
        switch slot {
        case .problems: !state.errors.isEmpty
        case .previous: step > 1
        case .question(let question): shown.contains(question)
        case .error(let question): state.errors[question] != nil
        default: false
        }
    }

    func write(_ slot: Slot, to buffer: inout ByteBuffer) {
        switch slot {
        case .journey: buffer.writeString(state.sealed)
        case .step: buffer.writeInteger(step, as: text)
        case .steps: buffer.writeInteger(steps, as: text)
        case .problemsHeading:
            let count = state.errors.count
            buffer.writeString(
                text.html("section.problems", count: count, ["count": String(count)]))
        case .problemList: writeProblems(to: &buffer)
        case .errorText(let question):
            if let error = state.errors[question] {
                buffer.writeString(text.html("error.\(error.name)", error.values))
            }
        case .describedBy(let question, let hasHint):
            writeDescription(question, hasHint, to: &buffer)
        case .invalid(let question):
            if state.errors[question] != nil { buffer.writeStaticString(" aria-invalid=\"true\"") }
        case .checked(let question, let code):
            if isChosen(code, of: question) { buffer.writeStaticString(" checked") }
        case .selected(let question, let rank, let code):
            if ranking(of: question)[rank] == code.value { buffer.writeStaticString(" selected") }
        case .value(let question): buffer.writeString(escaped(value(of: question)))
        case .problems, .previous, .question, .section, .error, .answer, .masked, .flagged,
            .warned, .respondentClass, .code, .codeInvalid, .held, .heldText,
            .challenge:
            break
        }
    }

    private func isChosen(_ code: Code, of question: QuestionID) -> Bool {
        switch state.given[question] {
        case .text(let text): return text == code.value
        case .texts(let texts): return texts.contains(code.value)
        case .some(.nothing), .some(.number), .some(.other): return false
        case nil: break
        }
        return switch state.journey.answers[question] {
        case .code(let answer): answer == code
        case .codes(let codes): codes.contains(code)
        case .number(let number): String(number) == code.value
        case .ranking, .text, nil: false
        }
    }

    /// The code at each rank, by number.
    private func ranking(of question: QuestionID) -> [Int: String] {
        let codes: [String] =
            switch state.given[question] {
            case .texts(let texts): texts
            case .text(let text): [text]
            case .nothing, .number, .other: []
            case nil:
                if case .ranking(let codes) = state.journey.answers[question] {
                    codes.map(\.value)
                } else {
                    []
                }
            }
        return Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($0, $1) })
    }

    private func value(of question: QuestionID) -> String {
        if case .text(let text) = state.given[question] { return text }
        return switch state.journey.answers[question] {
        case .text(let text): text
        case .number(let number): String(number)
        default: ""
        }
    }

    private func writeProblems(to buffer: inout ByteBuffer) {
        for question in questions {
            guard let error = state.errors[question.id] else { continue }
            let title = text.html("question.\(question.id).text", in: state.journey.survey.textFile)
            let problem = text.html("error.\(error.name)", error.values)
            buffer.writeString(
                "<li><a href=\"#\(FieldName.firstInput(of: question.id))\">\(title)</a> \(problem)</li>"
            )
        }
    }

    private func writeDescription(
        _ question: QuestionID, _ hasHint: Bool, to buffer: inout ByteBuffer
    ) {
        let ids = [
            hasHint ? "h-\(question)" : nil, state.errors[question] == nil ? nil : "e-\(question)",
        ]
        .compactMap { $0 }
        if !ids.isEmpty {
            buffer.writeString(" aria-describedby=\"\(ids.joined(separator: " "))\"")
        }
    }
}

/// Fills the page before sending.
private struct ReviewValues: PageValues {
    let journey: Journey
    let sealed: String
    let held: HeldBack?
    let round: RoundID
    let text: PageText
    private let asked: Set<QuestionID>
    private let sections: Set<SectionID>
    /// The texts as they will be kept.
    private let texts: [QuestionID: MaskedText]

    init(journey: Journey, sealed: String, held: HeldBack?, round: RoundID, text: PageText) {
        self.journey = journey
        self.sealed = sealed
        self.held = held
        self.round = round
        self.text = text
        asked = Set(journey.path.map(\.id))
        sections = Set(journey.pages.map(\.section.id))
        texts = journey.answers.compactMapValues { answer in
            if case .text(let written) = answer { mask(written) } else { nil }
        }
    }

    func shows(_ slot: Slot) -> Bool {
        switch slot {
        case .question(let question): asked.contains(question)
        case .section(let section): sections.contains(section)
        case .masked(let question): isMasked(question)
        case .flagged(let question): isFlagged(question)
        case .warned(let question): isMasked(question) || isFlagged(question)
        case .held: held != nil
        default: false
        }
    }

    private func isMasked(_ question: QuestionID) -> Bool {
        texts[question]?.kinds.isEmpty == false
    }

    private func isFlagged(_ question: QuestionID) -> Bool { texts[question]?.isFlagged == true }

    func write(_ slot: Slot, to buffer: inout ByteBuffer) {
        switch slot {
        case .journey: buffer.writeString(sealed)
        case .step, .steps: buffer.writeInteger(sections.count + 1, as: text)
        case .answer(let id):
            if let question = journey.survey.question(id) {
                buffer.writeString(words(of: question))
            }
        case .respondentClass: buffer.writeString(classInWords)
        case .challenge:
            buffer.writeString(ProofOfWork(for: journey.submissionKey, in: round).challenge)
        case .heldText:
            if let held { buffer.writeString(text.html(held.textKey)) }
        default: break
        }
    }

    /// The answer in the resident's language.
    private func words(of question: Question) -> String {
        guard let answer = journey.answers[question.id] else {
            return "<span class=\"none\">\(text.html("review.no-answer"))</span>"
        }
        let labels = answer.codes(for: question).map {
            text.label(of: $0, to: question, in: journey.survey)
        }
        switch answer {
        case .text:
            let kept = texts[question.id]?.text ?? ""
            return "<span class=\"text\" dir=\"auto\">\(escaped(kept))</span>"
        case .ranking:
            return "<ol>" + labels.map { "<li>\($0)</li>" }.joined() + "</ol>"
        case .number(let number):
            guard case .number = question.kind else { return String(number) }
            let band = answer.codes(for: question).first.map {
                text.plainLabel(of: $0, to: question, in: journey.survey).string
            }
            return text.html("review.number", ["number": String(number), "band": band ?? ""])
        case .code, .codes: return labels.joined(separator: ", ")
        }
    }

    /// What is kept of who answers, such as "Kvinna · 30–49 år · Hovsjö".
    private var classInWords: String {
        let survey = journey.survey
        let parts = survey.backgroundVariables.compactMap { variable -> String? in
            guard let question = survey.question(for: variable),
                case .code(let code) = journey.answers[question.id], !Option(code: code).isSpecial
            else { return nil }
            return text.plainLabel(of: code, to: question, in: survey).string
        }
        return parts.isEmpty
            ? text.html("review.class-none")
            : text.html("review.class", ["parts": parts.joined(separator: " · ")])
    }
}

extension ByteBuffer {
    fileprivate mutating func writeInteger(_ number: Int, as text: PageText) {
        writeString(text.localizer.number(number))
    }
}
