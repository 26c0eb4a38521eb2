import Localization

extension Dialogue {
    /// The dialogue with one observation more, of which nothing is decided yet. What stands there already, noted on the
    /// same day in the same words, is a form that was sent twice: it isn't added again.
    ///
    /// - Parameters:
    ///   - fields: `spot`, `kind`, and `what` was seen.
    ///   - day: of the walk, `YYYY-MM-DD`.
    /// - Throws: everything that is wrong, by field.
    public func noting(
        _ fields: [String: String], on day: String
    ) throws(DialogueFaults) -> Dialogue {
        var edit = DialogueEdit(dialogue: self, fields: fields)
        edit.note(on: day)
        guard edit.faults.isEmpty else { throw DialogueFaults(edit.faults) }
        return edit.dialogue
    }

    /// What stands in the form of an observation. One that was removed is one whose fields are all empty, so that whoever
    /// still has its form is told.
    func observationFields(_ number: Int) -> [String: String] {
        let observation = observations[number]
        let key = DialogueTextKey.observation(number)
        let measure = DialogueTextKey.measure(number)
        return [
            "\(key)": texts.text(key, in: Locales.source) ?? "",
            "\(key).spot": observation?.spot ?? "",
            "\(key).kind": observation?.kind.rawValue ?? "",
            "\(key).seen-on": observation?.seenOn ?? "",
            "\(key).status": observation?.status.rawValue ?? "",
            "\(key).decided-on": observation?.decidedOn ?? "",
            "\(key).done-on": observation?.doneOn ?? "",
            "\(measure)": texts.text(measure, in: Locales.source) ?? "",
        ]
    }
}

extension DialogueEdit {
    mutating func note(on day: String) {
        let spot = required(line("spot"), "spot")
        let what = required(text("what", longest: Dialogue.longestText), "what")
        let kind: Observation.Kind? = choice("kind")
        guard faults.isEmpty, let kind else { return }
        let isThere = dialogue.observations.all.contains {
            $0.spot == spot && $0.kind == kind && $0.seenOn == day
                && dialogue.texts.text(.observation($0.number), in: Locales.source) == what
        }
        guard !isThere else { return }
        let number = dialogue.observations.note(at: spot, kind, on: day)
        dialogue.texts.set(what, .observation(number), in: Locales.source)
    }

    /// An observation whose texts are all emptied is removed. What is decided about one is never emptied on the way: it
    /// takes a text of its own.
    mutating func observation(_ number: Int) {
        let key = DialogueTextKey.observation(number)
        let measureKey = DialogueTextKey.measure(number)
        let spot = line("\(key).spot") ?? ""
        let what = text("\(key)", longest: Dialogue.longestText) ?? ""
        let measure = text("\(measureKey)", longest: Dialogue.longestText) ?? ""
        guard !(spot + what + measure).isEmpty else {
            dialogue.observations.remove(number)
            dialogue.texts.remove(key)
            dialogue.texts.remove(measureKey)
            return
        }
        _ = required(spot, "\(key).spot")
        _ = required(what, "\(key)")
        let kind: Observation.Kind? = choice("\(key).kind")
        let status: Observation.Status? = choice("\(key).status")
        let seenOn = required(day("\(key).seen-on"), "\(key).seen-on")
        let decidedOn = day("\(key).decided-on") ?? ""
        let doneOn = day("\(key).done-on") ?? ""
        if status == .decided || status == .dropped {
            _ = required(decidedOn, "\(key).decided-on")
        }
        if status == .done {
            _ = required(doneOn, "\(key).done-on")
            if !doneOn.isEmpty, doneOn < decidedOn {
                fault("\(key).done-on", .doneBeforeDecided)
            }
        }
        if status != .reported { _ = required(measure, "\(measureKey)") }
        guard faults.isEmpty, let kind, let status else { return }
        dialogue.observations.put(
            Observation(
                number: number, spot: spot, kind: kind, status: status, seenOn: seenOn,
                decidedOn: decidedOn, doneOn: doneOn))
        dialogue.texts.set(what, key, in: Locales.source)
        if measure.isEmpty {
            dialogue.texts.remove(measureKey)
        } else {
            dialogue.texts.set(measure, measureKey, in: Locales.source)
        }
    }

    // MARK: Fields

    /// Notes the first thing that is wrong with a field.
    private mutating func fault(_ name: String, _ fault: DialogueFault) {
        faults[name] = faults[name] ?? fault
    }

    /// The text of a field that mustn't be empty.
    private mutating func required(_ text: String?, _ name: String) -> String {
        if text?.isEmpty ?? true { fault(name, .missing) }
        return text ?? ""
    }

    /// One of the words of an enumeration.
    private mutating func choice<Words: RawRepresentable<String>>(_ name: String) -> Words? {
        let word = fields[name] ?? ""
        let choice = Words(rawValue: word)
        if choice == nil { fault(name, word.isEmpty ? .missing : .unknownChoice) }
        return choice
    }
}
