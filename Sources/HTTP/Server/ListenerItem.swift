import CPoll

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Accepts the connections of a server on one loop.
final class ListenerItem: PolledItem {
    private let descriptor: Int32
    private let state: ServerState
    /// How many connections are taken in one turn.
    private static let batch = 64
    /// How long accepting rests when the process has no descriptors left.
    private static let pause = Duration.milliseconds(50)

    init(descriptor: Int32, state: ServerState) {
        self.descriptor = descriptor
        self.state = state
    }

    func start(on core: LoopCore) {
        core.items.add(self)
        if !core.poller.addListener(descriptor, key: key) {
            core.items.setDeadline(core.deadline(after: Self.pause), of: self)
        }
    }

    override func becameReady(_ readiness: Poller.Readiness, on core: LoopCore) {
        for _ in 0..<Self.batch {
            var peer = sockaddr_storage()
            let accepted = cpoll_accept(descriptor, &peer)
            guard accepted >= 0 else {
                switch errno {
                case EAGAIN: return
                case EMFILE, ENFILE, ENOBUFS, ENOMEM:
                    // The connection stays in the queue: without a pause the poll would report it again at once.
                    core.poller.remove(descriptor)
                    return core.items.setDeadline(core.deadline(after: Self.pause), of: self)
                case EINVAL, EBADF:
                    // The listener was closed; the copy here only needs to go.
                    return shutDown(on: core)
                default: continue
                }
            }
            ServerConnection.open(accepted, peer: PeerAddress(&peer), server: state, on: core)
        }
    }

    override func deadlineReached(on core: LoopCore) {
        if !core.poller.addListener(descriptor, key: key) {
            core.items.setDeadline(core.deadline(after: Self.pause), of: self)
        }
    }

    override func drain(_ listener: Listener, on core: LoopCore) {
        if state.listener === listener { shutDown(on: core) }
    }

    override func shutDown(on core: LoopCore) {
        core.poller.remove(descriptor)
        core.items.remove(self)
        close(descriptor)
    }
}
