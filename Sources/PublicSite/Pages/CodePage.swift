import NIOCore
import Pages

/// Renders the page that asks for an invitation code as a template with slots: one field, and what is
/// wrong with what was typed.
struct CodePage {
    let text: PageText
    let path: String

    /// The name and the id of the field.
    static let field = "code"

    /// The main part of the page as HTML with marks.
    func html(by templates: Templates, marks: inout Marks) -> String {
        templates.render(
            "code",
            [
                "action": path,
                "field": Self.field,
                "journey": marks.slot(.journey),
                "problemsStart": marks.group(.problems),
                "problemsHeading": marks.slot(.problemsHeading),
                "problem": marks.slot(.problemList),
                "end": Marks.close,
                "title": text.html("code.title"),
                "lead": text.html("code.lead"),
                "label": text.html("code.label"),
                "hint": text.html("code.hint"),
                "invalid": marks.slot(.codeInvalid),
                "typed": marks.slot(.code),
                "next": text.html("section.next"),
                "calm": text.html("code.calm"),
            ])
    }
}

/// What a page that asks for a code shows.
struct CodeState {
    /// The journey so far, which goes back with the code.
    let sealed: String
    /// As it was typed, or as it is printed.
    var typed = ""
    var fault: Fault?

    /// What is wrong with a code. Which of the reasons it was refused for isn't known to the site.
    enum Fault {
        /// Its form: the check symbol tells.
        case notACode
        /// It isn't issued in this round, or it is used.
        case refused
    }
}

/// Fills the page that asks for a code.
struct CodeValues: PageValues {
    let state: CodeState
    let text: PageText
    /// Whom to ask, on a code that was refused.
    let contact: String

    func shows(_ slot: Slot) -> Bool { slot == .problems && state.fault != nil }

    func write(_ slot: Slot, to buffer: inout ByteBuffer) {
        switch slot {
        case .journey: buffer.writeString(state.sealed)
        case .code: buffer.writeString(escaped(state.typed))
        case .codeInvalid where state.fault != nil:
            buffer.writeStaticString(" aria-invalid=\"true\"")
        case .problemsHeading:
            buffer.writeString(text.html("section.problems", count: 1, ["count": "1"]))
        case .problemList: buffer.writeString(problem)
        default: break
        }
    }

    private var problem: String {
        switch state.fault {
        case .notACode: text.html("code.not-a-code")
        case .refused: text.html("code.refused", ["contact": contact])
        case nil: ""
        }
    }
}
