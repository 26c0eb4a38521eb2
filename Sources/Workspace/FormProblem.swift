import Pages
import Staff

/// What is wrong with a form that was sent, told above it with a link to the field, and at the field.
struct FormProblem {
    let error: StaffError
    /// The id of the field, and the key of its label.
    let field: (id: String, label: String)

    init(_ error: StaffError, at field: (id: String, label: String)) {
        self.error = error
        self.field = field
    }

    /// What was wrong, in words.
    func message(in text: PageText) -> String {
        if case .wait(let seconds) = error {
            return text.work("error.wait", count: seconds, ["count": String(seconds)])
        }
        return text.work(
            "error.\(error.textKey)", ["shortest": String(Password.shortest)])
    }

    /// Values for the template `problems`.
    func values(in text: PageText) -> [String: Any] {
        [
            "heading": text.work("form.problem"), "field": field.id,
            "label": text.work(field.label), "message": message(in: text),
        ]
    }
}

/// A field of a form, for the template.
struct FormField {
    /// Its name and id.
    let id: String
    let label: String
    var hint: String?
    var type = "text"
    var autocomplete = "off"
    /// What was typed before; never a password.
    var value = ""
    var isNumber = false

    func values(in text: PageText, problem: FormProblem?) -> [String: Any] {
        var values: [String: Any] = [
            "id": id, "label": text.work(label), "type": type, "autocomplete": autocomplete,
            "value": value, "isNumber": isNumber, "isPlain": type == "text" && !isNumber,
        ]
        var described: [String] = []
        if let hint {
            values["hint"] = text.work(hint, ["shortest": String(Password.shortest)])
            described.append("h-\(id)")
        }
        if let problem, problem.field.id == id {
            values["error"] = problem.message(in: text)
            described.append("e-\(id)")
        }
        if !described.isEmpty { values["describedBy"] = described.joined(separator: " ") }
        return values
    }
}
