import CPoll
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Threads for what takes long and must not stop a loop, started as there is work for them.
final class BackgroundThreads: Sendable {
    /// Whose turn comes first where there are fewer cores than threads.
    enum Priority: Sendable {
        /// As the loops: somebody waits for a short answer.
        case ordinary
        /// Behind the loops: work that keeps a core busy.
        case low
    }

    private struct Work: Sendable {
        var run: @Sendable () -> Void
        var cancel: @Sendable () -> Void
    }

    private struct State: Sendable {
        var queue: [Work] = []
        var threads: [LoopThread] = []
        var idle = 0
        var isStopped = false
    }

    private let state = Mutex(State())
    private let limit: Int
    private let priority: Priority
    private let wakeDescriptor: Int32

    /// - Parameter limit: how many threads there are at most.
    init(limit: Int, priority: Priority) throws(ServerError) {
        self.limit = limit
        self.priority = priority
        wakeDescriptor = cpoll_wake_create(1)
        guard wakeDescriptor >= 0 else { throw .system(call: "eventfd", error: errno) }
    }

    deinit {
        close(wakeDescriptor)
    }

    /// The result of work on one of the threads.
    ///
    /// - Throws: what the work throws; `CancellationError` where it had not begun when the threads were stopped.
    func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            submit {
                continuation.resume(with: Result { try work() })
            } orCancel: {
                continuation.resume(throwing: CancellationError())
            }
        }
    }

    /// Runs work on one of the threads; where they are stopped before it begins, `cancel` instead.
    func submit(
        _ work: @escaping @Sendable () -> Void, orCancel cancel: @escaping @Sendable () -> Void
    ) {
        let isTaken = state.withLock { state in
            if state.isStopped { return false }
            if state.queue.count >= state.idle, state.threads.count < limit,
                let thread = LoopThread({ self.runQueue() })
            {
                state.threads.append(thread)
                state.idle += 1
            }
            guard !state.threads.isEmpty else { return false }
            state.queue.append(Work(run: work, cancel: cancel))
            cpoll_wake(wakeDescriptor)
            return true
        }
        if !isTaken { Task.detached(executorPreference: globalConcurrentExecutor) { work() } }
    }

    /// Ends the threads after what they are at; what has not begun is cancelled.
    func stop() {
        let (threads, queue) = state.withLock { state in
            state.isStopped = true
            defer {
                state.threads = []
                state.queue = []
            }
            for _ in state.threads { cpoll_wake(wakeDescriptor) }
            return (state.threads, state.queue)
        }
        for work in queue { work.cancel() }
        for thread in threads { thread.join() }
    }

    private func runQueue() {
        if priority == .low { cpoll_lower_thread_priority() }
        while true {
            cpoll_wake_wait(wakeDescriptor)
            while let work = next() {
                work.run()
                state.withLock { $0.idle += 1 }
            }
            if state.withLock(\.isStopped) { return }
        }
    }

    private func next() -> Work? {
        state.withLock { state in
            guard !state.queue.isEmpty else { return nil }
            state.idle -= 1
            return state.queue.removeFirst()
        }
    }
}
