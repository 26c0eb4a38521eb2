import Testing

/// The real program `radslag`, run as a child process on a data folder of its own and asked over
/// real HTTP. One test at a time: several of them measure what the disk holds or how fast something
/// ends.
@Suite("The running service", .serialized)
enum ServiceTests {}
