import CPoll
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A thread for what takes long and must not stop a loop. It is started by its first work.
final class BackgroundThread: Sendable {
    private struct State: Sendable {
        var queue: [@Sendable () -> Void] = []
        var thread: LoopThread?
        var isStopped = false
    }

    private let state = Mutex(State())
    private let wakeDescriptor: Int32

    init() throws(ServerError) {
        wakeDescriptor = cpoll_wake_create(1)
        guard wakeDescriptor >= 0 else { throw .system(call: "eventfd", error: errno) }
    }

    deinit {
        close(wakeDescriptor)
    }

    /// The result of work on the thread.
    func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            submit { continuation.resume(with: Result { try work() }) }
        }
    }

    func submit(_ work: @escaping @Sendable () -> Void) {
        let isTaken = state.withLock { state in
            if state.isStopped { return false }
            if state.thread == nil { state.thread = LoopThread { self.runQueue() } }
            guard state.thread != nil else { return false }
            state.queue.append(work)
            cpoll_wake(wakeDescriptor)
            return true
        }
        if !isTaken { Task.detached(executorPreference: globalConcurrentExecutor) { work() } }
    }

    /// Ends the thread after the work that it has.
    func stop() {
        let thread = state.withLock { state in
            state.isStopped = true
            cpoll_wake(wakeDescriptor)
            let thread = state.thread
            state.thread = nil
            return thread
        }
        thread?.join()
    }

    private func runQueue() {
        while true {
            cpoll_wake_wait(wakeDescriptor)
            while let work = next() { work() }
            if state.withLock({ $0.isStopped && $0.queue.isEmpty }) { return }
        }
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { $0.queue.isEmpty ? nil : $0.queue.removeFirst() }
    }
}
