public import Hummingbird
import NIOCore

/// What a request carries through the workspace: the framework's own, and the connection that it came by.
public struct WorkspaceContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    let peer: SocketAddress?

    public init(source: Source) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress
    }
}
