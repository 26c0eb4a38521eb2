import Diagnostics
public import Foundation
public import Localization
public import SurveyDefinition
import Zip

/// Why a file isn't taken as a survey; nothing was changed then.
public enum ArchiveFault: Error, Hashable, Sendable {
    /// It is no zip archive, or damaged.
    case unreadable
    /// A file, or all of them, are larger than surveys are, or grow beyond measure when expanded.
    case tooLarge
    /// There is a file in it that belongs to no survey; its name may come from anybody.
    case unknownFile(String)
    /// There is no `Surveys/<id>/survey.yaml`.
    case noSurvey
    /// There is more than one survey.
    case severalSurveys
    /// A file is no UTF-8 text, or no YAML.
    case unreadableFile(String)
}

extension SurveyDraft {
    /// The folder as a zip archive, as it lies in a checkout: `Surveys/<id>/` and `Locales/<language>/<id>.yaml`.
    ///
    /// Translations that are older than their Swedish are listed in `Surveys/<id>/sources.yaml`; where there are none,
    /// every translation is of the Swedish beside it.
    public func archive(of languages: [Language]) -> Data {
        var archive = ZipArchive()
        for (name, text) in files(in: languages) { archive.add(name, Data(text.utf8)) }
        return archive.bytes
    }

    func files(in languages: [Language]) -> [(name: String, text: String)] {
        let folder = "Surveys/\(id)/"
        var files = [(folder + "survey.yaml", survey)]
        if let themes { files.append((folder + "themes.yaml", themes)) }
        if let changes { files.append((folder + "CHANGES.md", changes)) }
        let digests = swedishDigests(languages)
        var stale: [DocumentTree.Entry] = []
        for language in languages where texts[language.tag] != nil {
            files.append(("Locales/\(language.tag)/\(id).yaml", texts[language.tag] ?? ""))
            let keys = sources[language.tag, default: [:]].filter { digests[$0.key] != $0.value }
                .sorted { $0.key < $1.key }
            if !keys.isEmpty {
                stale.append(
                    .init(
                        language.tag.value,
                        .mapping(keys.map { .init($0.key, .scalar($0.value)) })))
            }
        }
        if !stale.isEmpty {
            files.append((folder + "sources.yaml", DocumentTree.mapping(stale).yaml))
        }
        return files
    }

    private func swedishDigests(_ languages: [Language]) -> [String: String] {
        languages.first { $0.tag == Locales.source }.map {
            messages(in: $0).mapValues(\.digest)
        } ?? [:]
    }

    /// Reads a zip archive that comes from anybody. Names are compared with those that a survey has and are never paths.
    public static func read(
        _ archive: Data, languages: [Language]
    ) throws(ArchiveFault) -> SurveyDraft {
        let files = try files(of: archive)
        let ids = Set(
            files.keys.compactMap { $0.wholeMatch(of: /Surveys\/([^\/]+)\/survey\.yaml/) }
                .map { String($0.1) })
        guard let id = ids.first else { throw .noSurvey }
        guard ids.count == 1 else { throw .severalSurveys }
        let folder = "Surveys/\(id)/"
        let locales = Dictionary(
            uniqueKeysWithValues: languages.map { ("Locales/\($0.tag)/\(id).yaml", $0) })
        let known = Set(
            ["survey.yaml", "themes.yaml", "CHANGES.md", "sources.yaml"].map { folder + $0 })
        if let other = files.keys.filter({ !known.contains($0) && locales[$0] == nil }).min() {
            throw .unknownFile(other)
        }
        for (name, text) in files where name.hasSuffix(".yaml") {
            guard
                case .mapping? = DocumentTree.parse(text, named: "", reportingTo: FaultCollector())
            else { throw .unreadableFile(name) }
        }
        var draft = SurveyDraft(
            id: SurveyID(id), survey: files[folder + "survey.yaml"] ?? "",
            themes: files[folder + "themes.yaml"], changes: files[folder + "CHANGES.md"])
        guard draft.document.tree["id"]?.string == id else {
            throw .unreadableFile(folder + "survey.yaml")
        }
        for (name, language) in locales {
            if let text = files[name] { draft.texts[language.tag] = text }
        }
        draft.takeSources(
            files[folder + "sources.yaml"].flatMap {
                DocumentTree.parse($0, named: "", reportingTo: FaultCollector())
            }, languages)
        return draft
    }

    /// Says of every translation that it was made from the Swedish beside it, but of those that are listed.
    mutating func takeSources(_ stale: DocumentTree?, _ languages: [Language]) {
        let digests = swedishDigests(languages)
        for language in languages where language.tag != Locales.source {
            guard texts[language.tag] != nil else { continue }
            let listed = stale?[language.tag.value]
            let keys = messages(in: language).keys
            sources[language.tag] = Dictionary(
                uniqueKeysWithValues: keys.map { key in
                    (key, listed?[key]?.string ?? digests[key] ?? "")
                })
        }
    }

    private static let mostFiles = 100

    /// The texts of an archive by name, within limits.
    private static func files(of archive: Data) throws(ArchiveFault) -> [String: String] {
        do {
            let reader = try ZipReader(archive)
            guard reader.names.count <= mostFiles else { throw ArchiveFault.tooLarge }
            var files: [String: String] = [:]
            var left = largestSize
            for name in reader.names where !isFolder(name) {
                guard isKnown(name) else { throw ArchiveFault.unknownFile(name) }
                guard let content = try reader.content(of: name, atMost: left) else { continue }
                left -= content.count
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw ArchiveFault.unreadableFile(name)
                }
                files[name] = text
            }
            return files
        } catch let fault as ArchiveFault {
            throw fault
        } catch ZipError.tooLarge {
            throw .tooLarge
        } catch {
            throw .unreadable
        }
    }

    private static func isFolder(_ name: String) -> Bool {
        name.wholeMatch(of: /(Surveys|Locales)\/([A-Za-z0-9-]+\/)?/) != nil
    }

    private static func isKnown(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { return false }
        switch parts[0] {
        case "Surveys":
            return SurveyID.isWellFormed(parts[1])
                && ["survey.yaml", "themes.yaml", "CHANGES.md", "sources.yaml"].contains(parts[2])
        case "Locales":
            return LanguageTag(parts[1]) != nil && parts[2].hasSuffix(".yaml")
                && SurveyID.isWellFormed(String(parts[2].dropLast(5)))
        default: return false
        }
    }
}

/// The surveys that the service is shipped with, as their files stand: what drafts begin with, and what is exported.
///
/// - Parameters:
///   - surveys: the folder `Surveys/`.
///   - texts: the folder `Locales/`.
public func shippedDrafts(
    of definitions: Definitions, in surveys: URL, texts: URL, locales: Locales
) -> [SurveyID: SurveyDraft] {
    func text(_ folder: URL, _ name: String) -> String? {
        try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    return definitions.surveys.reduce(into: [:]) { drafts, survey in
        let folder = surveys.appending(path: survey.id.value)
        var draft = SurveyDraft(
            id: survey.id, survey: survey.source, themes: text(folder, "themes.yaml"),
            changes: text(folder, "CHANGES.md"))
        for language in locales.languages {
            draft.texts[language.tag] = text(texts, "\(language.tag)/\(survey.id).yaml")
            guard language.tag != Locales.source else { continue }
            draft.sources[language.tag] =
                locales.sourceDigests(of: language.tag)[survey.id.value] ?? [:]
        }
        drafts[survey.id] = draft
    }
}
