import CPoll

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An outgoing connection. While a request uses it, the request's task waits on it; while it is idle it waits for the
/// server to close it.
final class ClientConnection: PolledItem {
    enum Signal: Sendable { case ready, timedOut, stopped }

    /// What a connection must have in common with a request to be used for it.
    struct Origin: Hashable {
        let scheme: String
        let host: String
        let port: Int
        let verifies: Bool
    }

    let origin: Origin
    /// The IP address at the other end.
    let address: String
    var transport: Transport
    /// Whether it has carried a request before.
    var isReused = false
    private var waiter: CheckedContinuation<Signal, Never>?
    /// Readiness that came while nobody waited.
    private var hasNews = false
    private(set) var isClosed = false
    var isIdle = false

    init(origin: Origin, address: String, transport: Transport) {
        self.origin = origin
        self.address = address
        self.transport = transport
    }

    /// Suspends with a continuation until something happens; resumes at once when something has.
    func wait(_ continuation: CheckedContinuation<Signal, Never>) {
        if isClosed {
            continuation.resume(returning: .stopped)
        } else if hasNews {
            hasNews = false
            continuation.resume(returning: .ready)
        } else {
            waiter = continuation
        }
    }

    override func becameReady(_ readiness: Poller.Readiness, on core: LoopCore) {
        if isIdle {
            // Only its end can come over an idle connection.
            if readiness.canRead { close(on: core) }
        } else if waiter == nil {
            hasNews = true
        } else {
            signal(.ready)
        }
    }

    override func deadlineReached(on core: LoopCore) {
        if isIdle { close(on: core) } else { signal(.timedOut) }
    }

    override func shutDown(on core: LoopCore) { close(on: core) }

    func close(on core: LoopCore) {
        guard !isClosed else { return }
        isClosed = true
        if isIdle { core.pool.remove(self) }
        core.items.remove(self)
        transport.release()
        signal(.stopped)
    }

    private func signal(_ signal: Signal) {
        let waiter = waiter
        self.waiter = nil
        waiter?.resume(returning: signal)
    }
}

/// The idle outgoing connections of a loop.
struct ConnectionPool {
    private var idle: [ClientConnection.Origin: [ClientConnection]] = [:]
    private static let mostIdle = 16
    /// How long they are kept (Go: IdleConnTimeout).
    private static let idleTime = Duration.seconds(90)

    /// The connection that was used last and whose address is allowed.
    mutating func take(_ origin: ClientConnection.Origin, isAllowed: (String) -> Bool) -> ClientConnection? {
        guard let place = idle[origin]?.lastIndex(where: { isAllowed($0.address) }),
            let connection = idle[origin]?.remove(at: place)
        else { return nil }
        if idle[origin]?.isEmpty == true { idle[origin] = nil }
        connection.isIdle = false
        return connection
    }

    mutating func remove(_ connection: ClientConnection) {
        idle[connection.origin]?.removeAll { $0 === connection }
        if idle[connection.origin]?.isEmpty == true { idle[connection.origin] = nil }
    }

    /// Keeps a connection for the next request, unless there are enough.
    static func keep(_ connection: ClientConnection, on core: LoopCore) {
        guard !core.isStopping, core.pool.idle[connection.origin, default: []].count < mostIdle else {
            return connection.close(on: core)
        }
        connection.isReused = true
        connection.isIdle = true
        core.pool.idle[connection.origin, default: []].append(connection)
        core.items.setDeadline(core.deadline(after: idleTime), of: connection)
    }
}
