public import Localization
import NIOCore
import Pages
public import SurveyDefinition

extension PublicSite {
    /// A page of questions as residents get it, before anything is answered, with every question of it, asked or not.
    ///
    /// It goes through the templates of the real page, and through nothing that takes an answer. The survey may have
    /// faults: what could be read of it is shown.
    ///
    /// - Returns: `nil` for a section that the survey hasn't.
    public func preview(
        of survey: Survey, section id: SectionID, in localizer: Localizer
    ) -> String? {
        guard let index = survey.sections.firstIndex(where: { $0.id == id }) else { return nil }
        let text = PageText(localizer: localizer)
        var marks = Marks()
        let page = SectionPage(
            survey: survey, section: survey.sections[index], text: text, path: "")
        let main = page.html(by: frame.templates, marks: &marks)
        let whole = frame.html(
            Frame.Page(
                title: text.localizer.string("title", in: survey.textFile), path: { _ in "" },
                isForm: true),
            content: main, in: text)
        let values = PreviewValues(
            step: index + 1, steps: survey.sections.count + 1, text: text)
        let filled = PageTemplate(whole, cutAt: marks).filled(by: values)
        return String(decoding: filled.readableBytesView, as: UTF8.self)
    }
}

/// Fills a page that nobody answers.
private struct PreviewValues: PageValues {
    let step: Int
    let steps: Int
    let text: PageText

    func shows(_ slot: Slot) -> Bool {
        switch slot {
        case .question: true
        case .previous: step > 1
        default: false
        }
    }

    func write(_ slot: Slot, to buffer: inout ByteBuffer) {
        switch slot {
        case .step: buffer.writeString(text.localizer.number(step))
        case .steps: buffer.writeString(text.localizer.number(steps))
        case .describedBy(let question, let hasHint):
            if hasHint { buffer.writeString(" aria-describedby=\"h-\(question)\"") }
        default: break
        }
    }
}
