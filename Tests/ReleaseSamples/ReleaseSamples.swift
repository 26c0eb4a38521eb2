import Foundation

/// Writes samples for the attack tests, which are in Python and read JSON.
///
/// ```
/// release-samples patterns FILE --count 400 --seed 1
/// release-samples releases FOLDER --count 300 --seed 1
/// release-samples naive-releases FOLDER --count 300 --seed 1
/// ```
@main
struct ReleaseSamples {
    /// By their first argument, what there is to write.
    static let kinds: [String: @Sendable (Arguments) throws -> Void] = [
        "patterns": writeAuditPatterns,
        "releases": writeReleases,
        "naive-releases": writeNaiveReleases,
    ]

    static func main() {
        do {
            guard let arguments = Arguments(CommandLine.arguments.dropFirst()),
                let write = kinds[arguments.kind]
            else {
                throw SampleError.usage(kinds: kinds.keys.sorted())
            }
            try write(arguments)
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }
}

/// What to write, where, how much and from which seed.
struct Arguments: Equatable {
    let kind: String
    /// The file or directory to write to.
    let destination: URL
    let count: Int
    let seed: UInt64

    /// - Returns: `nil` unless the words are `KIND PATH`, then pairs of an option and its number.
    init?(_ words: some Sequence<String>) {
        let words = Array(words)
        guard words.count >= 2, words.count.isMultiple(of: 2) else { return nil }
        var numbers = ["--count": 400, "--seed": 1]
        for place in stride(from: 2, to: words.count, by: 2) {
            guard numbers[words[place]] != nil, let number = Int(words[place + 1]), number > 0
            else { return nil }
            numbers[words[place]] = number
        }
        kind = words[0]
        destination = URL(filePath: words[1])
        count = numbers["--count", default: 0]
        seed = UInt64(numbers["--seed", default: 0])
    }
}

/// Why no samples were written.
enum SampleError: Error, CustomStringConvertible {
    case usage(kinds: [String])

    var description: String {
        switch self {
        case .usage(let kinds):
            "release-samples (\(kinds.joined(separator: " | "))) PATH [--count N] [--seed S]"
        }
    }
}
