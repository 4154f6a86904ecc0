import CPoll
import Synchronization

/// The event loops of a process or of one server in it: one thread each.
package final class EventLoopGroup: Sendable {
    private enum Phase: Sendable { case new, running, stopped }

    private struct State: Sendable {
        var phase = Phase.new
        var threads: [LoopThread] = []
        var running = 0
        var endWaiters: [CheckedContinuation<Void, Never>] = []
    }

    package let loops: [EventLoop]
    private let state = Mutex(State())
    private let background: BackgroundThreads
    private let resolver: BackgroundThreads
    let clientTLS = ClientTLS()
    private let turn = Atomic<Int>(0)

    /// Loops that are not started yet; servers may be bound to them already.
    package init(threads: Int) throws(ServerError) {
        cpoll_raise_descriptor_limit()
        var loops: [EventLoop] = []
        for _ in 0..<max(1, threads) { loops.append(try EventLoop()) }
        self.loops = loops
        background = try BackgroundThreads(limit: max(1, threads), priority: .low)
        resolver = try BackgroundThreads(limit: 1, priority: .ordinary)
    }

    /// Sends requests to other servers from the loop of the caller, from another thread from one of them.
    package var client: HTTPClient { HTTPClient(group: self) }

    /// The loop of the calling thread, or one of them in turn.
    package var currentLoop: EventLoop {
        if let current = loops.first(where: \.isCurrent) { return current }
        return loops[turn.wrappingAdd(1, ordering: .relaxed).oldValue % loops.count]
    }

    var isRunning: Bool { state.withLock { $0.phase == .running } }

    /// Starts a thread for each loop.
    /// - Throws: where the system has none left. The group is to be stopped then.
    package func start() throws(ServerError) {
        guard begin() else { return }
        do throws(ServerError) {
            try startThreads(loops[...])
        } catch {
            for loop in loops.dropFirst(state.withLock { $0.threads.count }) {
                loop.executor.end()
                noteEnd()
            }
            throw error
        }
    }

    /// Starts a thread for each loop but the first, which runs on the calling thread until the group is stopped.
    /// - Parameter whenStarted: called before the first loop runs.
    /// - Throws: where the system has no threads left; the process is to end then.
    package func startRunningOnCurrentThread(whenStarted: () -> Void = {}) throws(ServerError) {
        guard begin() else { return }
        try startThreads(loops.dropFirst())
        whenStarted()
        run(loops[0])
    }

    /// Closes all connections, ends all loops and waits for their threads. Tasks that still run are not cancelled; they
    /// go on elsewhere. Once stopped a group stays so.
    package func stop() async {
        let wasNew = state.withLock { state in
            defer { state.phase = .stopped }
            return state.phase == .new
        }
        if wasNew {
            for loop in loops { loop.executor.end() }
            for loop in loops { await loop.shutDown() }
        } else {
            for loop in loops { await loop.shutDown() }
            await withCheckedContinuation { continuation in
                let isEnded = state.withLock { state in
                    if state.running > 0 { state.endWaiters.append(continuation) }
                    return state.running == 0
                }
                if isEnded { continuation.resume() }
            }
        }
        let threads = state.withLock { state in
            let threads = state.threads
            state.threads = []
            return threads
        }
        await Task.detached(executorPreference: globalConcurrentExecutor) {
            for thread in threads { thread.join() }
            self.background.stop()
            self.resolver.stop()
        }.value
    }

    /// The result of a name's resolution, or of other waiting for the system, on a thread apart from the loops.
    package func onResolverThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await resolver.run(work)
    }

    /// Resolves a name on a thread apart from the loops; nothing is told where the group stops before.
    func resolve(_ work: @escaping @Sendable () -> Void) { resolver.submit(work) {} }

    /// The result of work that keeps a core busy, on threads apart from the loops and behind them in their turn.
    package func onBackgroundThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await background.run(work)
    }

    private func begin() -> Bool {
        state.withLock { state in
            guard state.phase == .new else { return false }
            state.phase = .running
            state.running = loops.count
            return true
        }
    }

    private func startThreads(_ loops: ArraySlice<EventLoop>) throws(ServerError) {
        for loop in loops {
            // Without its thread a loop would keep the connections that the system gives it waiting for ever.
            guard let thread = LoopThread({ self.run(loop) }) else { throw .noThreads }
            state.withLock { $0.threads.append(thread) }
        }
    }

    private func run(_ loop: EventLoop) {
        loop.runHere()
        noteEnd()
    }

    private func noteEnd() {
        let waiters = state.withLock { state in
            state.running -= 1
            guard state.running == 0 else { return [CheckedContinuation<Void, Never>]() }
            let waiters = state.endWaiters
            state.endWaiters = []
            return waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
