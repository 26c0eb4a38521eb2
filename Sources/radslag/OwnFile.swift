import Foundation

/// A new file that only its owner may read, for what others must not see; nothing is ever overwritten.
struct OwnFile: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// Makes the file, empty.
    ///
    /// - Throws: `CommandFault` when there is one already, or none can be made.
    init(creating path: String) throws(CommandFault) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST
                ? CommandFault("\(path) exists already and isn't overwritten. Choose another name.")
                : CommandFault("\(path) can't be made. Is the folder there, and writable?")
        }
    }

    deinit { close(descriptor) }

    /// Writes the text and puts it on the disk.
    ///
    /// - Throws: `CommandFault` when it can't be written.
    func write(_ text: String) throws(CommandFault) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            guard written > 0 else { throw fault }
            rest = rest.dropFirst(written)
        }
        guard fsync(descriptor) == 0 else { throw fault }
    }

    private var fault: CommandFault { CommandFault("\(path) can't be written. Is the disk full?") }
}
