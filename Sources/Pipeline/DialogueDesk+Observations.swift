import Dialogues
import FreeText
public import Staff
public import SurveyDefinition

/// What is seen on safety walks. Residents read it at once, so that somebody confirms a text that looks like a person's data.
extension DialogueDesk {
    /// Notes what was seen, today. It gets its number when it is kept: of two who note at once, each gets one.
    ///
    /// - Parameter fields: `spot`, `kind` and `what` was seen; with `.confirmed` after its name, a text that looks like
    ///   personal data and is none.
    /// - Throws: `DialogueFaults` by field; `DialogueRefusal.unknownDialogue`; `StaffError.notPermitted`.
    public func note(
        _ fields: [String: String], in id: RoundID, by signedIn: SignedIn
    ) async throws {
        try signedIn.require(.editRounds, in: .round(id))
        let now = try await followed(id)
        let noted = try now.dialogue.noting(fields, on: "\(today())")
        try askAboutPersonalData(["spot", "what"], in: fields, since: [:])
        guard noted != now.dialogue else { return }
        do {
            try await store.change(
                noted, from: now.revision,
                noting: note(.dialogueChanged(id, part: "observations"), by: signedIn))
        } catch .dialogueChangedMeanwhile {
            try await note(fields, in: id, by: signedIn)
        }
    }

    /// Asks about the texts of an observation's form that are new in it.
    ///
    /// - Throws: `DialogueFaults` with `looksPersonal`.
    func askAboutPersonalData(
        _ fields: [String: String], in part: DialoguePart, of dialogue: Dialogue
    ) throws(DialogueFaults) {
        guard case .observation(let number) = part else { return }
        let key = DialogueTextKey.observation(number)
        try askAboutPersonalData(
            ["\(key).spot", "\(key)", "\(DialogueTextKey.measure(number))"], in: fields,
            since: dialogue.fields(of: part))
    }

    private func askAboutPersonalData(
        _ names: [String], in fields: [String: String], since saved: [String: String]
    ) throws(DialogueFaults) {
        let asked = names.filter { name in
            guard let text = fields[name], text != saved[name] else { return false }
            return fields["\(name).confirmed"] == nil && looksPersonal(text)
        }
        guard asked.isEmpty else {
            throw DialogueFaults(
                Dictionary(uniqueKeysWithValues: asked.map { ($0, .looksPersonal) }))
        }
    }
}

/// Whether the text has something that looks like a person's data. Addresses and properties are where a walk goes.
private func looksPersonal(_ text: String) -> Bool {
    findPersonalData(in: normalise(text)).contains { finding in
        ![.streetAddress, .postcode, .property].contains(finding.kind)
    }
}
