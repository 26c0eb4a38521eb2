public import Hummingbird
import Logging
import NIOCore

/// Takes each request to the site that it is for: below `/arbete` to the workspace, all else to residents' pages.
///
/// The two share a port and nothing else: each has its own router, its own context, and its own answers to faults.
public struct BothSites<Residents: HTTPResponder, Staff: HTTPResponder>: HTTPResponder
where
    Residents.Context: InitializableFromSource<ApplicationRequestContextSource>,
    Staff.Context: InitializableFromSource<ApplicationRequestContextSource>
{
    private let residents: Residents
    private let staff: Staff?

    /// - Parameter staff: `nil` in a process that has no accounts, such as an issuer's.
    public init(residents: Residents, staff: Staff?) {
        self.residents = residents
        self.staff = staff
    }

    /// The answer of the site that the address belongs to.
    public func respond(to request: Request, context: BothSitesContext) async throws -> Response {
        let path = request.uri.path
        let isStaff =
            path == WorkspacePath.prefix || path.hasPrefix(WorkspacePath.prefix + "/")
        if isStaff, let staff {
            return try await staff.respond(to: request, context: .init(source: context.source))
        }
        return try await residents.respond(to: request, context: .init(source: context.source))
    }
}

/// What is needed to make either site's context.
public struct BothSitesContext: InitializableFromSource {
    private let channel: any Channel
    private let logger: Logger

    public init(source: ApplicationRequestContextSource) {
        channel = source.channel
        logger = source.logger
    }

    var source: ApplicationRequestContextSource { .init(channel: channel, logger: logger) }
}
