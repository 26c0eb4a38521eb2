import Synchronization

/// Texts that came to the service while it runs: those of surveys that were published in the workspace.
///
/// A name has a slash (`trygghet/4/2`), which no file of `Locales/` has, and what was added under it never changes: whoever
/// holds a survey knows by its name which texts it is read with, and a correction is another name.
///
/// A class with a lock, because texts are looked up by functions that can't wait, and added a few times a year.
public final class AddedTexts: Sendable {
    private let files = Mutex<[String: [LanguageTag: [String: Message]]]>([:])

    public init() {}

    /// Whether texts were added under the name.
    public func has(_ file: String) -> Bool { files.withLock { $0[file] != nil } }

    /// Adds the texts of every language under a name; what is there already stays.
    ///
    /// - Precondition: the name has a slash.
    public func add(_ texts: [LanguageTag: [String: Message]], as file: String) {
        precondition(Self.isAdded(file), "The names of added texts have a slash.")
        files.withLock { if $0[file] == nil { $0[file] = texts } }
    }

    func message(_ key: String, in file: String, of language: LanguageTag) -> Message? {
        guard Self.isAdded(file) else { return nil }
        return files.withLock { $0[file]?[language]?[key] }
    }

    private static func isAdded(_ file: String) -> Bool { file.utf8.contains(UInt8(ascii: "/")) }
}
