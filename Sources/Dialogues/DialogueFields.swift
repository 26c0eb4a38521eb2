public import Localization
import SurveyDefinition

/// A part of a dialogue that is edited as one form.
public enum DialoguePart: Sendable, Hashable {
    /// What is the same in every language.
    case facts
    /// Title, question and background, in Swedish.
    case texts
    /// Every text that there is in Swedish, in another language.
    case translation(LanguageTag)
    case meetings
    /// What was said and decided, in Swedish, and what is promised.
    case outcome
    /// One observation of a walk, in Swedish, and what becomes of it.
    case observation(Int)
}

/// What is wrong with one field of a form.
public enum DialogueFault: String, Error, Sendable, Hashable {
    /// Not `YYYY-MM-DD`, or no such day.
    case badDate = "bad-date"
    /// Not `HH:MM`.
    case badTime = "bad-time"
    case tooLong = "too-long"
    case missing
    /// The last day of answering comes before the first.
    case closesBeforeOpening = "closes-before-opening"
    /// A word that isn't one of those to choose from.
    case unknownChoice = "unknown-choice"
    /// Something is done on a day before the one on which it was decided.
    case doneBeforeDecided = "done-before-decided"
    /// Like a number or an address of a person, in a text that everybody reads at once.
    case looksPersonal = "looks-personal"
}

/// All that is wrong with a form, by field.
public struct DialogueFaults: Error, Sendable, Hashable {
    public let byField: [String: DialogueFault]

    public init(_ byField: [String: DialogueFault]) { self.byField = byField }
}

extension Dialogue {
    /// Characters in a title, and in any other text.
    public static let longestTitle = 120
    public static let longestText = 5_000

    /// The keys of the texts that a dialogue must have before it opens.
    public var opening: [DialogueTextKey] {
        [.title, .question, .background] + meetings.map { .meeting($0.number) }
    }

    /// Those of its answer to residents.
    public var answer: [DialogueTextKey] {
        [.said, .decided] + promises.map { .promise($0.number) }
    }

    /// Those of what was seen on walks. Nothing waits for them.
    public var walk: [DialogueTextKey] {
        observations.all.flatMap { [.observation($0.number), .measure($0.number)] }
    }

    /// Those of every text that it may have.
    public var textKeys: [DialogueTextKey] { opening + answer + walk }

    /// What stands in a part's form, by field. A list of choices is one field, its words apart by spaces.
    public func fields(of part: DialoguePart) -> [String: String] {
        switch part {
        case .facts:
            [
                "place": place, "districts": words(districts.map(\.value)), "contact": contact,
                "action": action, "goals": words(goals.map(\.value)),
                "methods": words(methods.map(\.rawValue)), "opens-on": opensOn,
                "closes-on": closesOn, "languages": words(languages.map(\.value)),
            ]
        case .texts: textFields([.title, .question, .background], in: Locales.source)
        case .translation(let language): textFields(textKeys, in: language)
        case .meetings:
            meetings.reduce(into: [:]) { fields, meeting in
                let key = DialogueTextKey.meeting(meeting.number)
                fields["\(key).date"] = meeting.date
                fields["\(key).time"] = meeting.time
                fields["\(key).place"] = meeting.place
                fields["\(key)"] = texts.text(key, in: Locales.source) ?? ""
            }
        case .outcome:
            promises.reduce(into: textFields([.said, .decided], in: Locales.source)) {
                fields, promise in
                let key = DialogueTextKey.promise(promise.number)
                fields["\(key).date"] = promise.date
                fields["\(key).status"] = promise.status.rawValue
                fields["\(key)"] = texts.text(key, in: Locales.source) ?? ""
            }
        case .observation(let number): observationFields(number)
        }
    }

    /// The dialogue with a part as the form has it. Fields that the form lacks stay as they are.
    ///
    /// - Throws: everything that is wrong, by field.
    public func with(
        _ fields: [String: String], in part: DialoguePart
    ) throws(DialogueFaults) -> Dialogue {
        var edit = DialogueEdit(
            dialogue: self, fields: self.fields(of: part).merging(fields) { $1 })
        switch part {
        case .facts: edit.facts()
        case .texts: edit.texts([.title, .question, .background], in: Locales.source)
        case .translation(let language): edit.texts(textKeys, in: language)
        case .meetings: edit.meetings()
        case .outcome: edit.outcome()
        case .observation(let number): edit.observation(number)
        }
        guard edit.faults.isEmpty else { throw DialogueFaults(edit.faults) }
        return edit.dialogue
    }

    private func textFields(
        _ keys: [DialogueTextKey], in language: LanguageTag
    ) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: keys.map { ("\($0)", texts.text($0, in: language) ?? "") })
    }
}

private func words(_ list: [String]) -> String { list.joined(separator: " ") }

/// A dialogue while a form is read into it.
struct DialogueEdit {
    var dialogue: Dialogue
    let fields: [String: String]
    var faults: [String: DialogueFault] = [:]

    // MARK: Parts

    mutating func facts() {
        dialogue.place = line("place") ?? dialogue.place
        dialogue.contact = line("contact") ?? dialogue.contact
        dialogue.action = line("action") ?? dialogue.action
        dialogue.opensOn = day("opens-on") ?? dialogue.opensOn
        dialogue.closesOn = day("closes-on") ?? dialogue.closesOn
        dialogue.districts = list("districts")?.map { .init($0) } ?? dialogue.districts
        dialogue.goals = list("goals")?.map { .init($0) } ?? dialogue.goals
        dialogue.languages = list("languages")?.compactMap { .init($0) } ?? dialogue.languages
        if let methods = list("methods") {
            dialogue.methods = methods.compactMap { DialogueMethod(rawValue: $0) }
            if dialogue.methods.count < methods.count { faults["methods"] = .unknownChoice }
        }
        if !dialogue.opensOn.isEmpty, !dialogue.closesOn.isEmpty,
            dialogue.closesOn < dialogue.opensOn
        {
            faults["closes-on"] = .closesBeforeOpening
        }
    }

    /// A field that the form lacks isn't touched. Nor is a translation that stands as it was, unless somebody says
    /// that it is right: else saving a page would hide that the Swedish has changed.
    mutating func texts(_ keys: [DialogueTextKey], in language: LanguageTag) {
        for key in keys {
            let longest = key == .title ? Dialogue.longestTitle : Dialogue.longestText
            guard let text = text("\(key)", longest: longest) else { continue }
            if text.isEmpty, language == Locales.source, key == .title {
                faults["\(key)"] = .missing
            }
            let isUntouched = text == dialogue.texts.text(key, in: language) ?? ""
            if isUntouched, fields["\(key).confirmed"] == nil { continue }
            dialogue.texts.set(text, key, in: language)
        }
    }

    mutating func meetings() {
        dialogue.meetings = numbers(of: "meeting").compactMap { number in
            let key = DialogueTextKey.meeting(number)
            let meeting = Meeting(
                number: number, date: day("\(key).date") ?? "", time: time("\(key).time") ?? "",
                place: line("\(key).place") ?? "")
            let about = text("\(key)", longest: Dialogue.longestText) ?? ""
            guard meeting != Meeting(number: number) || !about.isEmpty else {
                dialogue.texts.remove(key)
                return nil
            }
            if meeting.date.isEmpty, faults["\(key).date"] == nil {
                faults["\(key).date"] = .missing
            }
            if about.isEmpty { faults["\(key)"] = .missing }
            dialogue.texts.set(about, key, in: Locales.source)
            return meeting
        }
    }

    mutating func outcome() {
        texts([.said, .decided], in: Locales.source)
        let given = Set(dialogue.promises.map(\.number))
        dialogue.promises = numbers(of: "promise").compactMap { number in
            let key = DialogueTextKey.promise(number)
            let what = text("\(key)", longest: Dialogue.longestText) ?? ""
            let date = day("\(key).date") ?? ""
            // What residents were told for good isn't taken back by emptying a form.
            let isGiven = dialogue.answeredOn != nil && given.contains(number)
            guard !what.isEmpty || !date.isEmpty || isGiven else {
                dialogue.texts.remove(key)
                return nil
            }
            let status = fields["\(key).status"].map { Promise.Status(rawValue: $0) } ?? .planned
            if status == nil { faults["\(key).status"] = .unknownChoice }
            if what.isEmpty { faults["\(key)"] = .missing }
            if date.isEmpty, faults["\(key).date"] == nil { faults["\(key).date"] = .missing }
            dialogue.texts.set(what, key, in: Locales.source)
            return Promise(number: number, date: date, status: status ?? .planned)
        }
    }

    // MARK: Fields

    /// The numbers that fields of a kind have, such as the `2` of `meeting.2.date`.
    private func numbers(of kind: String) -> [Int] {
        let found = fields.keys.compactMap { name -> Int? in
            let parts = name.split(separator: ".")
            guard parts.count >= 2, parts[0] == kind else { return nil }
            return Int(parts[1]).flatMap { (1...999).contains($0) ? $0 : nil }
        }
        return Set(found).sorted()
    }

    private func list(_ name: String) -> [String]? {
        fields[name].map { $0.split(separator: " ").map(String.init) }
    }

    mutating func line(_ name: String) -> String? {
        text(name, longest: 200).map { $0.replacing("\n", with: " ") }
    }

    /// Line ends as one character, without space around it all.
    mutating func text(_ name: String, longest: Int) -> String? {
        guard let typed = fields[name] else { return nil }
        let text = typed.replacing("\r\n", with: "\n").trimmed
        if text.count > longest { faults[name] = .tooLong }
        return text
    }

    mutating func day(_ name: String) -> String? {
        guard let typed = fields[name]?.trimmed else { return nil }
        if !typed.isEmpty, !isDay(typed) { faults[name] = .badDate }
        return typed
    }

    private mutating func time(_ name: String) -> String? {
        guard let typed = fields[name]?.trimmed else { return nil }
        if !typed.isEmpty, typed.wholeMatch(of: /([01][0-9]|2[0-3]):[0-5][0-9]/) == nil {
            faults[name] = .badTime
        }
        return typed
    }
}

/// Whether the text is a day of the calendar, as `YYYY-MM-DD`.
private func isDay(_ text: String) -> Bool {
    guard let match = text.wholeMatch(of: /(2[0-9]{3})-([0-9]{2})-([0-9]{2})/),
        let year = Int(match.1), let month = Int(match.2), let day = Int(match.3)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && (1...days[month - 1]).contains(day)
}

extension String {
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
