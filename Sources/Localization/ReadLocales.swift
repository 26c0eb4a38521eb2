public import Diagnostics
public import Foundation

/// Reads `Locales/`: one folder per language, each with `language.yaml`, its texts and, for a translation,
/// `source.yaml` with the digests of the Swedish that it was made from.
///
/// - Returns: `nil` when the source language can't be read; faults go to `faults`, all of them.
public func readLocales(from folder: URL, reportingTo faults: FaultCollector) -> Locales? {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    var languages: [Language] = []
    var catalogues: [LanguageTag: Catalogue] = [:]
    var sourceDigests: [LanguageTag: SourceDigests] = [:]
    for name in names where isFolder(folder.appending(path: name)) {
        let path = folder.appending(path: name)
        guard let language = readLanguage(path, named: name, reportingTo: faults) else { continue }
        languages.append(language)
        let read = readCatalogue(path, language: language, reportingTo: faults)
        catalogues[language.tag] = read.catalogue
        sourceDigests[language.tag] = read.sourceDigests
    }
    guard let source = catalogues[Locales.source] else {
        faults.report(
            Diagnostic(
                file: "\(Locales.source)/language.yaml", path: "",
                problem: "The source language \(Locales.source) is missing.",
                remedy: "Add its folder to Locales/."))
        return nil
    }
    reportFallbacks(of: languages, to: faults)
    for language in languages where language.tag != Locales.source {
        checkTranslation(
            catalogues[language.tag] ?? Catalogue(), into: language, of: source,
            madeFrom: sourceDigests[language.tag] ?? [:], reportingTo: faults)
    }
    return Locales(
        languages: languages, catalogues: catalogues, sourceDigests: sourceDigests)
}

private func isFolder(_ url: URL) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
        && isDirectory.boolValue
}

private func readLanguage(_ folder: URL, named name: String, reportingTo faults: FaultCollector)
    -> Language?
{
    let file = "\(name)/language.yaml"
    guard
        let node = DocumentNode.read(
            folder.appending(path: "language.yaml"), named: file, reportingTo: faults)
    else { return nil }
    node.allowOnly([
        "tag", "name", "direction", "order", "fallback", "reviewed", "plurals", "numbers",
    ])
    guard let tag = node.required("tag")?.string.flatMap({ LanguageTag($0) }), tag.value == name
    else {
        node.report("The tag must be the folder's name, '\(name)'.", remedy: "Rename one of them.")
        return nil
    }
    guard let direction = node.required("direction")?.string.flatMap(Direction.init(rawValue:))
    else {
        node.report(
            "The direction must be ltr or rtl.", remedy: "Write direction: ltr or direction: rtl.")
        return nil
    }
    guard let plurals = node.required("plurals")?.string.flatMap(PluralRule.init(rawValue:)) else {
        node.report(
            "The plural rule is unknown.", remedy: "Write plurals: one-other or plurals: arabic.")
        return nil
    }
    guard let ownName = node.required("name")?.string, let numbers = node.required("numbers") else {
        return nil
    }
    return Language(
        tag: tag,
        name: ownName,
        direction: direction,
        fallbacks: (node.optional("fallback")?.strings ?? []).compactMap { LanguageTag($0) },
        isReviewed: node.required("reviewed")?.boolean ?? false,
        plurals: plurals,
        numbers: NumberFormat(
            decimalMark: numbers.required("decimal")?.string ?? ",",
            groupMark: numbers.required("group")?.string ?? "\u{A0}",
            minus: numbers.required("minus")?.string ?? "\u{2212}",
            percentPattern: numbers.required("percent")?.string ?? "{number}\u{A0}%"),
        order: node.required("order")?.integer ?? 0)
}

private func reportFallbacks(of languages: [Language], to faults: FaultCollector) {
    let tags = Set(languages.map(\.tag))
    for language in languages {
        for fallback in language.fallbacks where !tags.contains(fallback) {
            faults.report(
                Diagnostic(
                    file: "\(language.tag)/language.yaml", path: "fallback",
                    problem: "There is no language '\(fallback)' to fall back to.",
                    remedy: "Remove it, or add its folder."))
        }
    }
}

private func readCatalogue(
    _ folder: URL, language: Language, reportingTo faults: FaultCollector
) -> (catalogue: Catalogue, sourceDigests: SourceDigests) {
    var catalogue = Catalogue()
    var digests: SourceDigests = [:]
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    for name in names where name.hasSuffix(".yaml") && name != "language.yaml" {
        let file = "\(language.tag)/\(name)"
        guard
            let node = DocumentNode.read(
                folder.appending(path: name), named: file, reportingTo: faults)
        else {
            continue
        }
        if name == "source.yaml" {
            for (file, keys) in node.entries {
                digests[file] = Dictionary(
                    keys.entries.map { ($0.key, $0.value.string ?? "") }, uniquingKeysWith: { $1 })
            }
        } else {
            catalogue.files[String(name.dropLast(5))] = readMessages(node, language: language)
        }
    }
    return (catalogue, digests)
}

func readMessages(_ node: DocumentNode, language: Language) -> [String: Message] {
    var messages: [String: Message] = [:]
    for (key, value) in node.entries {
        if value.isMapping {
            var forms: [PluralCategory: String] = [:]
            for (name, form) in value.entries {
                guard let category = PluralCategory(rawValue: name) else {
                    form.report(
                        "'\(name)' is no plural form.",
                        remedy:
                            "Use \(language.plurals.categories.map(\.rawValue).sorted().joined(separator: ", "))."
                    )
                    continue
                }
                forms[category] = form.string
            }
            let missing = language.plurals.categories.subtracting(forms.keys).map(\.rawValue)
                .sorted()
            if !missing.isEmpty {
                value.report(
                    "The plural forms \(missing.joined(separator: ", ")) are missing.",
                    remedy: "Write every form of the language.", consequence: .untranslated)
            }
            messages[key] = Message(forms: forms)
        } else if let text = value.string {
            messages[key] = Message(text)
        }
    }
    return messages
}

/// Reports what the translations of one file lack, have too much, got wrong or made from older Swedish.
public func checkTranslations(
    of file: String, in locales: Locales, reportingTo faults: FaultCollector
) {
    func alone(_ tag: LanguageTag) -> Catalogue {
        Catalogue(files: [file: locales.catalogue(of: tag).files[file] ?? [:]])
    }
    for language in locales.languages where language.tag != Locales.source {
        checkTranslation(
            alone(language.tag), into: language, of: alone(Locales.source),
            madeFrom: locales.sourceDigests(of: language.tag), reportingTo: faults)
    }
}

/// Reads a file of texts that was kept elsewhere than in the folder.
///
/// - Returns: `nil`, with a fault, when it isn't YAML.
public func readTexts(
    _ yaml: String, in language: Language, named file: String, reportingTo faults: FaultCollector
) -> [String: Message]? {
    DocumentNode.parse(yaml, named: file, reportingTo: faults)
        .map { readMessages($0, language: language) }
}

/// Reports what a translation lacks, has too much, got wrong or made from older Swedish.
private func checkTranslation(
    _ translation: Catalogue, into language: Language, of source: Catalogue,
    madeFrom digests: SourceDigests, reportingTo faults: FaultCollector
) {
    func report(_ file: String, _ key: String, _ problem: String, _ remedy: String) {
        faults.report(
            Diagnostic(
                file: "\(language.tag)/\(file).yaml", path: key, problem: problem, remedy: remedy,
                consequence: .untranslated))
    }
    for (file, texts) in source.files.sorted(by: { $0.key < $1.key }) {
        for (key, original) in texts.sorted(by: { $0.key < $1.key }) {
            guard let message = translation.message(key, in: file) else {
                report(file, key, "The translation is missing.", "Translate the Swedish text.")
                continue
            }
            if message.placeholders != original.placeholders {
                let expected = original.placeholders.sorted().map { "{\($0)}" }.joined(
                    separator: " ")
                report(
                    file, key, "The placeholders differ from the Swedish.",
                    expected.isEmpty ? "Use none." : "Use exactly \(expected).")
            }
            switch digests[file]?[key] {
            case original.digest: break
            case nil:
                report(
                    file, key, "Nothing says which Swedish text this was made from.",
                    "Compare them, then run: radslag translations accept \(language.tag)")
            default:
                report(
                    file, key, "The Swedish has changed since this was translated.",
                    "Translate it anew, then run: radslag translations accept \(language.tag)")
            }
        }
    }
    for (file, texts) in translation.files.sorted(by: { $0.key < $1.key }) {
        for key in texts.keys.sorted() where source.message(key, in: file) == nil {
            report(file, key, "The text is not in the Swedish file.", "Remove it, or mend its key.")
        }
    }
}

/// The contents of `source.yaml` for a translation that is complete against the Swedish of today.
public func sourceDigests(of locales: Locales, for tag: LanguageTag) -> String {
    let translation = locales.catalogue(of: tag)
    var digests: SourceDigests = [:]
    for (file, texts) in locales.catalogue(of: Locales.source).files {
        digests[file] = texts.filter { translation.message($0.key, in: file) != nil }
            .mapValues(\.digest)
    }
    return sourceFile(digests, of: tag)
}

/// The contents of `source.yaml` that says so of a language's texts.
public func sourceFile(_ digests: SourceDigests, of tag: LanguageTag) -> String {
    var lines = [
        "# The Swedish that each text was made from; written by: radslag translations accept \(tag)"
    ]
    for (file, keys) in digests.sorted(by: { $0.key < $1.key }) {
        lines.append("\(file):")
        for (key, digest) in keys.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(key): \"\(digest)\"")
        }
    }
    return lines.joined(separator: "\n") + "\n"
}
