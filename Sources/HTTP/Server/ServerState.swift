import CPoll

/// What the connections of a server have in common.
struct ServerSettings: Sendable {
    let handler: any RequestHandler
    let limits: ServerLimits
    let tls: TLSContext?
    /// Whether connections are TCP: small packets are sent at once then.
    let isTCP: Bool
}

/// A server on one loop.
final class ServerState {
    let settings: ServerSettings
    let listener: Listener
    let loop: EventLoop
    var connections = 0
    /// No new connections, and those that are open end with their answer.
    var isDraining = false
    private var waiters: [CheckedContinuation<Bool, Never>] = []

    init(settings: ServerSettings, listener: Listener, loop: EventLoop) {
        self.settings = settings
        self.listener = listener
        self.loop = loop
    }

    func connectionClosed() {
        connections -= 1
        if connections == 0, isDraining { finishDraining(true) }
    }

    func wait(_ continuation: CheckedContinuation<Bool, Never>) { waiters.append(continuation) }

    /// Tells those that wait whether all connections ended by themselves.
    func finishDraining(_ isClean: Bool) {
        let waiters = waiters
        self.waiters = []
        for waiter in waiters { waiter.resume(returning: isClean) }
    }
}

extension EventLoop {
    /// Accepts the connections of a listener on a descriptor that belongs to the loop from now on.
    func add(_ listener: Listener, descriptor: Int32, settings: ServerSettings) {
        let state = ServerState(settings: settings, listener: listener, loop: self)
        guard !core.isStopping else { return cpoll_close(descriptor) }
        core.servers.append(state)
        ListenerItem(descriptor: descriptor, state: state).start(on: core)
    }

    /// From now on every answer of the listener's server ends its connection.
    func beginDraining(_ listener: Listener) {
        for state in core.servers where state.listener === listener { state.isDraining = true }
    }

    /// Closes the loop's copy of a listener and the idle connections.
    func closeIdleConnections(of listener: Listener) {
        for item in core.items.all { item.drain(listener, on: core) }
    }

    /// Waits for the open requests; cuts what is left after the grace period and tells so.
    func finishDraining(_ listener: Listener, gracePeriod: Duration) async -> Bool {
        guard let state = core.servers.first(where: { $0.listener === listener }) else { return true }
        core.servers.removeAll { $0 === state }
        guard state.connections > 0 else { return true }
        core.refreshClock()
        let timer = DrainTimer(state: state)
        core.items.add(timer)
        core.items.setDeadline(core.deadline(after: gracePeriod), of: timer)
        let isClean = await withCheckedContinuation { state.wait($0) }
        core.items.remove(timer)
        return isClean
    }
}

/// Cuts the connections of a server that stops.
final class DrainTimer: PolledItem {
    private let state: ServerState

    init(state: ServerState) { self.state = state }

    override func deadlineReached(on core: LoopCore) {
        state.finishDraining(false)
        for item in core.items.all { item.cut(state, on: core) }
    }

    override func shutDown(on core: LoopCore) { state.finishDraining(false) }
}
