import Diagnostics
import Foundation
import TestSupport
import Testing

/// One fault written into the small survey's files, and the one line that must come of it.
struct SurveyFault: CustomTestStringConvertible, Sendable {
    let name: String
    let file: String
    /// What is replaced, and by what; the first must stand in the file exactly once.
    let edit: (from: String, to: String)
    /// What is replaced everywhere, so that nothing else becomes wrong.
    private(set) var adjustments: [(from: String, to: String)] = []
    let path: String
    /// A part of the sentence that names the problem.
    let problem: String

    init(
        _ name: String, in file: String = "small/survey.yaml", _ from: String, _ to: String,
        at path: String, _ problem: String
    ) {
        self.name = name
        self.file = file
        edit = (from, to)
        self.path = path
        self.problem = problem
    }

    /// The same fault, with the rest of the file adjusted so that nothing else is wrong.
    func and(_ from: String, everywhere to: String) -> SurveyFault {
        var copy = self
        copy.adjustments.append((from, to))
        return copy
    }

    var testDescription: String { name }

    /// What reading the files with this fault in them reports.
    func diagnostics() throws -> [Diagnostic] {
        var text = try #require(SmallSurvey.files[file])
        try #require(
            text.ranges(of: edit.from).count == 1, "'\(edit.from)' must stand once in \(file).")
        text = text.replacing(edit.from, with: edit.to)
        for (from, to) in adjustments {
            try #require(text.contains(from), "'\(from)' must stand in \(file).")
            text = text.replacing(from, with: to)
        }
        let faults = FaultCollector()
        _ = SmallSurvey.read(replacing: [file: text], reportingTo: faults)
        return faults.diagnostics
    }

    /// Expects that the fault is found where it is, and nothing else.
    func expectAlone() throws {
        let found = try diagnostics()

        #expect(found.count == 1, "\(found)")
        #expect(found.first?.file == file)
        #expect(found.first?.path == path)
        #expect(found.first?.problem.contains(problem) == true, "\(found)")
        #expect(found.first?.remedy.isEmpty == false)
        #expect(found.first?.consequence == .unusable)
    }
}
