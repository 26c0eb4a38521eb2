import Anonymization
import Foundation

/// The file with the service's one secret, which only its owner may read. It is made at the first start.
struct SecretFile {
    let url: URL

    enum Fault: Error, Equatable, CustomStringConvertible {
        case missingBesideDatabase(String)
        case unreadable(String)
        case readableByOthers(String)
        case unwritable(String)

        var description: String {
            switch self {
            case .missingBesideDatabase(let path):
                "The secret \(path) is missing, but there is a database beside it. Restore the secret from the backup: without it the waiting answers can't be read."
            case .unreadable(let path):
                "The secret \(path) can't be read. It must hold 64 hexadecimal digits; restore it from the backup."
            case .readableByOthers(let path):
                "The secret \(path) can be read by others. Run: chmod 600 \(path)"
            case .unwritable(let path):
                "The secret \(path) can't be written. Is the folder writable, and is there space left?"
            }
        }
    }

    /// The key in the file; a new one when there is neither file nor database.
    func read(besideDatabase database: URL) throws(Fault) -> MasterKey {
        let files = FileManager.default
        if !files.fileExists(atPath: url.path) {
            guard !files.fileExists(atPath: database.path) else {
                throw .missingBesideDatabase(url.path)
            }
            try create()
        }
        guard let text = try? String(contentsOf: url, encoding: .utf8) else {
            throw .unreadable(url.path)
        }
        let permissions =
            (try? files.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int) ?? 0o777
        guard permissions & 0o077 == 0 else { throw .readableByOthers(url.path) }
        let digits = Array(text.trimmingCharacters(in: .whitespacesAndNewlines))
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
            UInt8(String(digits[index...index + 1]), radix: 16)
        }
        guard digits.count == 64, let key = MasterKey(bytes) else { throw .unreadable(url.path) }
        return key
    }

    private func create() throws(Fault) {
        var generator = SystemRandomNumberGenerator()
        let digits = (0..<64).map { _ in
            String(Int.random(in: 0..<16, using: &generator), radix: 16)
        }
        // Created for its owner alone, and on the disk before anything is sealed with it.
        let file = Foundation.open(url.path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else { throw .unwritable(url.path) }
        defer { close(file) }
        let line = Array((digits.joined() + "\n").utf8)
        guard write(file, line, line.count) == line.count, fsync(file) == 0 else {
            throw .unwritable(url.path)
        }
    }
}
